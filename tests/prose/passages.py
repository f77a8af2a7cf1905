"""Passages written after published reports by people who had not read the reader, one a line.

    kind <TAB> passage <TAB> laws

In the passage `{total=1240.60}` is a printed number with a name; the laws, separated by `;`, are equations
of names, plain numbers and `+ - * /`, whose left side is one name: `rate = 100 * spent / budget`. A law holds
where values that print as the names of its right side do can give one that prints as its left side; people
and things are counted and not rounded. Every other number of a passage is an innocent one.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random
from typing import cast

KINDS = ("sum", "share", "change", "rate", "product")
SLOT = re.compile(r"\{(\w+)=([\d.,]+)\}")
ROUNDED = re.compile(r"(?:百|千|万|亿)?元|[%％]|个?百分点|(?:万|亿)")
"""What stands behind a number that may have been rounded."""
OPERATIONS: Mapping[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Slot:
    """A printed number and its place in the passage; `half`: half a unit of its last printed place."""

    name: str
    digits: str
    start: int
    half: Fraction

    @property
    def value(self) -> Fraction:
        return Fraction(Decimal(self.digits.replace(",", "")))

    @property
    def end(self) -> int:
        return self.start + len(self.digits)


@dataclass(frozen=True)
class Equation:
    left: str
    right: ast.expr

    @property
    def names(self) -> set[str]:
        return {self.left} | {one.id for one in ast.walk(self.right) if isinstance(one, ast.Name)}

    def holds(self, slots: Mapping[str, Slot]) -> bool:
        """Each operation rises or falls with each operand, so that the extremes lie at the corners."""
        names = sorted(self.names - {self.left})
        ends = [
            (slots[name].value - slots[name].half, slots[name].value + slots[name].half) for name in names
        ]
        values = [worth(self.right, dict(zip(names, corner, strict=True))) for corner in product(*ends)]
        left = slots[self.left]
        return min(values) - left.half <= left.value <= max(values) + left.half


@dataclass(frozen=True)
class Passage:
    kind: str
    text: str
    slots: tuple[Slot, ...]
    laws: tuple[Equation, ...]

    def broken(self, changed: Slot | None = None) -> list[Equation]:
        slots = {slot.name: slot for slot in self.slots} | ({changed.name: changed} if changed else {})
        return [law for law in self.laws if not law.holds(slots)]

    def span(self, laws: list[Equation]) -> tuple[int, int]:
        names = set[str]().union(*(law.names for law in laws))
        places = [(slot.start, slot.end) for slot in self.slots if slot.name in names]
        return min(start for start, _ in places), max(end for _, end in places)


@dataclass(frozen=True)
class Falsified:
    """A finding must touch `span`, the numbers of the laws that no longer hold."""

    passage: Passage
    slot: Slot
    digits: str
    span: tuple[int, int]

    @property
    def text(self) -> str:
        return self.passage.text[: self.slot.start] + self.digits + self.passage.text[self.slot.end :]


def worth(node: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Constant):
        return Fraction(Decimal(str(node.value)))
    binary = cast("ast.BinOp", node)
    return OPERATIONS[type(binary.op)](worth(binary.left, values), worth(binary.right, values))


def passages(file: Path) -> list[Passage]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [parsed(line) for line in lines if line and not line.startswith("#")]


def parsed(line: str) -> Passage:
    kind, marked, laws = line.split("\t")
    text, slots, at = "", list[Slot](), 0
    for found in SLOT.finditer(marked):
        text += marked[at : found.start()]
        name, digits = found.groups()
        rest = marked[found.end() :]
        slots.append(Slot(name, digits, len(text), half(digits, rest)))
        text += digits
        at = found.end()
    equations = tuple(equation(law) for law in laws.split(";") if law.strip())
    return Passage(kind, text + marked[at:], tuple(slots), equations)


def half(digits: str, rest: str) -> Fraction:
    """A number whose unit stands further back, in a list, is taken for a rounded one where it has a point."""
    places = len(digits.partition(".")[2])
    return Fraction(1, 2 * 10**places) if places or ROUNDED.match(rest) else Fraction(0)


def equation(law: str) -> Equation:
    left, _, right = law.partition("=")
    return Equation(left.strip(), ast.parse(right.strip(), mode="eval").body)


def falsifications(passage: Passage, rng: Random) -> Iterator[Falsified]:
    """For each number with a name one changed digit, and one pair of digits swapped, that break a law."""
    for slot in passage.slots:
        for change in (digit_changed, digits_swapped):
            candidates = [text for text in change(slot.digits) if well_written(text)]
            rng.shuffle(candidates)
            for digits in candidates:
                broken = passage.broken(Slot(slot.name, digits, slot.start, slot.half))
                if broken:
                    yield Falsified(passage, slot, digits, passage.span(broken))
                    break


def digit_changed(digits: str) -> Iterator[str]:
    for at, digit in enumerate(digits):
        for other in "0123456789" if digit.isdigit() else "":
            if other != digit:
                yield digits[:at] + other + digits[at + 1 :]


def digits_swapped(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        left, right = digits[at], digits[at + 1]
        if (left + right).isdigit() and left != right:
            yield digits[:at] + right + left + digits[at + 2 :]


def well_written(digits: str) -> bool:
    """No 05.3, no 0."""
    return Decimal(digits.replace(",", "")) != 0 and (digits[0] != "0" or digits.startswith("0."))
