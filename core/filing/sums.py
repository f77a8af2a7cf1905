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
from core.filing.rows import Row
from core.filing.snapshot import Snapshot
from core.filing.total_score import TotalScore, points_counted, total_as_printed, total_score
from core.scoring.grades import GradeOutcome, grade
from core.scoring.totals import Sum, group_sum


@dataclass(frozen=True)
class Totals:
    """See Computed for the meaning of each."""

    group_points: Mapping[str, Sum]
    group_scores: Mapping[str, Sum]
    points: Fraction | None
    score: Fraction | None
    cap: str
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
    found = total_score(form, snapshot, rows, group_scores, execution_rate)
    score = found.score if found else None
    graded = _grade(form, snapshot, score, execution_rate)
    return Totals(
        group_points=group_points,
        group_scores=group_scores,
        points=points,
        score=score,
        cap=found.cap if found else "",
        grade=graded,
        offers=dict(_offers(form, points, score, graded)),
        workings=dict(_workings(found, graded)),
    )


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
    return (points_counted(form, row) for row in _members(rows, group) if not row.shares)


def _scores(rows: tuple[Row, ...], group: Group) -> Iterator[Decimal | None]:
    return (row.score for row in _members(rows, group) if row.applicable and not row.shares)


def _total_points(form: FormDefinition, snapshot: Snapshot, groups: Mapping[str, Sum]) -> Fraction | None:
    sums = [groups[group.key] for group in form.indicators.groups]
    if not form.indicators.scored or not all(found.is_complete for found in sums):
        return None
    return sum((found.score for found in sums), Fraction(execution_points(form, snapshot) or 0))


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


def _workings(found: TotalScore | None, graded: GradeOutcome | None) -> Iterator[tuple[CellRef, str]]:
    """6 + 48 + 30 + 10 = 94: the execution score, then the first level."""
    if found:
        yield cells.total("score"), found.working
    if graded and graded.name:
        yield cells.total("grade"), graded.working
