"""Group sums, total points, total score and grade, from the cells as filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FormDefinition, Group
from core.filing.funds import execution_ref
from core.filing.rows import Row, points_are_locked
from core.filing.snapshot import Snapshot
from core.scoring.grades import GradeOutcome, grade
from core.scoring.outcome import earned
from core.scoring.rounding import round_score
from core.scoring.totals import FULL_POINTS, Sum, group_sum, total
from core.scoring.working import working


@dataclass(frozen=True)
class Totals:
    """See Computed for the meaning of each."""

    group_points: Mapping[str, Sum]
    group_scores: Mapping[str, Sum]
    points: Fraction | None
    score: Fraction | None
    grade: GradeOutcome | None
    offers: Mapping[CellRef, str]
    workings: Mapping[CellRef, str]


def totals(
    form: FormDefinition, snapshot: Snapshot, rows: tuple[Row, ...], execution_rate: Fraction | None
) -> Totals:
    """Everything that is added up over the rows; all None where the form gives no scores."""
    group_points = {group.key: group_sum(_points(form, rows, group)) for group in _groups(form)}
    group_scores = {group.key: group_sum(_scores(rows, group)) for group in _groups(form)}
    points = _total_points(form, snapshot, group_points)
    score = _total_score(form, snapshot, rows, group_scores)
    graded = _grade(form, snapshot, score, execution_rate)
    return Totals(
        group_points=group_points,
        group_scores=group_scores,
        points=points,
        score=score,
        grade=graded,
        offers=dict(_offers(form, points, score, graded)),
        workings=dict(_workings(form, snapshot, rows, group_scores, score, graded)),
    )


def points_counted(form: FormDefinition, row: Row) -> Decimal | None:
    """The points by which a row counts in its group (R22).

    A row that does not apply has none, unless the form rescales or gives full points (filed or approved), or
    prints the points that were approved and locked: then the column adds up as it is printed
    (docs/decisions/0005-locked-points-of-a-row-that-does-not-apply.md).
    """
    if row.applicable:
        return row.points
    mode = form.indicators.not_applicable
    if mode in ("rescale", "full"):
        return row.line.approved_points or Decimal(0) if row.points is None else row.points
    is_printed = mode == "as_printed" and points_are_locked(form, row.line)
    return (row.points if is_printed else None) or Decimal(0)


def total_as_printed(form: FormDefinition, score: Fraction) -> Decimal:
    """The total as its cell prints it: a sum of printed scores is exact, a rescaled one is rounded."""
    if form.indicators.not_applicable == "rescale":
        return round_score(score, form.indicators.rounding)
    return Decimal(score.numerator) / Decimal(score.denominator)


def execution_points(form: FormDefinition, snapshot: Snapshot) -> Decimal | None:
    """The points of the execution rate as filed, else as the form gives them; None where it is not scored."""
    if form.funds is None or form.funds.total is None or form.funds.execution_points is None:
        return None
    column = form.funds.column("points")
    filed = snapshot.value(cells.fund(form.funds.total.key, column.key)) if column else None
    return form.funds.execution_points if filed is None else filed


def _groups(form: FormDefinition) -> Iterator[Group]:
    for group in form.indicators.groups:
        yield group
        yield from group.children


def _members(rows: tuple[Row, ...], group: Group) -> Iterator[Row]:
    keys = {leaf.key for leaf in group.leaves}
    return (row for row in rows if row.line.group in keys)


def _points(form: FormDefinition, rows: tuple[Row, ...], group: Group) -> Iterator[Decimal | None]:
    return (points_counted(form, row) for row in _members(rows, group))


def _scores(rows: tuple[Row, ...], group: Group) -> Iterator[Decimal | None]:
    return (row.score for row in _members(rows, group) if row.applicable)


def _total_points(form: FormDefinition, snapshot: Snapshot, groups: Mapping[str, Sum]) -> Fraction | None:
    sums = [groups[group.key] for group in form.indicators.groups]
    if not form.indicators.scored or not all(found.is_complete for found in sums):
        return None
    return sum((found.score for found in sums), Fraction(execution_points(form, snapshot) or 0))


def _total_score(
    form: FormDefinition, snapshot: Snapshot, rows: tuple[Row, ...], groups: Mapping[str, Sum]
) -> Fraction | None:
    ref = execution_ref(form.funds)
    parts = [groups[group.key] for group in form.indicators.groups]
    executed = snapshot.value(ref) if ref else Decimal(0)
    if not form.indicators.scored or executed is None or not all(part.is_complete for part in parts):
        return None
    return total(
        [executed, *(part.score for part in parts)],
        _left_out(form, rows),
        form.indicators.not_applicable,
        full_points=_full_points(form),
    )


def _left_out(form: FormDefinition, rows: tuple[Row, ...]) -> Decimal:
    """The points of the rows that do not apply, as far as the form counts them."""
    return sum((points_counted(form, row) or Decimal(0) for row in rows if not row.applicable), Decimal(0))


def _full_points(form: FormDefinition) -> Decimal:
    return Decimal(FULL_POINTS) if form.total_points is None else form.total_points


def _grade(
    form: FormDefinition, snapshot: Snapshot, score: Fraction | None, rate: Fraction | None
) -> GradeOutcome | None:
    """The grade of the scores filed; while they have gaps, that of the total as filed."""
    if form.grading is None or not form.grading.bands:
        return None
    printed = snapshot.value(cells.total("score")) if score is None else total_as_printed(form, score)
    return None if printed is None else grade(printed, rate, form.grading)


def _offers(
    form: FormDefinition, points: Fraction | None, score: Fraction | None, graded: GradeOutcome | None
) -> Iterator[tuple[CellRef, str]]:
    if points is not None:
        yield cells.total("points"), printing.plain(Decimal(points.numerator) / Decimal(points.denominator))
    if score is not None:
        yield cells.total("score"), printing.plain(total_as_printed(form, score))
    if score is not None and graded and graded.name:
        yield cells.total("grade"), graded.name


def _workings(
    form: FormDefinition,
    snapshot: Snapshot,
    rows: tuple[Row, ...],
    groups: Mapping[str, Sum],
    score: Fraction | None,
    graded: GradeOutcome | None,
) -> Iterator[tuple[CellRef, str]]:
    """6 + 48 + 30 + 10 = 94: the execution score, then the first level."""
    if score is not None:
        ref = execution_ref(form.funds)
        parts = [snapshot.value(ref)] if ref else []
        sums = [groups[group.key].score for group in form.indicators.groups]
        parts += [Decimal(part.numerator) / Decimal(part.denominator) for part in sums]
        yield cells.total("score"), _total_working(form, parts, _left_out(form, rows), score)
    if graded and graded.name:
        yield cells.total("grade"), graded.working


def _total_working(
    form: FormDefinition, parts: list[Decimal | None], left_out: Decimal, score: Fraction
) -> str:
    """The sum, with what R22 makes of it: (6 + 48) × 100 ÷ 95 = 56.84 → 57, or 6 + 48 + 5（不适用） = 59."""
    added, mode = " + ".join(printing.plain(part) for part in parts), form.indicators.not_applicable
    if left_out and mode == "rescale":
        full = _full_points(form)
        formula = f"({added}) × {printing.plain(full)} ÷ {printing.plain(full - left_out)}"
        return working(earned(score, formula, formula=True), form.indicators.rounding)
    if left_out and mode == "full":
        added = f"{added} + {printing.plain(left_out)}（不适用）"
    return f"{added} = {printing.plain(total_as_printed(form, score))}"
