"""Recompute at the printed precision, and say what was compared."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.rounding import round_exact
from core.verification.prose.figures import Figure
from core.verification.prose.measures import base
from core.verification.prose.statements import Holds

LEAST_DECIMALS = 2
"""A rate is shown with no fewer: 74.23 ÷ 74.73 is 99.33 %, beside a printed 100 %."""


def ratio_holds(claimed: Figure, expected: Fraction, slack: Fraction) -> Holds:
    """Compare a printed rate with the exact one; `slack`: how far printing moved the operands' ratio.

    yes: it prints so. rounding: it was cut instead of rounded, or its operands were rounded themselves.
    """
    unit = 2 * claimed.half
    if round_exact(expected / unit, decimals=0) == claimed.amount / unit:
        return "yes"
    cut = round_exact(expected / unit, decimals=0, mode="down") == claimed.amount / unit
    return "rounding" if cut or abs(expected - claimed.amount) <= slack + claimed.half else "no"


def sum_holds(claimed: Figure, parts: Sequence[Figure], expected: Fraction) -> Holds:
    """Compare a printed sum of n parts: (n+1) × half a unit of the coarsest last place (product.md 校验)."""
    gap = abs(expected - claimed.amount)
    if not gap:
        return "yes"
    coarsest = max(figure.half for figure in (claimed, *parts))
    return "rounding" if gap <= (len(parts) + 1) * coarsest else "no"


def slack_of(part: Figure, whole: Figure | Sequence[Figure]) -> Fraction:
    """How far part ÷ whole may lie from what is printed, as its amounts were rounded themselves."""
    wholes = [whole] if isinstance(whole, Figure) else list(whole)
    total = sum((figure.amount for figure in wholes), Fraction(0))
    half = sum((figure.half for figure in wholes), Fraction(0))
    return (part.amount + part.half) / (total - half) - part.amount / total


def shown(figure: Figure) -> str:
    """The number without its measure, as printed."""
    return printing.plain(figure.value) if figure.kind in ("rate", "points") else f"{figure.value:f}"


def written(value: Fraction, like: Figure) -> str:
    """An exact value in the measure and at the precision of a printed one.

    >>> from core.verification.prose import scanner, steps
    >>> (figure,) = scanner.scan("报销比例87.27%", steps.Steps())
    >>> written(Fraction(17893, 20513), figure)
    '87.23%'
    """
    scaled = value / Fraction(10) ** base(like.measure)[1]
    decimals = max(LEAST_DECIMALS, like.decimals) if like.kind == "rate" else like.decimals
    rounded: Decimal = round_exact(scaled, decimals=decimals)
    return f"{rounded:f}{like.measure}"
