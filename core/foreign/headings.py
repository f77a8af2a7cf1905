"""The text of a report, divided by the headings of a form's outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.filing.outline import Section
from core.foreign.labels import heading_words, is_numbered

LONGEST_HEADING, NEAR = 60, 10_000
"""Signs of a heading, and how far above it is looked for."""


@dataclass(frozen=True)
class Piece:
    """What stands under one heading: from sign `start` of the text on."""

    key: str
    start: int
    text: str


def pieces(text: str, sections: Sequence[Section]) -> list[Piece]:
    """Return what stands under each heading that was found; what stands above the first is left out.

    Headings are looked for in their order; one that is not there is passed over.
    """
    found = list(_found(text, [heading_words(section.heading) for section in sections]))
    ends = [begins for begins, _, _ in found[1:]] + [len(text)]
    return [
        Piece(sections[number].key, starts, text[starts:end].rstrip())
        for (_, starts, number), end in zip(found, ends, strict=False)
    ]


def _found(text: str, headings: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where each heading begins, where the text below it begins, and which it is."""
    place, following = 0, 0
    for line in text.splitlines(keepends=True):
        words = heading_words(line) if len(line) <= LONGEST_HEADING else ""
        if words and words in headings[following:]:
            number = headings.index(words, following)
            yield place, place + len(line), number
            following = number + 1
        place += len(line)


def nearest(text: str, place: int) -> str:
    """Return the last line above `place` that looks like a heading: short, numbered, without a full stop."""
    above = [line.strip() for line in text[max(0, place - NEAR) : place].splitlines()]
    marked = (line for line in reversed(above) if _looks_like_one(line))
    return next(marked, "")


def _looks_like_one(line: str) -> bool:
    return 0 < len(line) <= LONGEST_HEADING and line[-1] not in "。；，、：" and is_numbered(line)
