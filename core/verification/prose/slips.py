"""Slips of the pen: what a figure may have been meant to be, and whether one slip explains a relation.

A slip is one other digit, two neighbours swapped, the point, or 元 for 万元. What is told by it must be so
fine that chance would seldom make it: how fine is asked by each relation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, takewhile
from math import ceil, floor

from core.verification.prose.figures import Figure
from core.verification.prose.measures import base

TELLING = 4
"""So many digits must a figure have that is read otherwise; with fewer, chance would explain too much."""
COARSEST = 100
"""So much narrower than itself must be what a figure may mean; else chance would explain too much."""
MISSED = 2
POINTS = (Fraction(1, 10), Fraction(10))
MULTIPLES = (Fraction(1, 10**4), Fraction(10**4))


def lies_within(figure: Figure, low: Fraction, high: Fraction) -> bool:
    """Whether one other digit, or two swapped, make an amount between the two.

    >>> from core.verification.prose import scanner, steps
    >>> (figure,) = scanner.scan("共12家", steps.Steps())
    >>> lies_within(figure, Fraction(21), Fraction(21)), lies_within(figure, Fraction(23), Fraction(31))
    (True, False)
    """
    unit = unit_of(figure)
    others = _others(f"{figure.value:f}".replace(".", ""))
    at = bisect_left(others, ceil(low / unit))
    return at < len(others) and others[at] <= floor(high / unit)


def misprints_within(figure: Figure, low: Fraction, high: Fraction) -> Iterator[int]:
    """What one other digit, or two swapped, make between the two, in units of the last place."""
    unit, digits = unit_of(figure), f"{figure.value:f}".replace(".", "")
    others = _others(digits)
    least = 1 if figure.value < 1 else 10 ** (len(digits) - 1)
    lowest, highest = max(least, ceil(low / unit)), floor(high / unit)
    yield from takewhile(lambda one: one <= highest, others[bisect_left(others, lowest) :])


def unit_of(figure: Figure) -> Fraction:
    """One of its last printed place, in the base measure."""
    return Fraction(10) ** (base(figure.measure)[1] - figure.decimals)


@lru_cache(maxsize=1 << 12)
def _others(digits: str) -> tuple[int, ...]:
    """What the digits give with one slip, in order; 060 is a digit too many."""
    found = {
        digits[:at] + other + digits[at + 1 :]
        for at, sign in enumerate(digits)
        for other in "0123456789"
        if other != sign
    }
    for at, (one, other) in enumerate(pairwise(digits)):
        found |= {digits[:at] + other + one + digits[at + 2 :]} if one != other else set()
    return tuple(sorted(map(int, found)))


def is_moved(figure: Figure, low: Fraction, high: Fraction, *, points: bool = True) -> bool:
    """Whether its point, or 元 for 万元, brings a figure between the two; `points`: what has none may too."""
    powers = (*(POINTS if points or figure.decimals else ()), *(MULTIPLES if figure.kind == "money" else ()))
    return any(
        low - figure.half * power <= figure.amount * power <= high + figure.half * power for power in powers
    )


def is_misprint(figure: Figure, low: Fraction, high: Fraction) -> bool:
    """Whether a figure that is printed as finely, is one slip away, and not nothing, lies between two values.

    >>> from core.verification.prose import scanner, steps
    >>> (figure,) = scanner.scan("共2463人", steps.Steps())
    >>> [is_misprint(figure, meant, meant) for meant in (Fraction(2436), Fraction(2346))]
    [True, False]
    """
    if is_moved(figure, low, high, points=False):
        return True
    unit = unit_of(figure)
    if low == high:
        return lies_within(figure, max(low - unit / 2, unit), low + unit / 2)
    return (high - low) * COARSEST <= high and lies_within(figure, max(low, unit), high)


def is_misread_ratio(claimed: Figure, part: Figure, whole: Figure, enough: int = TELLING) -> bool:
    """Whether one slip in any of the three explains that part ÷ whole is not what is claimed."""
    if claimed.significant < enough or not (whole.amount and claimed.amount and part.amount):
        return False
    low, high = claimed.amount - claimed.half, claimed.amount + claimed.half
    ratio = part.amount / whole.amount
    return (
        lies_within(claimed, ratio - claimed.half, ratio + claimed.half)
        or lies_within(part, low * whole.amount, high * whole.amount)
        or lies_within(whole, part.amount / high, part.amount / low)
    )


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
    finest = min((last_place(figure) for figure in figures if figure.value), default=0)
    return len(str(int(largest / Fraction(10) ** finest)))


def last_place(figure: Figure) -> int:
    """The power of ten of its last digit that is no nought."""
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
    powers = (*(MULTIPLES if figure.kind == "money" else ()), *(POINTS if figure.decimals else ()))
    for power in powers:
        if 2 * figure.half * power == unit and abs(figure.amount * power - meant) <= MISSED * unit:
            return True
    missed = range(-MISSED, MISSED + 1) if unit and 2 * figure.half == unit else range(1)
    return any(lies_within(figure, meant + step * unit, meant + step * unit) for step in missed)
