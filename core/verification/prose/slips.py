"""Whether one slip of the pen explains a sum that does not come out: a digit, two swapped, the point."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from core.verification.prose.figures import Figure
from core.verification.prose.measures import base

TELLING = 4
"""So many digits must a figure have that is read otherwise; with fewer, chance would explain too much."""
MISSED = 2
INTO_WAN = 10**4


def is_one_slip_away(total: Figure, parts: Sequence[Figure], enough: int = TELLING) -> bool:
    """Whether the sum comes out when one of its figures is read as it may have been meant.

    >>> from core.verification.prose import scanner, steps
    >>> total, *parts = scanner.scan("共5197.18万元，其中甲107.37万元，乙1489.81万元。", steps.Steps())
    >>> is_one_slip_away(total, parts)
    True
    >>> total, *parts = scanner.scan("共5197.18万元，其中甲107.37万元，乙489.81万元。", steps.Steps())
    >>> is_one_slip_away(total, parts)
    False
    """
    return is_unbalanced_by_one((total,), parts, enough)


def is_unbalanced_by_one(left: Sequence[Figure], right: Sequence[Figure], enough: int = TELLING) -> bool:
    """Whether two sides make the same when one of their figures is read as it may have been meant."""
    figures = (*left, *right)
    if resolution(figures) < enough:
        return False
    gap = sum((one.amount for one in left), Fraction(0)) - sum(one.amount for one in right)
    for place, figure in enumerate(figures):
        unit = 2 * max(other.half for other in (*figures[:place], *figures[place + 1 :]))
        meant = figure.amount - gap if place < len(left) else figure.amount + gap
        if _is_slip(figure, meant, unit):
            return True
    return False


def resolution(figures: Sequence[Figure]) -> int:
    """How many digits the largest has down to the last that any of them has, noughts at the end left out.

    >>> from core.verification.prose import scanner, steps
    >>> resolution(scanner.scan("共500万元，其中300万元。", steps.Steps()))
    1
    >>> resolution(scanner.scan("共536.00万元，其中521.40万元。", steps.Steps()))
    4
    """
    largest = max((figure.amount for figure in figures), default=Fraction(0))
    finest = min((_last_place(figure) for figure in figures if figure.value), default=0)
    return len(str(int(largest / Fraction(10) ** finest)))


def _last_place(figure: Figure) -> int:
    digits = f"{figure.value:f}".replace(".", "")
    return base(figure.measure)[1] - figure.decimals + len(digits) - len(digits.rstrip("0"))


def telling(figure: Figure) -> int:
    """How many digits say something: 2 of 120.0, which is 12 and two noughts."""
    return len(f"{figure.value:f}".replace(".", "").strip("0"))


def is_slip(figure: Figure, meant: Fraction) -> bool:
    """Whether a figure of four digits that is not `meant` is one slip away from it."""
    unit = 2 * figure.half
    near = abs(figure.amount - meant) <= unit
    return not near and telling(figure) >= TELLING and _is_slip(figure, meant, unit)


def _is_slip(figure: Figure, meant: Fraction, unit: Fraction) -> bool:
    """`unit`: the coarsest last place of the others; by so many of it what was rounded may miss its sum.

    A reading that is finer or coarser than they are must come out exactly.
    """
    if meant <= 0:
        return False
    powers = [Fraction(INTO_WAN), Fraction(1, INTO_WAN)] if figure.kind == "money" else []
    powers += [Fraction(10), Fraction(1, 10)] if figure.decimals else []
    for power in powers:
        if 2 * figure.half * power == unit and abs(figure.amount * power - meant) <= MISSED * unit:
            return True
    missed = range(-MISSED, MISSED + 1) if unit and 2 * figure.half == unit else range(1)
    return any(_is_misprinted(figure, meant + step * unit) for step in missed)


def _is_misprinted(figure: Figure, meant: Fraction) -> bool:
    """Whether the same number of digits would print it, and one of them differs, or two that are swapped."""
    units = meant / Fraction(10) ** (base(figure.measure)[1] - figure.decimals)
    printed, wanted = f"{figure.value:f}".replace(".", ""), str(units.numerator)
    return units.denominator == 1 and len(printed) == len(wanted) and _differ_by_one(printed, wanted)


def _differ_by_one(printed: str, wanted: str) -> bool:
    places = [at for at, (one, other) in enumerate(zip(printed, wanted, strict=True)) if one != other]
    if len(places) == 2 and places[1] == places[0] + 1:
        first, second = places
        return printed[first] == wanted[second] and printed[second] == wanted[first]
    return len(places) == 1
