"""The clauses of a text that a finding is about, with the figures marked that it sets against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from core.verification.findings import Finding

CLAUSE = re.compile(r"[^\s。！？；][^。！？；\n]*[。！？；]?")
LEFT_OUT = "…"

Mark = Literal["", "claimed", "compared"]


@dataclass(frozen=True)
class Piece:
    """Words of the text. `mark`: the figure that does not come out, or one that it was held against."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Quote:
    """`start`, `end`: from the first to the last clause, in signs of the text; all 0 where none is meant."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def quote(text: str, finding: Finding) -> Quote:
    """Return the clauses in which the figures of a finding stand, … for those left out between them.

    >>> found = Finding("C32", "must_explain", (), "87%", "80%", "", spans=((3, 6), (7, 9), (12, 15)))
    >>> [piece.text for piece in quote("甲。共10人，8人到，占87%。", found).pieces]
    ['共', '10人', '，', '8人', '到，占', '87%', '。']
    """
    clauses = [match.span() for match in CLAUSE.finditer(text)]
    meant = [(start, end) for start, end in clauses if any(start <= at < end for at, _ in finding.spans)]
    if not meant:
        return Quote(0, 0, ())
    pieces = tuple(piece for piece in _pieces(text, meant, finding) if piece.text)
    return Quote(meant[0][0], meant[-1][1], pieces)


def _pieces(text: str, clauses: list[tuple[int, int]], finding: Finding) -> Iterator[Piece]:
    before = clauses[0][0]
    for start, end in clauses:
        yield Piece(LEFT_OUT if text[before:start].strip() else "")
        yield from _marked(text, start, end, finding)
        before = end


def _marked(text: str, start: int, end: int, finding: Finding) -> Iterator[Piece]:
    at = start
    for first, last in finding.spans:
        if start <= first < end:
            yield Piece(text[at:first])
            words = text[first:last]
            yield Piece(words, "claimed" if words == finding.found else "compared")
            at = last
    yield Piece(text[at:end])
