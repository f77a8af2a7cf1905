"""Whether a figure is one slip of the pen away from what it should be: a digit, two swapped, point or 万."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from core.verification.prose.figures import Figure
from core.verification.prose.measures import base

COARSEST = 100
"""So much narrower than itself must be what a figure may mean; else chance would explain too much."""
INTO_WAN = 10**4


def is_misread(figure: Figure, low: Fraction, high: Fraction) -> bool:
    """Whether a figure that is printed as finely, and is one slip away, lies between two values.

    >>> from core.verification.prose import scanner, steps
    >>> (figure,) = scanner.scan("共2463人", steps.Steps())
    >>> is_misread(figure, Fraction(2436), Fraction(2436)), is_misread(figure, Fraction(2346), Fraction(2346))
    (True, False)
    """
    powers = [Fraction(10), Fraction(1, 10)] if figure.decimals else []
    powers += [Fraction(INTO_WAN), Fraction(1, INTO_WAN)] if figure.kind == "money" else []
    for power in powers:
        if low - figure.half * power <= figure.amount * power <= high + figure.half * power:
            return True
    unit = Fraction(10) ** (base(figure.measure)[1] - figure.decimals)
    if low == high:
        nearest = floor(low / unit + Fraction(1, 2))
        return _is_one_away(figure, nearest, nearest)
    return (high - low) * COARSEST <= high and _is_one_away(figure, ceil(low / unit), floor(high / unit))


def telling_digits(figure: Figure) -> int:
    """How many digits say something: 2 of 120.0, which is 12 and two noughts."""
    return len(f"{figure.value:f}".replace(".", "").strip("0"))


def _is_one_away(figure: Figure, low: int, high: int) -> bool:
    """Whether one other digit, or two swapped, make a number between two."""
    digits = [int(digit) for digit in f"{figure.value:f}".replace(".", "")]
    value = int("".join(map(str, digits)))
    for at, digit in enumerate(digits):
        place = 10 ** (len(digits) - 1 - at)
        first = max(_least(at, figure, len(digits)), -((value - low) // place) + digit)
        last = min(9, digit + (high - value) // place)
        if any(other != digit for other in range(first, last + 1)):
            return True
        following = next(iter(digits[at + 1 : at + 2]), digit)
        swapped = value + (following - digit) * (place - place // 10)
        if following != digit and following >= _least(at, figure, len(digits)) and low <= swapped <= high:
            return True
    return False


def _least(at: int, figure: Figure, length: int) -> int:
    """No number begins with 0, but 0.5."""
    return 1 if not at and length > figure.decimals + 1 else 0
