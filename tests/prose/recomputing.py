"""The arithmetic of a statement once more, from its text alone and by another way, to judge the generator.

Fractions and inequalities written out by hand; nothing of `laws` or `figures` is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.prose.sections import Placed

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WORTH = {"元": 1, "万元": 10**4, "亿元": 10**8, "%": 1, "％": 1, "个百分点": 1}
Bounds = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Printed:
    value: Fraction
    place: Fraction
    rounded: bool

    @property
    def bounds(self) -> Bounds:
        half = self.place / 2 if self.rounded else Fraction(0)
        return self.value - half, self.value + half


def printed(text: str, unit: str, negative: bool) -> Printed:
    """A number as it stands in the text."""
    digits = text.replace(",", "")
    decimals = len(digits) - digits.index(".") - 1 if "." in digits else 0
    worth = WORTH.get(unit, 1)
    value = Fraction(digits) * worth * (-1 if negative else 1)
    return Printed(value, Fraction(worth, 10**decimals), unit in WORTH)


def read_off(text: str, placed: Placed) -> dict[str, Printed]:
    """The numbers of a statement, found by their spans in the text of the section."""
    falling = {
        token["turned"]: token["down"]
        for token in placed.statement.phrasing.tokens
        if token["turned"] and not token["loose"]
    }
    found: dict[str, Printed] = {}
    unit = ""
    for slot in reversed(placed.statement.phrasing.slots):
        start, end = placed.statement.span({slot}, placed.start)
        quote = text[start:end]
        number = list(NUMBER.finditer(quote))[-1]
        unit = quote[number.end() :].strip() or unit
        found[slot] = printed(number[0], unit, falling.get(slot, "\0") in quote)
    return found


def is_true(rule: str, numbers: Mapping[str, Printed]) -> bool:
    """Whether the rule holds for these numbers within what rounding allows."""
    name, *words = rule.split()
    factor = int(words.pop()) if words[-1].isdigit() else 1
    result, *operands = (numbers[word] for word in words)
    if name in ("sum", "change"):
        whole, parts = (result, operands) if name == "sum" else (operands[0], [operands[1], result])
        allowed = Fraction(len(parts) + 1, 2) * max(one.place for one in (whole, *parts))
        return -allowed <= whole.value - sum(one.value for one in parts) <= allowed
    (low, high), (least, most) = result.bounds, reach(name, [one.bounds for one in operands], factor)
    return least <= high and low <= most


def reach(name: str, bounds: list[Bounds], factor: int) -> Bounds:
    """The least and the most that the operands can make."""
    (first, second) = bounds
    if name in ("ratio", "progress", "leftover"):
        return across(first, second, 100)
    if name == "growth":
        least, most = across(first, second, 100)
        return least - 100, most - 100
    if name == "size":
        least, most = sorted(abs(one) for one in first)
        return across((least, most), second, 100)
    if name == "base":
        now_low, now_high = second if first[0] < 0 else (second[1], second[0])
        return 100 * first[0] / (now_low - first[0]), 100 * first[1] / (now_high - first[1])
    if name == "average":
        return across(first, second, 1)
    return factor * first[0] * second[0], factor * first[1] * second[1]


def across(part: Bounds, whole: Bounds, times: int) -> Bounds:
    """A quotient is least with the least above and the most below; below zero the other way round."""
    least = times * part[0] / (whole[1] if part[0] > 0 else whole[0])
    most = times * part[1] / (whole[0] if part[1] > 0 else whole[1])
    return least, most
