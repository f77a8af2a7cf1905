"""The worksheets of a workbook that came back: where its rows and columns are now, by their marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.figures.text import narrow
from documents.offline import CORNER, Key

AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
Place = tuple[int, int]
NOWHERE: Place = (0, 0)


@dataclass(frozen=True)
class Came:
    """What stands in a cell; `kind` as the child tells it (foundation.intake.filled)."""

    kind: str
    text: str


EMPTY = Came("text", "")


@dataclass(frozen=True)
class Page:
    """One worksheet: what stands where (rows and columns from 1), and its merged areas."""

    name: str
    cells: Mapping[Place, Came]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def at(self, place: Place) -> Came:
        return self.cells.get(place, EMPTY)

    def says(self, place: Place) -> str:
        return plain(self.at(place).text)

    def address(self, place: Place) -> str:
        """“自评表”的C5."""
        return f"“{self.name}”的{letters(place[1])}{place[0]}"

    def is_covered(self, place: Place) -> bool:
        """Whether a merged area hides the cell behind another one."""
        row, column = place
        return any(
            top <= row <= bottom and left <= column <= right and place != (top, left)
            for top, left, bottom, right in self.merged
        )

    @cached_property
    def corner(self) -> Place:
        return next((place for place, came in self.cells.items() if came.text.startswith(CORNER)), NOWHERE)

    @property
    def number(self) -> str:
        """Which worksheet it was when it went out; empty for one that was not there."""
        return self.at(self.corner).text.removeprefix(CORNER)

    @cached_property
    def marked_rows(self) -> Mapping[str, list[int]]:
        top, left = self.corner
        return _listed(
            (self.says((row, left)), row) for row, column in self.cells if column == left and row > top
        )

    @cached_property
    def marked_columns(self) -> Mapping[str, list[int]]:
        top, left = self.corner
        return _listed(
            (self.says((top, column)), column) for row, column in self.cells if row == top and column > left
        )


def pages(said: Iterable[Any]) -> list[Page]:
    """Read what the child answered."""
    return [
        Page(
            name,
            {(row, column): Came(kind, text) for row, column, kind, text in cells},
            tuple(_areas(merged)),
        )
        for name, cells, merged in said
    ]


def plain(text: str) -> str:
    """A text as it is compared: without what nobody sees at its ends, lines ended in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def letters(column: int) -> str:
    """The name of a column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number_of(name: str) -> int:
    """The number of a column.

    >>> number_of("A"), number_of("AB")
    (1, 28)
    """
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def _listed(found: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for mark, place in sorted(found, key=lambda one: one[1]):
        places[mark].append(place)
    return places


def _areas(merged: Iterable[str]) -> Iterator[tuple[int, int, int, int]]:
    for text in merged:
        if found := AREA.fullmatch(text):
            left, top, right, bottom = found.groups()
            yield int(top), number_of(left), int(bottom), number_of(right)


@dataclass(frozen=True)
class Found:
    """Where the rows and columns of one worksheet are now; what is not there is left out.

    `rows` by their labels where they have one, else by their marks; `as_marked` by the marks alone.
    """

    page: Page
    rows: Mapping[str, int]
    as_marked: Mapping[str, int]
    columns: Mapping[str, int]

    def place(self, key: Key) -> Place | None:
        row, column = self.rows.get(key.row), self.columns.get(key.column)
        return (row, column) if row and column else None

    def places(self, key: Key) -> list[Place]:
        """Where locked words may stand: a sort may have left them behind or taken them along."""
        column = self.columns.get(key.column, 0)
        rows = dict.fromkeys([self.rows.get(key.row, 0), self.as_marked.get(key.row, 0)])
        return [(row, column) for row in rows if row and column]


def find(page: Page, keys: Iterable[Key]) -> Found:
    """Find again what `keys` say of this worksheet."""
    keys = list(keys)
    columns = {mark: at[0] for mark, at in page.marked_columns.items() if len(at) == 1}
    as_marked = {mark: at[0] for mark, at in page.marked_rows.items() if len(at) == 1}
    labels = {key.row: key for key in keys if key.role == "label" and key.column in columns}
    names = {_name(key.text) for key in labels.values()}
    said = {column: _said(page, column) for column in {columns[key.column] for key in labels.values()}}
    rows = {}
    for mark in dict.fromkeys(key.row for key in keys):
        label, row = labels.get(mark), as_marked.get(mark, 0)
        if label:
            row = _by_label(_name(label.text), row, said[columns[label.column]], names)
        if row:
            rows[mark] = row
    return Found(page, rows, as_marked, columns)


def _said(page: Page, column: int) -> dict[int, str]:
    """The labels that stand in a column, by their rows."""
    return {row: _name(came.text) for (row, at), came in page.cells.items() if at == column}


def _by_label(name: str, marked: int, said: Mapping[int, str], names: set[str]) -> int:
    """The row that says so, else the marked one; 0 where that says another one's name."""
    named = [row for row, other in said.items() if other == name]
    if len(named) == 1:
        return named[0]
    is_anothers = said.get(marked, "") in names - {name}
    return marked if marked in named or not (named or is_anothers) else 0


def _name(text: str) -> str:
    """A label as it is compared: spaces and widths do not matter."""
    return "".join(narrow(text).split())
