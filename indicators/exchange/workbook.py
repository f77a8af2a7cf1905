"""A foreign workbook as its sheets and cells, after the gate has read it; every fault by its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.exchange.strange import strange_text

LETTERS = 26
MOST_REASONS = 200
FORMULA = "是公式（{text}），请改为写数值或文字。"
WRONG = "是错误值（{text}），请改正。"
DATE = "被存成了日期或时间，请把单元格设为文本后重写。"
MORE = "另有{count}处问题没有列出，请先改正以上各处。"
KINDS: Mapping[str, str] = {"formula": FORMULA, "error": WRONG, "date": DATE}


@dataclass(frozen=True, order=True)
class Spot:
    """One cell; rows and columns count from 1."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        letters, left = "", self.column
        while left:
            left, letter = divmod(left - 1, LETTERS)
            letters = chr(ord("A") + letter) + letters
        return f"{self.sheet}!{letters}{self.row}"


@dataclass
class Faults:
    """What is wrong, in the order of the sheets; of one cell what was said of it first."""

    sheets: tuple[str, ...]
    said: dict[Spot, tuple[str, ...]] = field(default_factory=dict)

    def say(self, spot: Spot, *sentences: str, name: str = "") -> None:
        if sentences:
            where = f"{spot}{f'（{name}）' if name else ''}"
            self.said.setdefault(spot, tuple(f"{where}：{words}" for words in sentences))

    @property
    def reasons(self) -> tuple[str, ...]:
        def place(spot: Spot) -> tuple[int, int, int]:
            known = spot.sheet in self.sheets
            return self.sheets.index(spot.sheet) if known else len(self.sheets), spot.row, spot.column

        every = [words for spot in sorted(self.said, key=place) for words in self.said[spot]]
        left = len(every) - MOST_REASONS
        return (*every[:MOST_REASONS], *([MORE.format(count=left)] if left > 0 else ()))


@dataclass(frozen=True)
class Page:
    """One sheet. `cells`: by row and column, those in which something stands."""

    name: str
    cells: Mapping[tuple[int, int], str]

    def text(self, row: int, column: int) -> str:
        return self.cells.get((row, column), "")

    @property
    def headings(self) -> dict[str, int]:
        """The columns by what stands in the first row; of a heading that stands twice the first."""
        first_row = sorted((column, text.strip()) for (row, column), text in self.cells.items() if row == 1)
        return {text: column for column, text in reversed(first_row)}

    @property
    def rows(self) -> Iterator[int]:
        """The rows below the first in which something stands."""
        yield from sorted({row for row, _ in self.cells if row > 1})

    def spot(self, row: int, column: int) -> Spot:
        return Spot(self.name, row, column)


def pages_of(told: Any, faults: Faults) -> dict[str, Page]:
    """The sheets by their names, from what `foundation.intake.cells` told."""
    pages = {}
    for name, cells in told:
        kept = {}
        for row, column, kind, text in cells:
            spot = Spot(name, row, column)
            if kind in KINDS:
                faults.say(spot, KINDS[kind].format(text=text[:50]))
            elif problem := strange_text(text):
                faults.say(spot, problem)
            if text.strip():
                kept[row, column] = text
        pages[name] = Page(name, kept)
    return pages
