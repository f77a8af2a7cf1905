"""The address of a cell (D4): one spelling for forms, findings, differences, layout and the database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.figures.text import clip

_PART = re.compile(r"[a-z0-9_\-]{1,60}\Z")
_ASKED = re.compile(r"(?:answers|inputs)\.([a-z0-9_\-]{1,50})\Z")
ANSWERS, INPUTS = "answers.", "inputs."
LONGEST = 130
"""Characters of an address, as the database keeps it."""
KEPT = 8192
"""How many addresses are kept: a page asks for the same few thousand again and again."""
PARTS = {
    "header": 2,
    "funds": 3,
    "goals": 3,
    "texts": 3,
    "indicators": 3,
    "total": 2,
    "report": 2,
    "evidence": 2,
}


@dataclass(frozen=True, order=True)
class CellRef:
    """`funds/total/executed`, `indicators/r3/actual`, `report/s1`: what a cell is called, for ever.

    >>> CellRef.parse("funds/total/executed").column
    'executed'
    """

    section: str
    row: str
    column: str = ""

    def __post_init__(self) -> None:
        parts = [part for part in (self.section, self.row, self.column) if part]
        named = parts[:2] if self.asks else parts
        if PARTS.get(self.section) != len(parts) or not all(map(_PART.match, named)):
            raise ValueError(f"not a cell: {clip('/'.join(parts))!r}")

    def __str__(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        return "/".join(part for part in (self.section, self.row, self.column) if part)

    @property
    def asks(self) -> str:
        """The key of what is asked there besides the actual (`answers.a1`, `inputs.staff`); else empty."""
        found = _ASKED.match(self.column) if self.section == "indicators" and "." in self.column else None
        return found[1] if found else ""

    @classmethod
    def parse(cls, text: str) -> CellRef:
        """Read what `str()` wrote; ValueError for anything else."""
        if len(text) > LONGEST or text.count("/") not in (1, 2):
            raise ValueError(f"not a cell: {clip(text)!r}")
        return _parsed(text)


@lru_cache(maxsize=KEPT)
def _parsed(text: str) -> CellRef:
    return CellRef(*text.split("/"))


def header(key: str) -> CellRef:
    return CellRef("header", key)


@lru_cache(maxsize=KEPT)
def fund(row: str, column: str) -> CellRef:
    return CellRef("funds", row, column)


@lru_cache(maxsize=KEPT)
def goal(number: int, column: str) -> CellRef:
    """`number` counts from 1; `column` is expected, weight or actual."""
    return CellRef("goals", str(number), column)


@lru_cache(maxsize=KEPT)
def text(row: str, column: str) -> CellRef:
    """A box of words in the table: 职能概述, 说明."""
    return CellRef("texts", row, column)


@lru_cache(maxsize=KEPT)
def indicator(row: str, column: str) -> CellRef:
    """`column`: target, actual, points, score, note …, a column of the form, or what is asked there."""
    return CellRef("indicators", row, column)


def answer(row: str, key: str) -> CellRef:
    """What the rule of a row asks: a tick, a choice, a number (`Claim.answers`)."""
    return indicator(row, f"{ANSWERS}{key}")


def measure_input(row: str, key: str) -> CellRef:
    """A named input from which the actual of a row is computed."""
    return indicator(row, f"{INPUTS}{key}")


def evidence(row: str) -> CellRef:
    """The files of one indicator row; of the whole filing where `row` is empty."""
    return indicator(row, "evidence") if row else CellRef("evidence", "filing")


def total(column: str) -> CellRef:
    """`column`: points, score or grade."""
    return CellRef("total", column)


def report(section: str) -> CellRef:
    return CellRef("report", section)
