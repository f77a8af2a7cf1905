"""自评总分: the scores as filed, what the form makes of rows that do not apply, and what holds it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.filing.form import FormDefinition, Group
from core.filing.funds import execution_ref
from core.filing.rows import Row, points_are_locked
from core.filing.snapshot import Snapshot
from core.scoring.caps import capped
from core.scoring.outcome import earned
from core.scoring.rounding import round_score
from core.scoring.siblings import Part, moved
from core.scoring.totals import FULL_POINTS, Sum, total
from core.scoring.working import working

ROUNDED = ("rescale", "to_siblings")
KEEP_POINTS = ("rescale", "full", "to_siblings")
"""The ways of R22 in which a row that does not apply keeps its points in the sums."""


@dataclass(frozen=True)
class TotalScore:
    """`score`: under the caps of the form. `working`: how it came about; `cap`: what holds it down."""

    score: Fraction
    working: str
    cap: str


def total_score(
    form: FormDefinition,
    snapshot: Snapshot,
    rows: tuple[Row, ...],
    groups: Mapping[str, Sum],
    execution_rate: Fraction | None,
) -> TotalScore | None:
    """Return the total; None while a score that counts is empty, in forms without scores, and of nothing."""
    ref = execution_ref(form.funds)
    executed = snapshot.value(ref) if ref else None
    known = (groups[group.key].is_complete for group in form.indicators.groups)
    if not form.indicators.scored or (ref and executed is None) or not all(known):
        return None
    scores = [] if executed is None else [executed]
    found = _sum(form, rows, groups, scores)
    if found is None:
        return None
    score, how = found
    under = capped(score, execution_rate, form.total_caps)
    return TotalScore(under.score, "；".join(filter(None, (how, under.working))), under.working)


def points_counted(form: FormDefinition, row: Row) -> Decimal | None:
    """The points by which a row counts in its group (R22).

    A row that does not apply has none, unless the form moves, rescales or gives them (filed or approved), or
    prints the points that were approved and locked: then the column adds up as it is printed
    (docs/decisions/0005-locked-points-of-a-row-that-does-not-apply.md).
    """
    if row.applicable:
        return row.points
    mode = form.indicators.not_applicable
    if mode in KEEP_POINTS:
        return row.line.approved_points or Decimal(0) if row.points is None else row.points
    is_printed = mode == "as_printed" and points_are_locked(form, row.line)
    return (row.points if is_printed else None) or Decimal(0)


def total_as_printed(form: FormDefinition, score: Fraction) -> Decimal:
    """The total as its cell prints it: a sum of printed scores is exact, a share of it is rounded."""
    if form.indicators.not_applicable in ROUNDED:
        return round_score(score, form.indicators.rounding)
    return Decimal(score.numerator) / Decimal(score.denominator)


def _sum(
    form: FormDefinition, rows: tuple[Row, ...], groups: Mapping[str, Sum], scores: list[Decimal]
) -> tuple[Fraction, str] | None:
    """The total before any cap, and how it came about."""
    unused = [row for row in rows if not (row.applicable or row.shares)]
    left_out = sum((points_counted(form, row) or Decimal(0) for row in unused), Decimal(0))
    sums = [groups[group.key].score for group in form.indicators.groups]
    if form.indicators.not_applicable == "to_siblings" and left_out:
        return _beside(form, rows, scores)
    full = Decimal(FULL_POINTS) if form.total_points is None else form.total_points
    score = total([*scores, *sums], left_out, form.indicators.not_applicable, full_points=full)
    if score is None:
        return None
    added = " + ".join(printing.said(part) for part in (*map(Fraction, scores), *sums))
    return score, _working(form, added, (left_out, full), score)


def _working(form: FormDefinition, added: str, points: tuple[Decimal, Decimal], score: Fraction) -> str:
    """The sum, with what R22 makes of it: (6 + 48) × 100 ÷ 95 = 56.84 → 57, or 6 + 48 + 5（不适用） = 59."""
    (left_out, full), mode = points, form.indicators.not_applicable
    if left_out and mode == "rescale":
        formula = f"({added}) × {printing.plain(full)} ÷ {printing.plain(full - left_out)}"
        return working(earned(score, formula, formula=True), form.indicators.rounding)
    if left_out and mode == "full":
        added = f"{added} + {printing.plain(left_out)}（不适用）"
    return f"{added} = {printing.plain(total_as_printed(form, score))}"


def _beside(
    form: FormDefinition, rows: tuple[Row, ...], scores: list[Decimal]
) -> tuple[Fraction, str] | None:
    """The points of rows that do not apply go to those beside them; None where nothing applies at all."""
    firsts = [
        moved([_leaf_part(form, rows, leaf) for leaf in group.leaves]) for group in form.indicators.groups
    ]
    whole = moved(firsts)
    if not whole.points:
        return None
    score = sum(map(Fraction, scores), whole.score)
    formula = " + ".join([*map(printing.plain, scores), whole.shown])
    return score, working(earned(score, formula, formula=True), form.indicators.rounding)


def _leaf_part(form: FormDefinition, rows: tuple[Row, ...], leaf: Group) -> Part:
    own = [row for row in rows if row.line.group == leaf.key and not row.shares]
    return moved([_row_part(form, row) for row in own if row.applicable or points_counted(form, row)])


def _row_part(form: FormDefinition, row: Row) -> Part:
    points = Fraction(points_counted(form, row) or 0)
    if not row.applicable:
        return Part(Fraction(0), Fraction(0), points)
    return Part(Fraction(row.score or 0), points)
