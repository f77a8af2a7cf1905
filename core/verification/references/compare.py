"""Whether a figure in prose says what a cell does, at the precision at which either is printed."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from core.figures.rounding import round_exact
from core.figures.text import narrow
from core.verification.prose.figures import Figure, scaled

Likeness = Literal["same", "near", "other"]
"""`near`: within one unit of the coarser last place; cut, not rounded: nothing is said of it."""


def likeness(figure: Figure, value: Fraction, unit: Fraction) -> Likeness:
    """Compare with a cell's value in the base measure (元; 1 = 100 %); `unit`: of its last printed place."""
    own = 2 * figure.half or Fraction(bool(figure.value))
    here = figure.amount
    if here == value or _rounds_to(value, own, here) or _rounds_to(here, unit, value):
        return "same"
    return "near" if abs(here - value) < max(own, unit) else "other"


def _rounds_to(value: Fraction, unit: Fraction, other: Fraction) -> bool:
    return bool(unit) and Fraction(round_exact(value / unit, decimals=0)) * unit == other


def unit_of(typed: str, power: int) -> Fraction:
    """The unit of the last printed place of a typed number, times 10^power.

    >>> unit_of("71.73", 4), unit_of("98%", -2)
    (Fraction(100, 1), Fraction(1, 100))
    """
    _, _, after = narrow(typed).partition(".")
    decimals = next((at for at, sign in enumerate(after) if not sign.isdecimal()), len(after))
    return scaled(Fraction(1), power - decimals)
