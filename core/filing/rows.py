"""One indicator row as filed, with the rule that scores it and what that rule gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from core.figures.quantities import Actual, parse_actual
from core.figures.targets import Target, parse_target
from core.filing import cells
from core.filing.asking import (
    Question,
    actual_by_answers,
    answers,
    follows_from_answers,
    inputs,
    measure_for,
    questions,
    rule_for,
)
from core.filing.cells import CellRef
from core.filing.children import aggregated
from core.filing.form import FormDefinition
from core.filing.order import lines_in_order
from core.filing.sharing import NOT_APPLICABLE, carriers
from core.filing.snapshot import Line, Snapshot
from core.scoring.measures import Measure, Worked, work_out
from core.scoring.outcome import Claim, Outcome, undecided
from core.scoring.parameters import Rule
from core.scoring.rules import is_met, score
from core.scoring.sharing import share_score

ONE = Decimal(1)


@dataclass(frozen=True)
class Row:
    """What stands in one row. `points`, `score`: None where empty; `met`: None where the machine cannot tell.

    `outcome`: None for a row that does not apply and in forms without scores. `asked`: what is asked beside
    the actual; `offered_actual`: what that says in its column, empty where nothing follows. `measure`: what
    works the actual out; `worked`: what it came to, or what the figures of several units did (R26).
    `needs_target`: False where answers say it all.
    `shares`: its points and score stand in another row of its group (R27).
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
    needs_target: bool = True
    shares: bool = False

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
    rule, measure = rule_for(form, line, target), measure_for(form, line)
    asked, numbers = questions(line, rule), inputs(line, measure)
    given = answers(snapshot, asked)
    follows = bool(asked) and follows_from_answers(rule)
    if measure:
        worked: Worked | None = work_out(measure, answers(snapshot, numbers))
    else:
        worked = None if follows else _put_together(form, snapshot, line)
    scored = _Scored(form, rule, _claim(target, actual, points, given, worked), worked)
    return Row(
        line=line,
        applicable=applicable,
        target=target,
        actual=actual,
        points=points,
        score=snapshot.value(cells.indicator(line.key, "score")),
        note=typed("note"),
        score_reason=typed("score_reason"),
        outcome=scored.outcome if applicable and form.indicators.scored else None,
        met=scored.met if applicable else None,
        asked=numbers + asked,
        offered_actual=_offered_actual(asked if follows else (), given, worked) if applicable else "",
        measure=measure,
        worked=worked,
        needs_target=not follows,
    )


def _put_together(form: FormDefinition, snapshot: Snapshot, line: Line) -> Worked | None:
    """What several implementing units report of a row together; None where it is typed."""
    whole = aggregated(form, snapshot, line)
    return Worked(whole.value, whole.text, whole.working, whole.problem) if whole else None


@dataclass(frozen=True)
class _Scored:
    """What a row is scored by."""

    form: FormDefinition
    rule: Rule
    claim: Claim
    worked: Worked | None

    @property
    def outcome(self) -> Outcome:
        points, words = self.claim.points, self.form.indicators.rules.words
        given = None if points is None else self._without_figure(points)
        return given or score(self.rule, self.claim, words=words)

    @property
    def met(self) -> bool | None:
        """Whether all that can be given would be given; None where the machine cannot tell."""
        given = self._without_figure(ONE)
        if given is None:
            return is_met(self.rule, self.claim, words=self.form.indicators.rules.words)
        return None if given.score is None else given.score >= ONE

    def _without_figure(self, points: Decimal) -> Outcome | None:
        """The form's answer where nothing could be worked out, or why; None where the rule has its say."""
        worked = self.worked
        if worked is None or worked.text:
            return None
        is_empty = self.claim.actual.kind == "empty"
        return worked.outcome(points) or (undecided(worked.problem) if is_empty else None)


def _claim(
    target: Target, actual: Actual, points: Decimal | None, given: Mapping[str, str], worked: Worked | None
) -> Claim:
    """What is scored: the actual worked out, exact where it is a number; else the one typed."""
    if worked is None or not worked.text:
        return Claim(target, actual, points, given)
    return Claim(target, parse_actual(worked.text), points, given, worked=worked.value)


def _offered_actual(asked: tuple[Question, ...], given: Mapping[str, str], worked: Worked | None) -> str:
    return worked.text if worked else actual_by_answers(asked, given)
