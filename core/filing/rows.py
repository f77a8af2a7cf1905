"""One indicator row as filed, with the rule that scores it and what that rule gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from core.figures.quantities import Actual, parse_actual
from core.figures.targets import Target, parse_target
from core.filing import cells
from core.filing.asking import (
    Question,
    actual_by_answers,
    answers,
    inputs,
    measure_for,
    questions,
    rule_for,
)
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.order import lines_in_order
from core.filing.snapshot import Line, Snapshot
from core.scoring.measures import Measure, Worked, work_out
from core.scoring.outcome import Claim, Outcome, undecided
from core.scoring.parameters import Rule
from core.scoring.rules import score

NOT_APPLICABLE = "是"


@dataclass(frozen=True)
class Row:
    """What stands in one row. `points`, `score`: None where empty; `met`: None where the machine cannot tell.

    `outcome`: None for a row that does not apply and in forms without scores. `asked`: what is asked beside
    the actual; `offered_actual`: what that says in its column, empty where nothing follows. `measure`,
    `worked`: what works the actual out, and what it came to.
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
    measure: Measure | None = None
    worked: Worked | None = None

    def ref(self, column: str) -> CellRef:
        return cells.indicator(self.line.key, column)

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
    rule, measure = rule_for(form, line, target), measure_for(form, line)
    asked, numbers = questions(line, rule), inputs(line, measure)
    given = answers(snapshot, asked)
    worked = work_out(measure, answers(snapshot, numbers)) if measure else None
    scored = _Scored(form, rule, Claim(target, _counted(actual, worked), points, given), worked)
    return Row(
        line=line,
        applicable=applicable,
        target=target,
        actual=actual,
        points=points,
        score=snapshot.value(cells.indicator(line.key, "score")),
        note=typed("note"),
        score_reason=typed("score_reason"),
        outcome=scored.outcome(points) if applicable and form.indicators.scored else None,
        met=_is_met(scored.outcome(Decimal(1))) if applicable else None,
        asked=numbers + asked,
        offered_actual=_offered_actual(asked, given, worked) if applicable else "",
        measure=measure,
        worked=worked,
    )


@dataclass(frozen=True)
class _Scored:
    """What a row is scored by."""

    form: FormDefinition
    rule: Rule
    claim: Claim
    worked: Worked | None

    def outcome(self, points: Decimal | None) -> Outcome:
        """What the rule gives of `points`; where nothing could be worked out, the form's answer or why."""
        worked = self.worked
        if worked and worked.value is None and points is not None:
            given = worked.outcome(points)
            if given or self.claim.actual.kind == "empty":
                return given or undecided(worked.problem)
        return score(self.rule, replace(self.claim, points=points), words=self.form.indicators.rules.words)


def _counted(actual: Actual, worked: Worked | None) -> Actual:
    """The actual that counts: the one worked out where it is, else the one typed."""
    return parse_actual(worked.text) if worked and worked.value is not None else actual


def _offered_actual(asked: tuple[Question, ...], given: Mapping[str, str], worked: Worked | None) -> str:
    return worked.text if worked else actual_by_answers(asked, given)


def _is_met(outcome: Outcome) -> bool | None:
    """Whether all of one point would be given; a tier below the highest is not met, the highest is open."""
    if outcome.score is not None:
        return outcome.score >= 1
    return False if outcome.high is not None and outcome.high < 1 else None
