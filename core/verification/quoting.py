"""The clauses of a text that a finding is about, with the figures marked that it sets against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from core.verification.findings import Finding

CLAUSE = re.compile(r"[^\s。！？；][^。！？；\n]*[。！？；]?")
LEFT_OUT = "…"
FOLLOWED = {"M13"}
"""About figures that are right and have changed: nothing in them is wrong."""

Mark = Literal["", "claimed", "compared", "agrees"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """Words of the text. `mark`: what is wrong, what it was held against, what agrees with a cell."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True)
class Quote:
    """`start`, `end`: from the first to the last clause, in signs of the text; all 0 where none is meant."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def quote(text: str, finding: Finding, agreeing: Iterable[Span] = ()) -> Quote:
    """Return the clauses in which the figures of a finding stand, … for those left out between them.

    `agreeing`: where figures stand that are as in the table; those in these clauses are marked too.

    >>> found = Finding("C32", "must_explain", (), "87%", "80%", "", spans=((3, 6), (7, 9), (12, 15)))
    >>> [piece.text for piece in quote("甲。共10人，8人到，占87%。", found).pieces]
    ['共', '10人', '，', '8人', '到，占', '87%', '。']
    """
    clauses = [match.span() for match in CLAUSE.finditer(text)]
    meant = [(start, end) for start, end in clauses if any(start <= at < end for at, _ in finding.spans)]
    if not meant:
        return Quote(0, 0, ())
    marks: dict[Span, Mark] = {**{span: "agrees" for span in agreeing}, **_marks(text, finding)}
    pieces = tuple(piece for piece in _pieces(text, meant, marks) if piece.text)
    return Quote(meant[0][0], meant[-1][1], pieces)


def marks_of(text: str, findings: Iterable[Finding], agreeing: Iterable[Span]) -> dict[Span, Mark]:
    """What of a text is marked: figures that agree with a cell, and what findings say of its words."""
    marks: dict[Span, Mark] = dict.fromkeys(agreeing, "agrees")
    for finding in findings:
        marks |= {span: mark for span, mark in _marks(text, finding).items() if marks.get(span) != "claimed"}
    return marks


def pieces_between(text: str, start: int, end: int, marks: Mapping[Span, Mark]) -> tuple[Piece, ...]:
    """Return one stretch of a text in pieces; a mark that goes beyond it is cut at its ends.

    >>> marks = {(0, 3): "claimed", (4, 6): "agrees"}
    >>> [(piece.text, piece.mark) for piece in pieces_between("甲乙丙，10人", 1, 7, marks)]
    [('乙丙', 'claimed'), ('，', ''), ('10', 'agrees'), ('人', '')]
    """
    inside = {(max(first, start), min(last, end)): mark for (first, last), mark in marks.items()}
    kept = {(first, last): mark for (first, last), mark in inside.items() if first < last}
    return tuple(piece for piece in _marked(text, start, end, kept) if piece.text)


def _marks(text: str, finding: Finding) -> dict[Span, Mark]:
    """Which of the words is wrong: the figure that was found, or all where no one figure is."""
    words = {span: text[slice(*span)] for span in finding.spans}
    if finding.check in FOLLOWED:
        return dict.fromkeys(words, "compared")
    is_figure = finding.found in words.values()
    return {
        span: "compared" if is_figure and word != finding.found else "claimed" for span, word in words.items()
    }


def _pieces(text: str, clauses: list[Span], marks: Mapping[Span, Mark]) -> Iterator[Piece]:
    before = clauses[0][0]
    for start, end in clauses:
        yield Piece(LEFT_OUT if text[before:start].strip() else "")
        yield from _marked(text, start, end, marks)
        before = end


def _marked(text: str, start: int, end: int, marks: Mapping[Span, Mark]) -> Iterator[Piece]:
    """The words of one clause; of marks that overlap the first one counts."""
    at = start
    for first, last in sorted(marks):
        if at <= first < end:
            yield Piece(text[at:first])
            yield Piece(text[first:last], marks[first, last])
            at = last
    yield Piece(text[at:end])
