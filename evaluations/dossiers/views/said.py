"""What stands below each text where it is filled in: its tables as drawn, and what is told of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string

from core.filing.cells import CellRef
from core.filing.tables import tables_in
from core.paper.report_table import table_sheet
from core.verification.quoting import quote
from core.verification.references import Reference, references
from evaluations.dossiers.services.checking import Found
from evaluations.dossiers.views.findings import Jump, asks_of_prose, jump, told
from evaluations.dossiers.views.opened import Opened
from evaluations.dossiers.views.quoting import quote_id, quoted


def said(page: Opened) -> Mapping[CellRef, str]:
    """By the text: its tables, the findings about its words, its figures that agree with 自评表; as HTML."""
    found: dict[CellRef, list[Found]] = defaultdict(list)
    for finding, given in page.checked.found:
        if finding.is_in_prose:
            found[finding.places[0]].append((finding, given))
    texts = [ref for ref in page.slots if ref.section == "report"]
    beside = references(page.form, page.snapshot, page.computed, texts)
    return {ref: html for ref in texts if (html := _drawn(page, ref, found[ref], beside.get(ref, ())))}


def _drawn(page: Opened, ref: CellRef, found: list[Found], beside: Sequence[Reference]) -> str:
    agreeing = [one for one in beside if one.agrees]
    tables = tables_in(page.snapshot.typed(ref))
    if not (found or agreeing or tables):
        return ""
    context = {
        "entries": [_entry(page, ref, one, agreeing) for one in sorted(found, key=lambda one: one[0].spans)],
        "agreeing": _cells(page, agreeing),
        "tables": [table_sheet(one) for one in tables],
        "ref": ref,
        "check_url": page.urls["check"],
    }
    return render_to_string("dossiers/parts/said.html", context)


def _entry(page: Opened, ref: CellRef, one: Found, agreeing: list[Reference]) -> dict[str, Any]:
    """An entry as elsewhere, with where its words stand: from and to, in signs of the box."""
    finding, given = one
    text = page.snapshot.typed(ref)
    words = quote(text, finding)
    start, end = page.span_in_box(page.snapshot.cell(ref), (words.start, words.end))
    asks = asks_of_prose(finding) and given is None and page.why_not_edit is None
    where = {"id": quote_id(finding), "from": start, "to": end, "figure": finding.found}
    marked = quoted(text, finding, [same.span for same in agreeing])
    return {**told(page, [one])[0], **where, "quote": marked, "asks": asks}


def _cells(page: Opened, agreeing: list[Reference]) -> list[tuple[str, Jump]]:
    """Each figure once for each cell with which it agrees."""
    return [
        (said, jump(page, cell)) for said, cell in dict.fromkeys((one.said, one.cell) for one in agreeing)
    ]
