"""One indicator row as filed, with the rule that scores it and what that rule gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.figures.quantities import Actual, parse_actual
from core.figures.targets import Target, parse_target
from core.filing import cells
from core.filing.asking import Question, actual_by_answers, answers, questions, rule_for
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.order import lines_in_order
from core.filing.snapshot import Line, Snapshot
from core.scoring.outcome import Claim, Outcome
from core.scoring.rules import is_met, score

NOT_APPLICABLE = "是"


@dataclass(frozen=True)
class Row:
    """What stands in one row. `points`, `score`: None where empty; `met`: None where the machine cannot tell.

    `outcome`: None for a row that does not apply and in forms without scores. `asked`: what is asked beside
    the actual; `offered_actual`: what that says in its column, empty where nothing follows.
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

    def ref(self, column: str) -> CellRef:
        return cells.indicator(self.line.key, column)

    @property
    def limit(self) -> Decimal | None:
        """The most that the score may be: the points, or what a bonus may come to (R19)."""
        return self.points if self.outcome is None else self.outcome.highest or self.points

    @property
    def lost_points(self) -> bool:
        """Whether the score filed is below the points."""
        return self.score is not None and self.points is not None and self.score < self.points


def read_rows(form: FormDefinition, snapshot: Snapshot) -> tuple[Row, ...]:
    """Every row of the filing in the order of the paper."""
    return tuple(_read_row(form, snapshot, line) for line in lines_in_order(form, snapshot))


def points_are_locked(form: FormDefinition, line: Line) -> bool:
    """Whether the points of a row are the approved ones, which the filer can neither change nor empty."""
    return form.indicators.points_policy == "locked" and line.approved_points is not None


def _read_row(form: FormDefinition, snapshot: Snapshot, line: Line) -> Row:
    def typed(column: str) -> str:
        return snapshot.typed(cells.indicator(line.key, column)).strip()

    target, actual = parse_target(typed("target")), parse_actual(typed("actual"))
    points = snapshot.value(cells.indicator(line.key, "points"))
    applicable = typed("not_applicable") != NOT_APPLICABLE
    rule, words = rule_for(form, line, target), form.indicators.rules.words
    asked = questions(line, rule)
    given = answers(snapshot, asked)
    scored = applicable and form.indicators.scored
    claim = Claim(target, actual, points, given)
    return Row(
        line=line,
        applicable=applicable,
        target=target,
        actual=actual,
        points=points,
        score=snapshot.value(cells.indicator(line.key, "score")),
        note=typed("note"),
        score_reason=typed("score_reason"),
        outcome=score(rule, claim, words=words) if scored else None,
        met=is_met(rule, claim, words=words) if applicable else None,
        asked=asked,
        offered_actual=actual_by_answers(asked, given) if asked and applicable else "",
    )
