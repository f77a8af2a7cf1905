"""What a file says of each cell, while it is being put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.foreign.reading import LONGEST, TOO_LONG, Unreadable

NAMES = {"weight": "points"}
"""What a file calls otherwise than a form."""


@dataclass
class Typed:
    """`texts`: what stands in a cell, by its address; `given`: the cells of which the file speaks."""

    texts: dict[str, str] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, ref: str, text: str) -> None:
        self.given.add(ref)
        if text:
            self.texts[ref] = text
            self.length += len(text)
        if self.length > LONGEST:
            raise Unreadable(TOO_LONG)

    def lose(self, remarks: Iterable[str]) -> None:
        self.left_out += remarks
