"""The address of a cell (D4): one spelling for forms, findings, differences, layout and the database."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"[a-z0-9_\-]{1,60}\Z")
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
        if PARTS.get(self.section) != len(parts) or not all(map(_PART.match, parts)):
            raise ValueError(f"not a cell: {'/'.join(parts)[:80]!r}")

    def __str__(self) -> str:
        return "/".join(part for part in (self.section, self.row, self.column) if part)

    @classmethod
    def parse(cls, text: str) -> CellRef:
        """Read what `str()` wrote; ValueError for anything else."""
        if len(text) > 130 or text.count("/") not in (1, 2):
            raise ValueError(f"not a cell: {text[:80]!r}")
        return cls(*text.split("/"))


def header(key: str) -> CellRef:
    return CellRef("header", key)


def fund(row: str, column: str) -> CellRef:
    return CellRef("funds", row, column)


def goal(number: int, column: str) -> CellRef:
    """`number` counts from 1; `column` is expected or actual."""
    return CellRef("goals", str(number), column)


def text(row: str, column: str) -> CellRef:
    """A box of words in the table: 职能概述, 说明."""
    return CellRef("texts", row, column)


def indicator(row: str, column: str) -> CellRef:
    """`column`: target, actual, points, score, note, score_reason, not_applicable or one of the form."""
    return CellRef("indicators", row, column)


def evidence(row: str) -> CellRef:
    """The files of one indicator row; of the whole filing where `row` is empty."""
    return indicator(row, "evidence") if row else CellRef("evidence", "filing")


def total(column: str) -> CellRef:
    """`column`: points, score or grade."""
    return CellRef("total", column)


def report(section: str) -> CellRef:
    return CellRef("report", section)
