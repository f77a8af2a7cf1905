"""A statement in words: pieces of text that know what they are, so that spans need no searching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tests.prose.laws import Figure, figure, holds
from tests.prose.phrasing import Law, Phrasing

TEXT, DIGITS, UNIT, TURN = "text", "digits", "unit", "turn"


@dataclass(frozen=True)
class Piece:
    """`turns`: the words for more and for less, of which `text` is one."""

    text: str
    role: str = TEXT
    slot: str = ""
    turns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """Pieces in the order of the text; `rounded`: its numbers were rounded one by one from finer ones."""

    phrasing: Phrasing
    pieces: tuple[Piece, ...]
    rounded: bool = False

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The numbers as a reader understands them. A number without a unit has that of the next one."""
        signs = {
            piece.slot: 1 - 2 * piece.turns.index(piece.text) for piece in self.pieces if piece.role == TURN
        }
        found: dict[str, Figure] = {}
        waiting: list[Piece] = []
        for piece in self.pieces:
            if piece.role == DIGITS:
                waiting.append(piece)
            if piece.role == UNIT:
                found |= {one.slot: figure(one.text, piece.text, signs.get(one.slot, 1)) for one in waiting}
                waiting = []
        return found

    @cached_property
    def broken(self) -> tuple[Law, ...]:
        """The stated laws that do not hold."""
        return tuple(law for law in self.phrasing.stated if not holds(law, self.figures))

    def span(self, slots: set[str], offset: int = 0) -> tuple[int, int]:
        """The smallest span around some numbers, their units and the words that carry their sign."""
        starts, ends, at = [], [], offset
        for piece in self.pieces:
            end = at + len(piece.text)
            if piece.slot in slots:
                starts.append(at)
                ends.append(end)
            at = end
        return min(starts), max(ends)

    def with_text(self, index: int, text: str) -> Statement:
        """The same statement with another text in one piece."""
        changed = replace(self.pieces[index], text=text)
        return replace(self, pieces=(*self.pieces[:index], changed, *self.pieces[index + 1 :]))
