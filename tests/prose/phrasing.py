"""How one statement is put into words: a text with slots, and the laws that bind its numbers.

A text holds `{word}` (taken from the vocabulary), `[slot:unit]` (a number and its unit; `[slot]` is an amount
of money in the unit of the statement, `[slot|]` an amount whose unit stands behind a later one),
`<slot:up/down>` (the word that carries the sign of a number) and `<~slot:up/down>` (a word that only agrees).

A law names its slots, the result first: `sum T a b`, `ratio p a T`, `product T n s 12`; see `laws`. A law
with a slot that the text does not print serves the drawing alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

KINDS = ("sum", "share", "change", "rate", "product")
ONE_IN = 3
"""One phrasing in three is set aside."""

TOKEN = re.compile(
    r"\[(?P<slot>\w+)(?::(?P<unit>[^\]|]+))?(?P<shared>\|)?\]"
    r"|<(?P<loose>~?)(?P<turned>\w+):(?P<up>[^/>]+)/(?P<down>[^>]+)>"
    r"|\{(?P<word>\w+)\}"
    r"|(?P<literal>[^\[<{]+)"
)


@dataclass(frozen=True)
class Law:
    """`slots[0]` is what the others make; `factor` multiplies a product (12 months)."""

    name: str
    slots: tuple[str, ...]
    factor: int = 1

    @classmethod
    def read(cls, text: str) -> Law:
        """
        >>> Law.read("product T n s 12")
        Law(name='product', slots=('T', 'n', 's'), factor=12)
        """
        name, *words = text.split()
        numbers = [int(word) for word in words if word.isdigit()]
        return cls(name, tuple(word for word in words if not word.isdigit()), *numbers)


@dataclass(frozen=True)
class Phrasing:
    """`about`: phrasings about the same thing do not meet in one section: they would have to agree."""

    id: str
    text: str
    rules: str
    about: str = ""

    @property
    def kind(self) -> str:
        return self.id.split("-", 1)[0]

    @property
    def held_out(self) -> bool:
        """Decided by the id alone, so that nobody picks."""
        return int(sha256(self.id.encode()).hexdigest(), 16) % ONE_IN == 0

    @cached_property
    def tokens(self) -> tuple[dict[str, str | None], ...]:
        return tuple(found.groupdict() for found in TOKEN.finditer(self.text))

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """The numbers that the text prints, in its order."""
        return tuple(token["slot"] for token in self.tokens if token["slot"])

    @cached_property
    def units(self) -> dict[str, str | None]:
        """The unit that the text fixes for a number; None: the statement chooses 元, 万元 or 亿元."""
        return {token["slot"]: token["unit"] for token in self.tokens if token["slot"]}

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        return tuple(Law.read(rule) for rule in self.rules.split("; "))

    @cached_property
    def stated(self) -> tuple[Law, ...]:
        """The laws that a reader of the text can check."""
        return tuple(
            law for law in self.laws if law.name != "less" and all(slot in self.units for slot in law.slots)
        )
