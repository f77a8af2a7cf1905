"""Figures placed in prose (D4, core.filing.placed): what the table prints stands in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.placed import OPEN, bracketed, parts, placeable, placed_in
from core.filing.snapshot import Cell, Snapshot
from core.paper.printing import fund_cell

NOT_FILLED = "（未填）"
Span = tuple[int, int]


def in_box(form: FormDefinition, snapshot: Snapshot, stored: str) -> str:
    """Return the text as people see and change it."""
    return "".join(shown for shown, _ in _pieces(form, snapshot, stored))


def as_printed(form: FormDefinition, snapshot: Snapshot, stored: str) -> str:
    """Return the text with the figures of the table in their places."""
    return "".join(printed for _, printed in _pieces(form, snapshot, stored))


def quoted(form: FormDefinition, snapshot: Snapshot, text: CellRef) -> dict[str, str]:
    """Return what is printed for each cell that a text places, by its address."""
    return {str(ref): figure(form, snapshot, ref) for ref in placed_in(snapshot.cell(text).written)}


def places(form: FormDefinition, snapshot: Snapshot, text: CellRef) -> Iterator[tuple[CellRef, Span]]:
    """Yield each cell that a text places, and where in the printed text its figure stands."""
    at = 0
    for part in parts(snapshot.cell(text).written):
        if isinstance(part, str):
            at += len(part)
        else:
            ref = CellRef.parse(part[0])
            start, at = at, at + len(figure(form, snapshot, ref))
            yield ref, (start, at)


def span_in_box(form: FormDefinition, snapshot: Snapshot, stored: str, span: Span) -> Span:
    """Return where in the box stands what stands at `span` of the printed text; placed figures as a whole."""
    pieces = list(_pieces(form, snapshot, stored))
    start, end = span
    return _in_box(pieces, start, is_end=False), _in_box(pieces, end, is_end=True)


def filled(form: FormDefinition, snapshot: Snapshot) -> Snapshot:
    """Return the filing with each text of its report as it prints; `written` keeps what was placed."""
    placed = {
        name: Cell(as_printed(form, snapshot, cell.stored), cell.value, cell.stored)
        for name, cell in snapshot.cells.items()
        if cell.stored and name.startswith("report/") and OPEN in cell.stored
    }
    return replace(snapshot, cells={**snapshot.cells, **placed}) if placed else snapshot


def figure(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    """Return what a cell of the table prints; （未填） where it is empty."""
    return _figure(form, snapshot, ref).strip() or NOT_FILLED


def _figure(form: FormDefinition, snapshot: Snapshot, ref: CellRef) -> str:
    if ref.section != "funds" or form.funds is None:
        return snapshot.typed(ref)
    rows = [row for row in form.funds.rows if row.key == ref.row]
    columns = [column for column in form.funds.columns if column.key == ref.column]
    return "".join(fund_cell(form.funds, row, column, snapshot).typed for row in rows for column in columns)


def _pieces(form: FormDefinition, snapshot: Snapshot, stored: str) -> Iterator[tuple[str, str]]:
    """Each stretch of a stored text as it stands in the box and as it prints."""
    if OPEN not in stored:
        yield stored, stored
        return
    names = placeable(form, snapshot)
    for part in parts(stored):
        if isinstance(part, str):
            yield part, part
        else:
            ref = CellRef.parse(part[0])
            yield bracketed(names.get(ref, part[0])), figure(form, snapshot, ref)


def _in_box(pieces: Iterable[tuple[str, str]], at: int, *, is_end: bool) -> int:
    here = there = 0
    for shown, printed in pieces:
        behind = there + len(printed)
        if there < at <= behind if is_end else there <= at < behind:
            return here + (at - there if shown == printed else len(shown) * is_end)
        here, there = here + len(shown), behind
    return here
