"""What is told of the words of each text below it, in their order, on the page where it is filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from core.filing.cells import CellRef
from core.verification.quoting import quote
from evaluations.dossiers.services.checking import Found
from evaluations.dossiers.views.findings import asks_of_prose, told
from evaluations.dossiers.views.opened import Opened
from evaluations.dossiers.views.quoting import quote_id


def said(page: Opened) -> Mapping[CellRef, str]:
    """The findings about words by the text in which these stand, as HTML; the other texts have none."""
    found: dict[CellRef, list[Found]] = defaultdict(list)
    for finding, given in page.checked.found:
        if finding.is_in_prose:
            found[finding.places[0]].append((finding, given))
    return {ref: _drawn(page, ref, entries) for ref, entries in found.items()}


def _drawn(page: Opened, ref: CellRef, found: list[Found]) -> str:
    entries = [_entry(page, ref, one) for one in sorted(found, key=lambda one: one[0].spans)]
    context = {"entries": entries, "ref": ref, "check_url": page.urls["check"]}
    return render_to_string("dossiers/parts/said.html", context)


def _entry(page: Opened, ref: CellRef, one: Found) -> dict[str, Any]:
    """An entry as elsewhere, with where its words stand: from and to, in signs of the box."""
    finding, given = one
    words = quote(page.snapshot.typed(ref), finding)
    start, end = page.span_in_box(page.snapshot.cell(ref), (words.start, words.end))
    asks = asks_of_prose(finding) and given is None and page.why_not_edit is None
    where = {"id": quote_id(finding), "from": start, "to": end, "figure": finding.found}
    return {**told(page, [one])[0], **where, "asks": asks}
