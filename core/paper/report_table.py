"""A simple table of the report as a Sheet (core.filing.tables): what was typed, numbers to the right."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from core.figures.numbers import NOT_APPLICABLE
from core.filing.tables import Table
from core.paper.printing import shown_number
from core.paper.sheet import Align, Role, Sheet, SheetCell

TEXT_WIDTH = 156
"""mm between the margins of a report (GB/T 9704-2012)."""
SIGN, PADDING = 19, 30
"""Tenths of a mm that a half-width sign takes, and what is left free around the text of a cell."""
NARROWEST, LONG = 6, 12
"""Half-width signs: no column is narrower; what is longer begins at the left."""


def table_sheet(table: Table) -> Sheet:
    """Return the table as it is drawn; a column of numbers alone stands to the right."""
    columns = list(zip(*table.texts, strict=True))
    is_number = [_has_numbers(texts[1:]) for texts in columns]
    return Sheet(
        title=(table.title,) if table.title else (),
        year_line="",
        widths=_widths([max(map(_length, texts)) for texts in columns]),
        row_count=len(table.rows),
        cells=tuple(
            _cell(row, column, text, is_number=is_number[column])
            for row, texts in enumerate(table.texts)
            for column, text in enumerate(texts)
        ),
    )


def _cell(row: int, column: int, text: str, *, is_number: bool) -> SheetCell:
    if row == 0:
        return SheetCell(row, column, text, "head")
    shown = shown_number(text)
    role: Role = "amount" if is_number else "text"
    align: Align = "right" if is_number else "left" if _length(text) > LONG else "center"
    return SheetCell(row, column, text, role, align=align, value=shown[0] if shown else None)


def _has_numbers(texts: tuple[str, ...]) -> bool:
    """Whether a column has numbers, and nothing else but what says that there is none."""
    filled = [text for text in texts if text not in NOT_APPLICABLE]
    return bool(filled) and all(shown_number(text) for text in filled)


def _widths(lengths: list[int]) -> tuple[int, ...]:
    """Whole mm, together the width of the text: short columns have what they need, long ones share it."""
    needs = [SIGN * max(length, NARROWEST) + PADDING for length in lengths]
    given, left = [0] * len(needs), 10 * TEXT_WIDTH
    for done, place in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        given[place] = min(needs[place], left // (len(needs) - done))
        left -= given[place]
    edges = [TEXT_WIDTH * sum(given[:count]) // sum(given) for count in range(len(given) + 1)]
    return tuple(end - start for start, end in pairwise(edges))


def _length(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
