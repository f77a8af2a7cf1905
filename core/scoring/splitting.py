"""R25 Points divided equally: a form whose rows share the points of their heading."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from core.figures.rounding import round_exact


def split_evenly(points: Decimal, count: int, *, decimals: int = 0) -> tuple[Decimal, ...]:
    """Return `count` shares of `points` that add up to them exactly, none further than a unit from another.

    What is left over goes to the first rows, a unit to each: 广水 rounds each share and gets 16 of 15
    (domain.md §4 R25).

    >>> split_evenly(Decimal(15), 2), split_evenly(Decimal(90), 4, decimals=1)
    ((Decimal('8'), Decimal('7')), (Decimal('22.5'), Decimal('22.5'), Decimal('22.5'), Decimal('22.5')))
    """
    if count < 1:
        raise ValueError("至少要有一行，才能平均分配分值。")
    unit = Decimal(1).scaleb(-decimals)
    units, rest = divmod(points, unit)
    if rest:
        raise ValueError(f"{points:f}分不能分成{decimals}位小数的分值，请增加小数位。")
    each, left = divmod(int(units), count)
    shares = (Fraction(each + (number < left)) * Fraction(unit) for number in range(count))
    return tuple(round_exact(share, decimals=decimals) for share in shares)
