"""Two texts side by side, by word and number: 926.47→962.47 is one change, not two of a digit each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["same", "removed", "added"]

TOKEN = re.compile(r"\d+(?:[,.．]\d+)*[%％‰]?|[A-Za-z]+|\s+|.", re.DOTALL)
"""A number with its separators and its percent sign, a Latin word, a gap, or one sign."""
SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")
ALIKE = 0.4
"""Below this likeness words in between would only confuse: the whole is struck and written anew."""
MOST_PAIRS = 250_000
"""Pairs of sentences or of tokens that are still looked at one by one; beyond, all is struck as a whole."""
SHORTEST = 2
"""Words of fewer signs that stay between two changes go along with them: 组织→协调 is not 组→协 织→调."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text: in both, only in the one before, or only in the one after."""

    kind: Kind
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return what was struck and what was written, in reading order.

    The pieces that are not added make up `before`, those that are not removed make up `after`.

    >>> [(one.kind, one.text) for one in pieces("支出926.47万元", "支出962.47万元")]
    [('same', '支出'), ('removed', '926.47'), ('added', '962.47'), ('same', '万元')]
    """
    sentences, others = SENTENCE.findall(before), SENTENCE.findall(after)
    if before != after and len(sentences) * len(others) > MOST_PAIRS:
        return replaced(before, after)
    found: list[Piece] = []
    for one, other in _aligned(sentences, others):
        was, now = "".join(one), "".join(other)
        found += (Piece("same", was),) if was == now else _within(was, now)
    return tuple(_joined(found))


def replaced(before: str, after: str) -> tuple[Piece, ...]:
    """The one struck, the other written."""
    both = (Piece("removed", before), Piece("added", after))
    return tuple(piece for piece in both if piece.text)


def paragraphs(told: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Cut pieces at their line breaks; a line of which nothing is left to see is no paragraph.

    Breaks within what was removed count as well: what was two paragraphs is struck as two.
    """
    lines: list[list[Piece]] = [[]]
    for piece in told:
        first, *others = piece.text.split("\n")
        lines[-1].append(Piece(piece.kind, first))
        lines += [[Piece(piece.kind, text)] for text in others]
    shown = (tuple(piece for piece in line if piece.text) for line in lines)
    return tuple(line for line in shown if any(piece.text.strip() for piece in line))


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        yield before[start:end], after[new_start:new_end]


def _within(before: str, after: str) -> Sequence[Piece]:
    """By word and number where the two are alike, else as a whole."""
    was, now = TOKEN.findall(before), TOKEN.findall(after)
    if len(was) * len(now) <= MOST_PAIRS:
        told = _kept(_tokens(was, now))
        same = sum(len(TOKEN.findall(piece.text)) for piece in told if piece.kind == "same")
        if 2 * same >= ALIKE * (len(was) + len(now)):
            return told
    return replaced(before, after)


def _tokens(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for one, other in _aligned(before, after):
        was, now = "".join(one), "".join(other)
        yield from (Piece("same", was),) if was == now else replaced(was, now)


def _kept(told: Iterable[Piece]) -> list[Piece]:
    """Without the single words that stay by chance between two changes."""
    every = list(told)
    kept: list[Piece] = []
    for place, piece in enumerate(every):
        is_between = 0 < place < len(every) - 1
        if piece.kind == "same" and is_between and _is_chance(piece.text):
            kept += replaced(piece.text, piece.text)
        else:
            kept.append(piece)
    return kept


def _is_chance(text: str) -> bool:
    """A number and a mark of punctuation stand where they stand on purpose."""
    return len(text) < SHORTEST and text.isalpha()


def _joined(told: Sequence[Piece]) -> Iterator[Piece]:
    """Between two stretches that stay, one struck and one written."""
    for is_same, group in groupby(told, key=lambda piece: piece.kind == "same"):
        these = list(group)
        if is_same:
            yield Piece("same", "".join(piece.text for piece in these))
        else:
            was, now = (
                "".join(one.text for one in these if one.kind == kind) for kind in ("removed", "added")
            )
            yield from replaced(was, now)
