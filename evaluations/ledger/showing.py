"""What the pages of a ledger ask and tell, in the order in which they show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.figures.text import clip
from core.filing.form import FormDefinition
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.snapshots import form_of
from evaluations.ledger.forms import NOWHERE
from evaluations.ledger.matching import by_project, proposed_row
from evaluations.ledger.models import LedgerFile, LedgerScheme
from evaluations.ledger.proposing import Kind, meanings_of
from evaluations.ledger.reading import Sheet
from evaluations.ledger.services.mapping import rows_of
from evaluations.ledger.units import units_said

SAMPLES = 2
USUAL_UNIT = "元"
"""As accountants write."""
Columns = tuple[dict[str, str], dict[str, str], tuple[str, int]]


def columns_asked(sheet: Sheet, before: LedgerScheme | None) -> Columns:
    """Heading → meaning as it is proposed, heading → what stands below it, unit and decimals."""
    titles = sheet.titles
    said: Mapping[str, str] = before.columns if before else {}
    proposed = {**meanings_of(title for title in titles.values() if title not in said), **_of(said, titles)}
    below = [row for row in sorted(sheet.rows) if row >= sheet.head + sheet.depth]
    samples = {
        title: "；".join(clip(text) for row in below[:SAMPLES] if (text := sheet.text(row, column)))
        for column, title in titles.items()
    }
    ordered = {title: proposed[title] for title in titles.values()}
    remembered, decimals = (before.amount_unit, before.decimals) if before else (USUAL_UNIT, 2)
    units = units_said(sheet, ordered)
    return ordered, samples, (units.pop() if len(units) == 1 else remembered, decimals)


def rows_asked(
    sheet: Sheet, scheme: LedgerScheme, filings: Iterable[Evaluation]
) -> dict[tuple[str, Kind], tuple[FormDefinition, str]]:
    """The kinds of money in each form: where they may go, and what is known or proposed."""
    lines, _ = sheet.lines(scheme.columns)
    by_code, rows = by_project(filings), rows_of(scheme)
    asked: dict[tuple[str, Kind], tuple[FormDefinition, str]] = {}
    for line in lines:
        filing = by_code.get(line.code)
        if filing is None:
            continue
        sha256 = filing.form_version.sha256
        known = rows.get((sha256, *line.kind))
        row = proposed_row(filing, line.kind, rows) if known is None else known or NOWHERE
        asked[sha256, line.kind] = form_of(filing), row
    return asked


def written_by_filing(file: LedgerFile, filings: Iterable[Evaluation]) -> list[dict[str, Any]]:
    """What was accepted of a ledger so far, filing by filing."""
    found = []
    for filing in filings:
        own = [(places, text) for pk, _, text, places in file.written if pk == filing.pk]
        if own:
            found.append({"evaluation": filing, "count": len(own)})
    return found


def _of(said: Mapping[str, str], titles: Mapping[int, str]) -> dict[str, str]:
    return {title: said[title] for title in titles.values() if title in said}
