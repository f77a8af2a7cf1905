"""Apply a rule: what it gives, whether the target is met, the most that it can give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from core.scoring.kinds.attainment import tiers
from core.scoring.kinds.plain_words import in_plain_words
from core.scoring.outcome import Claim, Outcome, undecided
from core.scoring.parameters import AtLeast, Rule, Tiers
from core.scoring.registry import KINDS

ANY = Decimal(1)
"""Points of a row where they do not matter."""


def score(rule: Rule, claim: Claim, *, words: Tiers | None = None) -> Outcome:
    """Return what `rule` gives `claim`. `words`: the tiers where a numeric rule meets words (D8).

    >>> from core.scoring.parameters import ExecutionShare, Rounding
    >>> from core.scoring.working import working
    >>> amounts = {"adjusted": Decimal("1155.5"), "executed": Decimal("701.23")}
    >>> outcome = score(ExecutionShare(), Claim.of_amounts(**amounts, points=Decimal(10)))
    >>> working(outcome, Rounding(decimals=0))
    '701.23 ÷ 1155.50 × 10 = 6.07 → 6'
    """
    if claim.points is None:
        return undecided("本行没有分值，不计分。")
    if plain := in_plain_words(rule, claim):
        return plain
    if words and _meets_words(rule, claim):
        return tiers(words, claim)
    return KINDS[rule.kind].give(rule, claim)


def is_met(rule: Rule, claim: Claim, *, words: Tiers | None = None) -> bool | None:
    """Say whether all that the rule can give would be given; None where the machine cannot tell.

    The points of the row do not matter. A tier below the highest is not met, the highest is open; more than
    was asked (R21) is met; a bonus is never owed.
    """
    if rule.kind == "bonus":
        return None
    if isinstance(rule, AtLeast):
        rule = rule.model_copy(update={"over_target": None})
    points = max(ANY, Decimal(ceil(maximum(rule, ANY))))
    full = maximum(rule, points)
    outcome = score(rule, replace(claim, points=points), words=words)
    if outcome.score is not None:
        return outcome.score >= full
    ends_with_all = (
        outcome.high_closed or outcome.tier is not None
    )  # late is never full, the highest tier may be
    is_open = outcome.high is None or (outcome.high >= full and ends_with_all)
    return None if is_open else False


def maximum(rule: Rule, points: Decimal) -> Fraction:
    """Return the most that `rule` can give a row of `points`, in 分 (C34: 政府采购 4 points, 计2分).

    >>> from core.scoring.parameters import Steps
    >>> maximum(Steps(side="below", limit="1", step="0.01", deduction="0.5", full="2"), Decimal(4))
    Fraction(2, 1)
    """
    return KINDS[rule.kind].most(rule, Fraction(points))


def _meets_words(rule: Rule, claim: Claim) -> bool:
    """Whether words stand where the rule reads a number, and nothing there is empty."""
    read = {getattr(claim, place).kind for place in rule.numbers_in}
    return "qualitative" in read and "empty" not in read
