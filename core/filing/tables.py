"""Simple tables in the text of a report: a line 【表】 with its title, then a line for each row.

The cells of a row stand between bars or tabs; the first row is the head; the table ends before the first
line without either. So a table is words of its section: it is stored, frozen, compared, taken along and
copied with them, and a text without one has the hash that it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.figures.text import FigureError, quoted

OPENS = "【表】"
BAR = re.compile(r"[|｜\t]")
MOST_COLUMNS, MOST_ROWS, LONGEST_CELL = 8, 40, 100
"""Of one table: columns, rows with the head, signs in a cell. What is larger belongs into an annex."""
NO_ROWS = "表格{}下面没有内容。请在“【表】”的下一行写表头，再下一行起写各行，栏与栏之间用“|”隔开。"
ONE_ROW = "表格{}只有表头，没有内容。请在表头下面写各行，栏与栏之间用“|”隔开。"
NO_HEAD = "表格{}的表头第{}栏是空的，请写上这一栏的名称。"
TOO_WIDE = "表格{}有{}栏，最多{}栏，请删去不需要的栏，或作为附件另附。"
TOO_LONG = "表格{}有{}行（含表头），最多{}行，请删减，或作为附件另附。"
UNEVEN = "表格{}第{}行有{}栏，表头只有{}栏，请删去多出的“|”，或在表头补上栏名。"
LONG_CELL = "表格{}第{}行第{}栏有{}字，每格最多{}字，请删减，或写在正文里。"


@dataclass(frozen=True)
class Entry:
    """One cell: what stands in it, and where that begins in the text."""

    text: str
    start: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.start + len(self.text)


@dataclass(frozen=True)
class Table:
    """`rows`: as typed, the head first. It takes up the text from `start` to before `end`."""

    title: str
    rows: tuple[tuple[Entry, ...], ...]
    start: int
    end: int

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What stands in its cells; rows that were typed short are filled up with empty ones."""
        return tuple(tuple(one.text for one in row) + ("",) * (self.width - len(row)) for row in self.rows)


@lru_cache(maxsize=64)
def tables_in(text: str) -> tuple[Table, ...]:
    """Return the tables of a text in their order; a line 【表】 without rows below it is none.

    >>> (table,) = tables_in("如下：\\n【表】经费\\n来源 | 金额\\n县级 | 71.73\\n此外没有。")
    >>> table.title, table.texts
    ('经费', (('来源', '金额'), ('县级', '71.73')))
    """
    return tuple(table for table in _opened(text) if table.rows)


def without_tables(text: str) -> str:
    """Return the prose of a text: as long as it is, with a full stop and empty lines for each table.

    >>> without_tables("如下：\\n【表】\\n甲|乙\\n1|2\\n以上。")
    '如下：\\n。\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n以上。'
    """
    for table in tables_in(text):
        blank = "。" + "\n" * (table.end - table.start - 1)
        text = text[: table.start] + blank + text[table.end :]
    return text


def named_alone(text: str) -> str:
    """Return the text with the title of each table alone, where the tables themselves are shown beside it."""
    for table in reversed(tables_in(text)):
        text = f"{text[: table.start]}{OPENS}{table.title}（见下）\n{text[table.end :]}"
    return text.removesuffix("\n")


def check_tables(text: str) -> None:
    """Refuse a table that cannot be printed; FigureError says which, and what to do."""
    for number, table in enumerate(_opened(text), start=1):
        _check(table, quoted(table.title) if table.title else str(number))


def _check(table: Table, name: str) -> None:
    if not table.rows:
        raise FigureError(NO_ROWS.format(name))
    if len(table.rows) == 1:
        raise FigureError(ONE_ROW.format(name))
    if len(table.rows) > MOST_ROWS:
        raise FigureError(TOO_LONG.format(name, len(table.rows), MOST_ROWS))
    columns = len(table.rows[0])
    if columns > MOST_COLUMNS:
        raise FigureError(TOO_WIDE.format(name, columns, MOST_COLUMNS))
    for number, row in enumerate(table.rows, start=1):
        if len(row) > columns:
            raise FigureError(UNEVEN.format(name, number, len(row), columns))
        _check_cells(row, name, number)


def _check_cells(row: tuple[Entry, ...], name: str, number: int) -> None:
    for place, entry in enumerate(row, start=1):
        if not entry.text and number == 1:
            raise FigureError(NO_HEAD.format(name, place))
        if len(entry.text) > LONGEST_CELL:
            raise FigureError(LONG_CELL.format(name, number, place, len(entry.text), LONGEST_CELL))


def _opened(text: str) -> Iterator[Table]:
    """Every table that a line opens, also where no row follows."""
    if OPENS not in text:
        return
    title, start, end = "", -1, 0
    rows: list[tuple[Entry, ...]] = []
    for line in text.splitlines(keepends=True):
        at, end = end, end + len(line)
        opens = line.strip().startswith(OPENS)
        if start >= 0 and (opens or not BAR.search(line)):
            yield Table(title, tuple(rows), start, at)
            start, rows = -1, []
        if opens:
            title, start = line.strip().removeprefix(OPENS).strip(), at
        elif start >= 0:
            rows.append(_row(line, at))
    if start >= 0:
        yield Table(title, tuple(rows), start, end)


def _row(line: str, at: int) -> tuple[Entry, ...]:
    found = []
    for part in BAR.split(line):
        text = part.strip()
        found.append(Entry(text, at + part.index(text)))
        at += len(part) + 1
    return tuple(found)
