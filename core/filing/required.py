"""Which cells must be filled before a filing can go, and are empty."""

from __future__ import annotations

from collections.abc import Iterator

from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.funds import execution_ref, is_mark
from core.filing.rows import Row
from core.filing.snapshot import Snapshot

IN_WORDS = ("header", "goals", "texts", "report")
SCORED = ("points", "score")


def missing_cells(form: FormDefinition, snapshot: Snapshot, rows: tuple[Row, ...]) -> tuple[CellRef, ...]:
    """Every required cell with nothing in it, in the order of the paper.

    “—”, “-”, “/” say “not applicable” (domain.md §8), so no mark fills a required figure: a sum over it has a
    gap. An amount that is nothing is typed as 0; a row that does not apply is ticked as such.
    """
    required = [*_header(form), *_funds(form), *_goals(form, snapshot)]
    required += [*_texts(form), *_rows(form, rows), *_end(form)]
    return tuple(ref for ref in required if not _is_filled(snapshot, ref))


def _is_filled(snapshot: Snapshot, ref: CellRef) -> bool:
    """Whether a number was read where one is asked, and where words are, something that is no mark."""
    if is_number_cell(ref):
        return snapshot.value(ref) is not None
    typed = snapshot.typed(ref).strip()
    return bool(typed) and (ref.section in IN_WORDS or not is_mark(typed))


def is_number_cell(ref: CellRef) -> bool:
    """Whether only a number can stand there: amounts, points and scores; not targets, actuals and words."""
    if ref.section == "total":
        return ref.row in SCORED
    is_weight = ref.section == "goals" and ref.column == "weight"
    return is_weight or ref.section == "funds" or (ref.section == "indicators" and ref.column in SCORED)


def _header(form: FormDefinition) -> Iterator[CellRef]:
    yield from (cells.header(field.key) for field in form.header if field.required)


def _funds(form: FormDefinition) -> Iterator[CellRef]:
    """Budget, execution and execution score of the total rows; other amounts may be empty (product.md)."""
    funds = form.funds
    if funds is None:
        return
    budgeted = funds.column("adjusted") or funds.column("allocated")
    for total in funds.totals:
        for column in (budgeted, funds.column("executed")):
            if column:
                yield cells.fund(total.key, column.key)
    ref = execution_ref(funds)
    if ref:
        yield ref


def _goals(form: FormDefinition, snapshot: Snapshot) -> Iterator[CellRef]:
    if form.goals:
        for number in range(1, snapshot.goals + 1):
            yield from (cells.goal(number, column) for column in form.goals.columns)


def _texts(form: FormDefinition) -> Iterator[CellRef]:
    for block in form.texts:
        for row in block.rows:
            yield from (cells.text(row.key, column.key) for column in block.columns if column.required)


def _rows(form: FormDefinition, rows: tuple[Row, ...]) -> Iterator[CellRef]:
    """Target, what is asked, actual and score of a row, and why where a person judges (R29).

    Of a row that does not apply the reason, which is its note.
    """
    asked = form.indicators
    more = [column.key for column in asked.words if column.required]
    for row in rows:
        if not row.applicable:
            yield row.ref("note")
            continue
        if row.needs_target and asked.asks("target"):
            yield row.ref("target")
        yield from (one.ref for one in row.asked if one.asked.required)
        yield from (row.ref(column) for column in more)
        is_undefined = row.worked is not None and row.worked.zero is not None
        yield from [row.ref("actual")] if asked.asks("actual") and not is_undefined else []
        if form.indicators.scored and not row.shares:
            yield from (row.ref(column) for column in ("points", "score"))
        if row.outcome and row.outcome.is_range and row.outcome.asks_reason:
            yield row.ref("score_reason")


def _end(form: FormDefinition) -> Iterator[CellRef]:
    if form.indicators.scored and form.total_points is not None:
        yield from (cells.total(column) for column in SCORED if column in form.paper.total)
    if form.grading and form.grading.bands and "grade" in form.paper.total:
        yield cells.total("grade")
    for section in form.report.sections if form.report else ():
        if section.required and section.has_text:
            yield cells.report(section.key)
