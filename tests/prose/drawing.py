"""Values for the slots of a phrasing: drawn so that its laws hold exactly, printed afterwards.

Amounts are in 元, rates in percent, the rest in pieces; a fall is negative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.prose.laws import HUNDRED, UNITS
from tests.prose.phrasing import Law, Phrasing

WAN = UNITS["万元"]
CENT = Decimal("0.01")
MONEY = frozenset({"元", "万元", "亿元"})
SCALES = ((1, 60), (60, 900), (900, 60_000))
"""万元: the office's own costs, a project, a fund."""
LARGE = (20_000, 900_000)
FEW = frozenset("家个场次台套")
MANY = frozenset({"人次", "份", "件", "亩"})


@dataclass
class Draw:
    """One drawing. `steps`: the last printed place of each slot; `exact`: drawn at that precision."""

    phrasing: Phrasing
    units: Mapping[str, str]
    steps: Mapping[str, Decimal]
    exact: bool
    rng: Random
    values: dict[str, Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        large = "亿元" in self.units.values()
        self.scale = LARGE if large else self.rng.choice(SCALES)
        several = sum(law.name == "ratio" for law in self.phrasing.laws) > 1
        self.shares = (60, 100) if self.phrasing.kind == "rate" else (3, 48) if several else (3, 97)
        for law in self.phrasing.laws:
            MAKERS[law.name](self, law)

    def between(self, low: Decimal | int, high: Decimal | int) -> Decimal:
        """Any value from `low` to `high`, to six places of their distance."""
        return low + (high - low) * Decimal(self.rng.randrange(1_000_001)) / 1_000_000

    def unit(self, slot: str) -> str:
        """A number that is not printed (last year's, say) is like the first that is."""
        return self.units.get(slot, self.units[self.phrasing.slots[0]])

    def settle(self, slot: str, value: Decimal, *, exact: bool = False) -> Decimal:
        """Keep a value at the precision it is drawn in."""
        finer = self.unit(slot) in MONEY and not (exact or self.exact)
        step = CENT if finer else self.steps.get(slot, self.steps[self.phrasing.slots[0]])
        self.values[slot] = (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step
        return self.values[slot]

    def fresh(self, slot: str) -> Decimal:
        """The value of a slot, drawn when it has none."""
        if slot in self.values:
            return self.values[slot]
        return self.settle(slot, self.size(slot))

    def size(self, slot: str) -> Decimal:
        unit = self.unit(slot)
        if self.phrasing.units.get(slot) == "元":
            return self.between(8, 90) if self.rng.random() < 0.3 else self.between(90, 2_500)
        if unit == "%":
            return self.between(55, 99)
        if unit in UNITS:
            return self.between(*self.scale) * WAN
        if unit in FEW:
            return self.between(3, 160)
        return self.between(200, 120_000) if unit in MANY else self.between(20, 9_000)

    def part_of(self, slot: str, whole: Decimal, low: int, high: int) -> Decimal:
        if slot in self.values:
            return self.values[slot]
        return self.settle(slot, whole * self.between(low, high) / HUNDRED)


def make_sum(draw: Draw, law: Law) -> None:
    """Parts make their total; a total that is known already is divided."""
    total, *parts = law.slots
    if total in draw.values and not any(part in draw.values for part in parts):
        for part in parts[:-1]:
            draw.part_of(part, draw.values[total], 5, 80 // (len(parts) - 1))
        rest = sum((draw.values[part] for part in parts[:-1]), Decimal(0))
        draw.values[parts[-1]] = draw.values[total] - rest
    else:
        draw.values[total] = sum((draw.fresh(part) for part in parts), Decimal(0))


def make_ratio(draw: Draw, law: Law) -> None:
    result, part, whole = law.slots
    all_of_it = draw.phrasing.kind == "rate" and draw.rng.random() < 0.1
    amount = draw.part_of(part, draw.fresh(whole), *((100, 100) if all_of_it else draw.shares))
    draw.values[result] = HUNDRED * amount / draw.values[whole]


def make_progress(draw: Draw, law: Law) -> None:
    result, done, planned = law.slots
    draw.values[result] = HUNDRED * draw.part_of(done, draw.fresh(planned), 70, 130) / draw.values[planned]


def make_leftover(draw: Draw, law: Law) -> None:
    result, left, whole = law.slots
    draw.values[result] = HUNDRED * draw.part_of(left, draw.fresh(whole), 1, 30) / draw.values[whole]


def make_change(draw: Draw, law: Law) -> None:
    change, now, before = law.slots
    old = draw.fresh(before)
    if draw.units.get(before) == "%":
        draw.settle(now, draw.between(55, 99))
    else:
        rise = draw.between(2, 60) * draw.rng.choice((1, -1))
        draw.settle(now, old * (HUNDRED + rise) / HUNDRED)
    draw.values[change] = draw.values[now] - old


def make_growth(draw: Draw, law: Law) -> None:
    result, now, before = law.slots
    draw.values[result] = HUNDRED * (draw.values[now] - draw.values[before]) / draw.values[before]


def make_size(draw: Draw, law: Law) -> None:
    result, change, before = law.slots
    draw.values[result] = HUNDRED * abs(draw.values[change]) / draw.values[before]


def make_product(draw: Draw, law: Law) -> None:
    total, count, standard = law.slots
    draw.values[total] = (
        draw.fresh(count) * draw.settle(standard, draw.size(standard), exact=True) * law.factor
    )


def make_average(draw: Draw, law: Law) -> None:
    average, total, count = law.slots
    draw.settle(total, draw.fresh(count) * draw.size(average))
    draw.values[average] = draw.values[total] / draw.values[count]


def make_less(draw: Draw, law: Law) -> None:
    smaller, larger = law.slots
    draw.part_of(smaller, draw.fresh(larger), 70, 98)


MAKERS: Mapping[str, Callable[[Draw, Law], None]] = {
    "sum": make_sum,
    "ratio": make_ratio,
    "progress": make_progress,
    "leftover": make_leftover,
    "change": make_change,
    "growth": make_growth,
    "base": lambda draw, law: None,
    "size": make_size,
    "product": make_product,
    "average": make_average,
    "less": make_less,
}
