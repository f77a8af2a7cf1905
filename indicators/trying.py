"""A rule tried with a target, an actual value and points: what it gives, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.figures import printing
from core.figures.quantities import parse_actual
from core.figures.targets import parse_target
from core.filing.form import FormDefinition
from core.scoring.outcome import Claim, Outcome
from core.scoring.parameters import Rounding, Rule
from core.scoring.rounding import round_score
from core.scoring.rules import score
from core.scoring.working import working

BY_HAND = "不自动计算"


@dataclass(frozen=True)
class Tried:
    """`score`: “9.68分”, a range, or that there is none; `working`: 计算过程, or why there is none."""

    score: str
    working: str


@dataclass(frozen=True)
class Example:
    """What a filer would report, as typed; `answers`: to what the rule asks beside the actual value."""

    target: str
    actual: str
    points: Decimal
    answers: Mapping[str, str]


def try_rule(rule: Rule, example: Example, form: FormDefinition) -> Tried:
    """Score an example as a filing on `form` would be scored."""
    claim = Claim(
        parse_target(example.target), parse_actual(example.actual), example.points, answers=example.answers
    )
    outcome = score(rule, claim, words=form.indicators.rules.words)
    return Tried(_score(outcome, form.indicators.rounding), working(outcome, form.indicators.rounding))


def _score(outcome: Outcome, rounding: Rounding) -> str:
    """9.68分, or 8分（含）至10分（不含）."""
    if outcome.score is not None:
        return f"{printing.plain(round_score(outcome.score, rounding))}分"
    if outcome.low is None or outcome.high is None:
        return BY_HAND
    low, high = (printing.score(end, decimals=6) for end in (outcome.low, outcome.high))
    return f"{low}分（含）至{high}分（{'含' if outcome.high_closed else '不含'}）"
