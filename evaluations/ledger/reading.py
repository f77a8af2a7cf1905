"""The answer of the child about a workbook → where its headings stand, and its lines by meaning."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from core.figures.numbers import parse_number
from core.figures.text import FigureError, clip
from evaluations.imports.reading import A_DATE, BROKEN, NO_RESULT, Problem, letters, plain
from evaluations.ledger.proposing import AMOUNTS, JOINT, KINDS, Kind, is_sum, meanings_of, squeezed

HEAD_ROWS = 20
"""How far down the headings may stand: titles and notes are often written above."""
DIGITS, DECIMALS = 19, 6
NO_HEAD = "文件中没有表格。台账须有一行栏目名称，至少有项目编码和一栏金额（预算数或支出数）。"
FEWEST = 2
"""Headings that a row must have: a code and an amount."""
SUM_ROW = "合计、小计或“其中”行，没有计入。"
TEN_THOUSANDS = "「{}」带有“万”字，不能识别。请按本栏的金额单位只填数字。"
TOLD = {"error": BROKEN, "formula": NO_RESULT, "date": A_DATE}
Cells = Mapping[int, tuple[str, str]]
"""Of one row: column → kind and text."""


@dataclass(frozen=True)
class Line:
    """One row of the ledger. `amounts`: by meaning; `unread`: what is no number, which is never 0."""

    sheet: str
    row: int
    code: str
    name: str
    kind: Kind
    amounts: Mapping[str, Decimal]
    unread: Mapping[str, Problem] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"“{self.sheet}”第{self.row}行"

    def problem(self, sentence: str) -> Problem:
        return Problem(self.place, clip(self.code or self.name), sentence)


@dataclass(frozen=True)
class Sheet:
    """One worksheet. `areas`: merged, as first row, first column, last row, last column."""

    name: str
    rows: Mapping[int, Cells]
    areas: tuple[tuple[int, int, int, int], ...] = ()
    head: int = 0

    @cached_property
    def depth(self) -> int:
        """How many rows the headings take: two where a merged one has others below it."""
        wide = [area for area in self.areas if area[0] == self.head == area[2] and area[3] > area[1]]
        below = self.rows.get(self.head + 1, {})
        return 2 if any(column in below for area in wide for column in range(area[1], area[3] + 1)) else 1

    @cached_property
    def titles(self) -> dict[int, str]:
        """Column → heading; of two that are the same the second is numbered."""
        found: dict[int, str] = {}
        for column in sorted({*self.rows[self.head], *self.rows.get(self.head + self.depth - 1, {})}):
            title = self._title(column)
            same = sum(other == title or other.startswith(f"{title}（第") for other in found.values())
            found[column] = f"{title}（第{same + 1}栏）" if same else title
        return found

    def _title(self, column: int) -> str:
        above = squeezed(self.text(self.head, column))
        below = squeezed(self.text(self.head + 1, column)) if self.depth > 1 else ""
        return f"{above}{JOINT}{below}" if above and below and above != below else above or below

    def problem(self, sentence: str) -> Problem:
        return Problem(f"“{self.name}”", "", sentence)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; in a merged area what stands at its head."""
        covering = self._merged.get(column, [])
        before = bisect_right(covering, row, key=lambda area: area[0])
        if before and covering[before - 1][2] >= row:
            row, column = covering[before - 1][:2]
        return self.rows.get(row, {}).get(column, ("", ""))[1]

    @cached_property
    def _merged(self) -> dict[int, list[tuple[int, int, int, int]]]:
        """By column the merged areas that cover it, downwards; none lies over another."""
        used = {column for cells in self.rows.values() for column in cells}
        found: dict[int, list[tuple[int, int, int, int]]] = {}
        for area in sorted(self.areas):
            for column in used.intersection(range(area[1], area[3] + 1)):
                found.setdefault(column, []).append(area)
        return found

    def lines(self, meanings: Mapping[str, str]) -> tuple[list[Line], list[Problem]]:
        """The lines below the headings, and what was passed over."""
        columns = {meanings.get(title, ""): column for column, title in self.titles.items()}
        columns.pop("", None)
        amounts = [column for meaning, column in columns.items() if meaning in AMOUNTS]
        found, over = [], []
        for row in sorted(self.rows):
            if row < self.head + self.depth:
                continue
            line = self._line(row, columns)
            if is_sum(self._words(row, amounts)):
                over.append(line.problem(SUM_ROW))
            elif line.amounts or line.unread or line.code:
                found.append(line)
        return found, over

    def _words(self, row: int, amounts: Iterable[int]) -> list[str]:
        """The texts before the amounts: what stands behind them is a remark."""
        cells = self.rows[row].items()
        return [
            text
            for column, (kind, text) in cells
            if kind == "text" and all(column < amount for amount in amounts)
        ]

    def _line(self, row: int, columns: Mapping[str, int]) -> Line:
        texts = {
            meaning: plain(self.text(row, column))
            for meaning, column in columns.items()
            if meaning not in AMOUNTS
        }
        kind = tuple(squeezed(texts.get(meaning, "")) for meaning in KINDS)
        amounts: dict[str, Decimal] = {}
        unread: dict[str, Problem] = {}
        for meaning in AMOUNTS:
            column = columns.get(meaning, 0)
            try:
                value = _number(*self.rows[row].get(column, ("", "")))
            except FigureError as problem:
                place = f"“{self.name}”{letters(column)}{row}"
                unread[meaning] = Problem(place, "", str(problem))
                continue
            if value is not None:
                amounts[meaning] = value
        code, name = squeezed(texts.get("code", "")), texts.get("name", "")
        return Line(self.name, row, code, name, (kind[0], kind[1], kind[2]), amounts, unread)


def sheets(said: Iterable[Any]) -> list[Sheet]:
    """The worksheets of the answer of the child."""
    return [_sheet(str(name), cells, areas) for name, cells, areas in said]


def found_head(every: Sequence[Sheet], known: Mapping[str, str]) -> tuple[int, int] | None:
    """The worksheet and the row in which headings most likely stand; None where there is no table.

    First a row whose headings are all `known` (heading → meaning), then the one whose words say most, where
    they name a code and an amount, then the first with the most texts: a person says which it is.
    """
    places = [(number, row) for number, sheet in enumerate(every) for row in _possible(sheet)]
    return max(places, key=lambda place: _weight(at(every[place[0]], place[1]), known), default=None)


def names_enough(meanings: Iterable[str]) -> bool:
    """Whether columns of these meanings make a ledger: a code and an amount."""
    said = set(meanings)
    return "code" in said and bool(said.intersection(AMOUNTS))


def _weight(sheet: Sheet, known: Mapping[str, str]) -> tuple[bool, int, int]:
    titles = list(sheet.titles.values())
    told = [known.get(title) for title in titles]
    meanings = set(meanings_of(titles).values()) - {""}
    is_known = None not in told and names_enough(filter(None, told))
    said = len(meanings) if names_enough(meanings) else 0
    return is_known, said, 0 if said else len(titles)


def at(sheet: Sheet, row: int) -> Sheet:
    """The worksheet with its headings in that row."""
    return Sheet(sheet.name, sheet.rows, sheet.areas, row)


def _possible(sheet: Sheet) -> Iterator[int]:
    """Rows that may hold headings: several texts."""
    for row in sorted(sheet.rows)[:HEAD_ROWS]:
        if sum(kind == "text" for kind, _ in sheet.rows[row].values()) >= FEWEST:
            yield row


def _sheet(name: str, cells: Iterable[Any], areas: Iterable[str]) -> Sheet:
    rows: dict[int, dict[int, tuple[str, str]]] = {}
    for row, column, kind, text in cells:
        if plain(str(text)):
            rows.setdefault(row, {})[column] = (kind, str(text))
    return Sheet(name, rows, tuple(map(_corners, areas)))


def _corners(area: str) -> tuple[int, int, int, int]:
    """First row, first column, last row, last column.

    >>> _corners("B2:AC14"), _corners("C3")
    ((2, 2, 14, 29), (3, 3, 3, 3))
    """
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = _address(first), _address(last or first)
    return top, left, bottom, right


def _address(text: str) -> tuple[int, int]:
    column = 0
    for letter in text:
        if letter.isalpha():
            column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int("".join(filter(str.isdecimal, text))), column


def _number(kind: str, text: str) -> Decimal | None:
    """The amount of a cell, None for an empty one; FigureError where it is none."""
    if kind in TOLD:
        raise FigureError(TOLD[kind])
    if "万" in text:
        raise FigureError(TEN_THOUSANDS.format(clip(text)))
    return parse_number(plain(text), allow_negative=True, max_digits=DIGITS, decimal_places=DECIMALS)
