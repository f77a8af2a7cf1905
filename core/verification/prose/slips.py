"""Whether one slip of the pen explains a sum that does not come out: a digit, two swapped, the point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from core.figures.rounding import round_exact
from core.verification.prose.figures import Figure, scaled
from core.verification.prose.measures import base

TELLING = 4
"""So many digits must a figure have that is read otherwise; with fewer, chance would explain too much."""
MISSED = 2
INTO_WAN = 10**4
RATED = 2


def is_one_slip_away(total: Figure, parts: Sequence[Figure], telling: int = TELLING) -> bool:
    """Whether the sum comes out when one of its figures is read as it may have been meant.

    >>> from core.verification.prose import scanner, steps
    >>> total, *parts = scanner.scan("共5197.18万元，其中甲107.37万元，乙1489.81万元。", steps.Steps())
    >>> is_one_slip_away(total, parts)
    True
    >>> total, *parts = scanner.scan("共5197.18万元，其中甲107.37万元，乙489.81万元。", steps.Steps())
    >>> is_one_slip_away(total, parts)
    False
    """
    amount = sum((part.amount for part in parts), Fraction(0))
    gap = total.amount - amount
    figures = (total, *parts)
    meant = (amount, *(part.amount + gap for part in parts))
    for place, figure in enumerate(figures):
        unit = 2 * max(other.half for other in (*figures[:place], *figures[place + 1 :]))
        if _digits(figure) >= telling and _is_slip(figure, meant[place], unit):
            return True
    return False


def is_slip(figure: Figure, meant: Fraction) -> bool:
    """Whether a figure of four digits that is not `meant` is one slip away from it."""
    unit = 2 * figure.half
    near = abs(figure.amount - meant) <= unit
    return not near and _digits(figure) >= TELLING and _is_slip(figure, meant, unit)


def _digits(figure: Figure) -> int:
    """How many digits say something: 2 of 120.0, which is 12 and two noughts."""
    return len(f"{figure.value:f}".replace(".", "").strip("0"))


def _is_slip(figure: Figure, meant: Fraction, unit: Fraction) -> bool:
    """`unit`: the coarsest last place of the others; by so many of it what was rounded may miss its sum.

    Only a reading that is as fine as they are is told from another.
    """
    if meant <= 0:
        return False
    powers = [Fraction(INTO_WAN), Fraction(1, INTO_WAN)] if figure.kind == "money" else []
    powers += [Fraction(10), Fraction(1, 10)] if figure.decimals else []
    for power in powers:
        if 2 * figure.half * power == unit and abs(figure.amount * power - meant) <= MISSED * unit:
            return True
    missed = range(-MISSED, MISSED + 1) if unit else range(1)
    same = 2 * figure.half == unit
    return same and any(_is_misprinted(figure, meant + step * unit) for step in missed)


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


def is_ratio_slip(claimed: Figure, above: Figure, below: Figure) -> bool:
    """Whether above ÷ below prints as the rate when one digit of one of the three is read otherwise.

    Only where the rate has two decimals or four digits: with fewer, chance would explain too much.
    """
    if claimed.decimals < RATED or min(_digits(above), _digits(below)) < RATED:
        return False
    unit = 2 * claimed.half
    meant = Fraction(round_exact(above.amount / below.amount / unit, decimals=0)) * unit
    if _is_misprinted(claimed, meant):
        return True
    low, high = claimed.amount - claimed.half, claimed.amount + claimed.half
    return _is_read_between(above, low * below.amount, high * below.amount) or (
        low > 0 and _is_read_between(below, above.amount / high, above.amount / low)
    )


def _is_read_between(figure: Figure, low: Fraction, high: Fraction) -> bool:
    """Whether the figure with one digit changed, or two swapped, lies there."""
    power = base(figure.measure)[1] - figure.decimals
    digits = f"{figure.value:f}".replace(".", "")
    return any(low <= scaled(Fraction(int(other)), power) <= high for other in _misprints(digits))


def _misprints(digits: str) -> Iterator[str]:
    for at, digit in enumerate(digits):
        yield from (f"{digits[:at]}{other}{digits[at + 1 :]}" for other in "0123456789" if other != digit)
        yield f"{digits[:at]}{digits[at + 1 : at + 2]}{digit}{digits[at + 2 :]}"
