"""How high a table's rows will be, estimated so that it is laid out only once (D15). Points.

Whoever lays it out measures, and lays out again where the estimate was wrong: what is printed does not depend
on it. The lengths are those of documents/styles/table.css.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import Literal

from core.paper.pages import paginate, split
from core.paper.sheet import Sheet, SheetCell

Density = Literal["regular", "compact"]
POINTS_PER_MM = 72 / 25.4
SIZE, SIDE_SIZE, FOOT_SIZE, TITLE_SIZE = 9.0, 8.4, 10.5, 18.0
BORDER = 0.5
MIXED = 0.4  # Latin and Chinese letters in one line make it higher
PADDING = 4.4
LINE_AROUND, AFTER_HEAD, SEAL = 16.4, 6.4, 26 * POINTS_PER_MM
ATTACHMENT = 26.0
TRIES = 3  # to find the page ends that stand, once labels go on overleaf
NARROW = {**dict.fromkeys(".,:;| ", 0.25), **dict.fromkeys("()-ijlt/", 0.3), **dict.fromkeys("%MWm", 0.85)}
UNIT = re.compile(r"[（“‘《〈【]*(?:[!-~]+|[^!-~])[，。；：、！？）”’》〉】％]* ?")


@dataclass(frozen=True)
class Spacing:
    """A line, and what stands around it in a cell; a line of the title, of the year; before the foot."""

    line: float
    padding: float
    title: float
    year: float
    foot: float


SPACINGS: Mapping[Density, Spacing] = {
    "regular": Spacing(line=12, padding=3.6, title=26, year=18, foot=12),
    "compact": Spacing(line=11.5, padding=2.6, title=23, year=15, foot=9),
}


@dataclass(frozen=True)
class Heights:
    """Of each row of the uncut sheet, of what stands above and below them, set as `density` says."""

    above: float
    rows: tuple[float, ...]
    below: float
    density: Density = "regular"

    @property
    def total(self) -> float:
        return self.above + sum(self.rows) + self.below


@dataclass(frozen=True)
class Plan:
    """How close the lines stand, the rows before which a page begins, the rows that no page can hold."""

    density: Density
    breaks: tuple[int, ...]
    flowing: frozenset[int]


def plan(sheet: Sheet, heights: Heights, room: float) -> Plan:
    """Return where pages end that are `room` high.

    A table a little too long for one page is set closer, so that it and its signatures stay together.
    """
    if heights.total > room >= set_as("compact", sheet, heights).total:
        return Plan("compact", (), frozenset())
    breaks = _breaks(sheet, heights, room)
    for _ in range(TRIES if breaks else 0):
        rows = map(add, heights.rows, stretches(sheet, breaks))
        breaks = _breaks(sheet, replace(heights, rows=tuple(rows)), room)
    flowing = frozenset(number for number, height in enumerate(heights.rows) if height > room)
    return Plan("regular", breaks, flowing)


def _breaks(sheet: Sheet, heights: Heights, room: float) -> tuple[int, ...]:
    *rows, last = heights.rows
    return tuple(paginate([*rows, last + heights.below], sheet, first=room - heights.above, room=room))


def stretches(sheet: Sheet, breaks: tuple[int, ...]) -> tuple[float, ...]:
    """Return how much higher each row becomes where pages begin before the rows `breaks`.

    A label that goes on overleaf may be higher than its rows there: the last of them makes room for it.
    """
    whole = _rows(sheet, SPACINGS["regular"])
    parts = split(sheet, breaks)
    cut = [height for part in parts for height in _rows(part, SPACINGS["regular"])[part.repeated :]]
    return tuple(max(after - before, 0.0) for before, after in zip(whole, cut, strict=True))


def set_as(density: Density, sheet: Sheet, heights: Heights) -> Heights:
    """Return the heights of the same lines, set as `density` says."""
    if density == heights.density:
        return heights
    old, new = SPACINGS[heights.density], SPACINGS[density]
    return Heights(
        above=heights.above - _above(sheet, old) + _above(sheet, new),
        rows=tuple(_reset(height, old, new) for height in heights.rows),
        below=heights.below + (new.foot - old.foot if sheet.foot else 0),
        density=density,
    )


def _reset(height: float, old: Spacing, new: Spacing) -> float:
    lines = int((height - old.padding) / old.line)
    return height + lines * (new.line - old.line) + new.padding - old.padding


def estimated(sheet: Sheet, *, attachment: bool = False) -> Heights:
    """Return the heights that the texts and the widths of their cells let expect."""
    spacing = SPACINGS["regular"]
    return Heights(
        above=_above(sheet, spacing) + (ATTACHMENT if attachment else 0),
        rows=_rows(sheet, spacing),
        below=_foot(sheet) + spacing.foot if sheet.foot else 0,
    )


def _foot(sheet: Sheet) -> float:
    """Notes one below the other, the rest side by side."""
    room = sum(sheet.widths) * POINTS_PER_MM / FOOT_SIZE
    notes = [f"{line.label}：{line.text}" for line in sheet.foot if line.place == "note"]
    beside = [SEAL if line.place == "seal" else LINE_AROUND for line in sheet.foot if line.place != "note"]
    return sum(line_count(note, room) for note in notes) * LINE_AROUND + max(beside, default=0.0)


def _above(sheet: Sheet, spacing: Spacing) -> float:
    width = sum(sheet.widths) * POINTS_PER_MM
    titles = sum(line_count(line, width / TITLE_SIZE) for line in sheet.title)
    head = LINE_AROUND + AFTER_HEAD if sheet.head else 0
    return titles * spacing.title + (spacing.year if sheet.year_line else 0) + head


def _rows(sheet: Sheet, spacing: Spacing) -> tuple[float, ...]:
    """Each row ends where the highest of the cells ends that end with it."""
    ending: list[list[SheetCell]] = [[] for _ in range(sheet.row_count)]
    for cell in sheet.cells:
        ending[cell.bottom - 1].append(cell)
    edges = [0.0]
    for cells in ending:
        edges.append(
            max((edges[cell.row] + _height(cell, sheet, spacing) for cell in cells), default=edges[-1])
        )
    return tuple(below - top for top, below in pairwise(edges))


def _height(cell: SheetCell, sheet: Sheet, spacing: Spacing) -> float:
    width = sheet.width_of(cell) * POINTS_PER_MM - BORDER
    room = width / SIDE_SIZE if cell.role == "side" else (width - PADDING) / SIZE
    return line_count(cell.text, room) * (spacing.line + MIXED) + spacing.padding + BORDER


@lru_cache(maxsize=4096)  # a plan asks for each cell again, for every page end that it tries
def line_count(text: str, room: float) -> int:
    """Return the lines that `text` takes where `room` characters of full width stand side by side.

    >>> line_count("因我省未作明确定义，\\n故无法统计。", 8), line_count("100%", 1.5), line_count("", 1)
    (3, 2, 1)
    """
    return sum(_lines(paragraph, room) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    """Fill line after line with what must not be parted; what no line can hold is parted all the same."""
    count, left = 1, room
    for width in map(_width, UNIT.findall(paragraph)):
        if width > left and left < room:
            count, left = count + 1, room
        more = math.ceil(width / room) - 1
        count, left = count + more, left + more * room - width
    return count


def _width(text: str) -> float:
    return sum(NARROW.get(sign, 0.5) if sign.isascii() else 1.0 for sign in text.rstrip(" "))
