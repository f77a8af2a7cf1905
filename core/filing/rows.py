"""One indicator row as filed, with the rule that scores it and what that rule gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from core.figures.quantities import Actual, parse_actual
from core.figures.targets import Target, parse_target
from core.filing import cells
from core.filing.asking import Question, actual_by_answers, answers, inputs_of, questions, rule_for
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.order import lines_in_order
from core.filing.sharing import NOT_APPLICABLE, carriers
from core.filing.snapshot import Line, Snapshot
from core.scoring.measures import Worked, work_out
from core.scoring.outcome import Claim, Outcome
from core.scoring.rules import is_met, score
from core.scoring.sharing import share_score


@dataclass(frozen=True)
class Row:
    """What stands in one row. `points`, `score`: None where empty; `met`: None where the machine cannot tell.

    `outcome`: None for a row that does not apply and in forms without scores. `asked`: what is asked beside
    the actual; `offered_actual`: what that says in its column, empty where nothing follows; `worked`: what
    its measure comes to. `shares`: its points and score stand in another row of its group (R27).
    """

    line: Line
    applicable: bool
    target: Target
    actual: Actual
    points: Decimal | None
    score: Decimal | None
    note: str
    score_reason: str
    outcome: Outcome | None
    met: bool | None
    asked: tuple[Question, ...] = ()
    offered_actual: str = ""
    worked: Worked | None = None
    shares: bool = False

    def ref(self, column: str) -> CellRef:
        return cells.indicator(self.line.key, column)

    @property
    def lost_points(self) -> bool:
        """Whether the score filed is below the points."""
        return self.score is not None and self.points is not None and self.score < self.points


def read_rows(form: FormDefinition, snapshot: Snapshot) -> tuple[Row, ...]:
    """Every row of the filing in the order of the paper."""
    held = carriers(form, snapshot)
    lines = lines_in_order(form, snapshot)
    rows = tuple(_read_row(form, snapshot, line, held.get(line.key, line.key)) for line in lines)
    return tuple(_shared(form, rows, held)) if held else rows


def points_are_locked(form: FormDefinition, line: Line) -> bool:
    """Whether the points of a row are the approved ones, which the filer can neither change nor empty."""
    return form.indicators.points_policy == "locked" and line.approved_points is not None


def _shared(form: FormDefinition, rows: tuple[Row, ...], held: Mapping[str, str]) -> Iterator[Row]:
    """The rows with what those that share a score get together, in the one that carries it."""
    ways = {leaf.key: leaf.shares_score for _, leaf in form.indicators.leaves()}
    for row in rows:
        holder, how = held.get(row.line.key), ways[row.line.group]
        if holder is None or how is None:
            yield row
        elif holder != row.line.key:
            yield replace(row, points=None, score=None, outcome=None, shares=True)
        else:
            beside = [other for other in rows if held.get(other.line.key) == holder]
            each = [(other.line.name, other.outcome) for other in beside if other.outcome]
            yield replace(row, outcome=share_score(each, how, Fraction(row.points or 0)) if each else None)


def _read_row(form: FormDefinition, snapshot: Snapshot, line: Line, holder: str) -> Row:
    """`holder`: the row in which the points stand."""

    def typed(column: str) -> str:
        return snapshot.typed(cells.indicator(line.key, column)).strip()

    year = snapshot.identity.data_year
    target, actual = parse_target(typed("target"), year=year), parse_actual(typed("actual"), year=year)
    points = snapshot.value(cells.indicator(holder, "points"))
    applicable = typed("not_applicable") != NOT_APPLICABLE
    rule, words = rule_for(form, line, target), form.indicators.rules.words
    asked, inputs = questions(line, rule), inputs_of(form, line)
    given, measure = answers(snapshot, asked), form.indicators.measure_of(line.key)
    worked = work_out(measure, answers(snapshot, inputs)) if measure else None
    scored = applicable and form.indicators.scored
    claim = Claim(target, actual, points, given, exact=_exact(actual, worked))
    by_zero = worked.outcome(points) if worked and points is not None else None
    return Row(
        line=line,
        applicable=applicable,
        target=target,
        actual=actual,
        points=points,
        score=snapshot.value(cells.indicator(line.key, "score")),
        note=typed("note"),
        score_reason=typed("score_reason"),
        outcome=(by_zero or score(rule, claim, words=words)) if scored else None,
        met=is_met(rule, claim, words=words) if applicable and not by_zero else None,
        asked=(*inputs, *asked),
        offered_actual=_offered(asked, given, worked) if applicable else "",
        worked=worked,
    )


def _exact(actual: Actual, worked: Worked | None) -> Fraction | None:
    """The figure before it was rounded for its column, where that is what stands there."""
    return worked.value if worked and actual.text == worked.text else None


def _offered(asked: tuple[Question, ...], given: Mapping[str, str], worked: Worked | None) -> str:
    """What 实际完成值 is by what was asked: the measure's figure, else what the answers say."""
    if worked:
        return worked.text
    return actual_by_answers(asked, given) if asked else ""
