"""The sums of a ledger in the unit of a form: added up exactly, converted as a sum, rounded once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from core.figures.rounding import round_exact
from core.filing.amounts import SCALES
from core.filing.form import AmountUnit


def sum_in(amounts: Iterable[Decimal], *, of: AmountUnit, into: AmountUnit, decimals: int) -> Decimal:
    """Return the sum of `amounts`, which are in `of`, in `into`, with `decimals` decimals.

    Never the sum of what was converted: 三笔 of 40 元 are 0.01 万元, not three times 0.00.

    >>> sum_in(map(Decimal, ("40", "40", "40")), of="元", into="万元", decimals=2)
    Decimal('0.01')
    """
    total = sum(map(Fraction, amounts), Fraction(0))
    return round_exact(total * Fraction(10) ** (SCALES[into] - SCALES[of]), decimals=decimals)
