"""Outcomes that many rules give, in the same words."""

from __future__ import annotations

from fractions import Fraction

from core.figures import printing
from core.figures.rounding import Exact
from core.scoring.comparison import Measured
from core.scoring.outcome import Outcome, earned

ZERO = Fraction(0)


def full(claim: Measured, sign: str) -> Outcome:
    return earned(claim.points, f"{claim.actual_text} {sign} {claim.target_text}，得满分")


def none(claim: Measured, sign: str) -> Outcome:
    return earned(ZERO, f"{claim.actual_text} {sign} {claim.target_text}，不得分")


def percent(rate: Exact) -> str:
    """A rate in a sentence, with four decimals at most.

    >>> percent(Fraction("1.3")), percent(Fraction(42, 19))
    ('130%', '221.0526%')
    """
    return f"{printing.score(Fraction(rate) * 100, decimals=4)}%"
