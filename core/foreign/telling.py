"""What is found in a foreign file, as it is told: its place, its sentence with the figures marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from core.filing.cells import CellRef
from core.filing.naming import cell_name
from core.foreign.headings import nearest
from core.foreign.prose import KEY, PLAIN
from core.foreign.reading import Reading
from core.verification import Finding

ENDS = "。！？；\n"
AROUND = 160
"""Signs of a sentence that are shown before the first and behind the last of its figures."""

Span = tuple[int, int]


class Piece(NamedTuple):
    """A piece of a sentence; marked where it is a figure that the finding is about."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class Told:
    """One finding. `spans`: signs of the section's text, of the whole file where it is a text."""

    finding: Finding
    name: str
    section: str
    spans: tuple[Span, ...]
    quote: tuple[Piece, ...]

    def data(self) -> dict[str, Any]:
        """As `--json` prints it (docs/verify-file.md)."""
        place = {
            "cells": [str(ref) for ref in self.finding.places],
            "name": self.name,
            "section": self.section,
            "spans": [list(span) for span in self.spans],
        }
        return {
            "check": self.finding.check,
            "severity": self.finding.severity.value,
            "place": place,
            "found": self.finding.found,
            "expected": self.finding.expected,
            "message": self.finding.message,
            "quote": "".join(piece.text for piece in self.quote),
        }


def told(reading: Reading, findings: Sequence[Finding]) -> tuple[Told, ...]:
    """Return the findings with what is shown of them."""
    return tuple(_told(reading, finding) for finding in findings)


def _told(reading: Reading, finding: Finding) -> Told:
    if not finding.places:
        return Told(finding, "", "", (), ())
    ref = finding.places[0]
    text, before = reading.snapshot.typed(ref), reading.offsets.get(ref, 0)
    return Told(
        finding,
        cell_name(reading.form, reading.snapshot, ref),
        _section(reading, ref, text, finding.spans),
        tuple((start + before, end + before) for start, end in finding.spans),
        sentence(text, finding.spans),
    )


def _section(reading: Reading, ref: CellRef, text: str, spans: Sequence[Span]) -> str:
    """The heading under which it stands: of the form, or in a text alone the one above it."""
    if ref.section != "report":
        return ""
    if reading.form is PLAIN and ref.row == KEY:
        return nearest(text, spans[0][0]) if spans else ""
    sections = reading.form.report.sections if reading.form.report else ()
    return next((one.heading for one in sections if one.key == ref.row), "")


def sentence(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the sentence in which the spans stand, with them marked; nothing without spans.

    >>> [piece.text for piece in sentence("全年共3人。实到4人，占75%。完。", [(8, 10)])]
    ['实到', '4人', '，占75%。']
    """
    if not spans:
        return ()
    first, last = spans[0][0], spans[-1][1]
    start = max(max(text.rfind(end, 0, first) for end in ENDS) + 1, first - AROUND)
    ends = [place + 1 for end in ENDS if (place := text.find(end, last)) >= 0]
    return tuple(_pieces(text, spans, start, min([*ends, len(text), last + AROUND])))


def _pieces(text: str, spans: Sequence[Span], start: int, stop: int) -> Iterator[Piece]:
    place = start
    for begin, end in spans:
        if place < begin:
            yield Piece(text[place:begin].lstrip() if place == start else text[place:begin], False)
        yield Piece(text[begin:end], True)
        place = max(place, end)
    if place < stop:
        yield Piece(text[place:stop].rstrip(), False)
