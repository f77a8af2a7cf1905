"""What makes a statement true at its printed precision.

A sum (and a change, which is a sum read backwards) may miss by (n + 1) half units of the coarsest last place
printed. Any other figure is false when no values that would print as its operands do print as it; people and
things that are counted are not rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import product

from tests.prose.phrasing import Law

HUNDRED = Decimal(100)
UNITS = {
    "元": Decimal(1),
    "万元": Decimal(10_000),
    "亿元": Decimal(100_000_000),
    "%": Decimal(1),
    "％": Decimal(1),
    "个百分点": Decimal(1),
}
"""Everything else is counted."""


@dataclass(frozen=True)
class Figure:
    """A printed number in 元, percent or pieces, signed; `step` is the worth of its last printed place."""

    value: Decimal
    step: Decimal
    counted: bool = False

    @property
    def half(self) -> Decimal:
        return Decimal(0) if self.counted else self.step / 2


def figure(digits: str, unit: str, sign: int = 1) -> Figure:
    """
    >>> figure("1,758.6", "万元", -1)
    Figure(value=Decimal('-17586000.0'), step=Decimal('1000.0'), counted=False)
    """
    worth = UNITS.get(unit, Decimal(1))
    number = Decimal(digits.replace(",", ""))
    places = len(digits.partition(".")[2])
    return Figure(number * worth * sign, Decimal(1).scaleb(-places) * worth, unit not in UNITS)


FORMULAS: Mapping[str, Callable[..., Decimal]] = {
    "ratio": lambda part, whole: HUNDRED * part / whole,
    "progress": lambda done, planned: HUNDRED * done / planned,
    "leftover": lambda left, whole: HUNDRED * left / whole,
    "growth": lambda now, before: HUNDRED * (now - before) / before,
    "base": lambda change, now: HUNDRED * change / (now - change),
    "size": lambda change, before: HUNDRED * abs(change) / before,
    "product": lambda count, standard: count * standard,
    "average": lambda total, count: total / count,
}


def holds(law: Law, figures: Mapping[str, Figure]) -> bool:
    """Whether the printed figures can all be true."""
    result, *operands = (figures[slot] for slot in law.slots)
    if law.name == "sum":
        return adds_up(result, operands)
    if law.name == "change":
        now, before = operands
        return adds_up(now, [before, result])
    with localcontext(prec=60):
        return can_come_of(result, operands, law)


def adds_up(total: Figure, parts: list[Figure]) -> bool:
    difference = abs(total.value - sum((part.value for part in parts), Decimal(0)))
    return difference <= (len(parts) + 1) * max(item.step for item in (total, *parts)) / 2


def can_come_of(result: Figure, operands: list[Figure], law: Law) -> bool:
    """The formulas rise or fall with each operand, so that their extremes lie at the corners."""
    corners = list(product(*((item.value - item.half, item.value + item.half) for item in operands)))
    if law.name == "base" and any(now - change <= 0 for change, now in corners):
        return False
    values = [law.factor * FORMULAS[law.name](*corner) for corner in corners]
    return min(values) - result.half <= result.value <= max(values) + result.half
