"""Claims for the examples in this package, as a filer types them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from core.figures.quantities import parse_actual
from core.figures.targets import parse_target
from core.scoring.comparison import Measured
from core.scoring.outcome import Claim


def example(actual: str, points: int, *, target: str = "", **answers: str) -> Claim:
    """Return what a filer typed, `answers` by key."""
    return Claim(parse_target(target), parse_actual(actual), Decimal(points), answers)


def numbers(*, target: int | str, actual: int | str, points: int | str) -> Measured:
    """Return bare numbers of one measure."""
    exact = Fraction(target), Fraction(actual), Fraction(points)
    return Measured(*exact, operator="", target_text=str(target), actual_text=str(actual))
