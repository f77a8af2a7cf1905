"""Worksheets of lists, written to be changed by hand and read back: headings, rows, lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from documents.imprint import Imprint
from documents.workbook import CHARACTERS_PER_MM, Look, Pen, row_height, workbook_bytes

CHOICES_SHEET = "选项"
HEADING = Look("heading", "left", boxed=True)
TEXT = Look("body", "left", vertical="top", boxed=True)
NUMBER = Look("body", "left", vertical="top", boxed=True, number_format="General")
ALWAYS_TEXT = "@"
ROOM = 500
"""Rows in which a list can be chosen from, those still to be written among them."""
NOT_LISTED = "请从列表中选择。"
NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)

Value = str | Decimal
Choices = tuple[str, ...]


@dataclass(frozen=True)
class ListSheet:
    """`widths`: of the columns, in mm. `chosen`: what may stand in a column, by its number from 1;
    `chosen_at`: the same for one cell, by row and column.
    """

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Value, ...], ...]
    chosen: Mapping[int, Choices] = field(default_factory=dict)
    chosen_at: Mapping[tuple[int, int], Choices] = field(default_factory=dict)


def lists_xlsx(title: str, sheets: Sequence[ListSheet]) -> bytes:
    """Return the workbook, with one sheet more for what can be chosen; equal sheets give equal bytes."""
    book = Workbook()
    book.remove(book.active)
    known = _places(sheets)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        _write(page, sheet.headings, sheet.rows, sheet.widths)
        _offer(page, sheet, known)
    _write(book.create_sheet(CHOICES_SHEET), *_listed(known))
    return workbook_bytes(book, Imprint("", title, "", NO_TIME))


def _write(
    page: Worksheet, headings: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int]
) -> None:
    pen = Pen(page)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        dimension = page.column_dimensions[get_column_letter(column)]
        dimension.width, dimension.number_format = width * CHARACTERS_PER_MM, ALWAYS_TEXT
        pen.text(1, column, heading, HEADING)
    page.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if isinstance(value, Decimal):
                pen.number(number, column, value, NUMBER)
            else:
                pen.text(number, column, value, TEXT)
        heights = (row_height(str(value), width) for value, width in zip(row, widths, strict=True))
        page.row_dimensions[number].height = max(heights)


def _places(sheets: Sequence[ListSheet]) -> dict[Choices, int]:
    """Every list of choices once, and the column in which it stands."""
    lists = [
        one for sheet in sheets for some in (sheet.chosen, sheet.chosen_at) for one in some.values() if one
    ]
    return {one: number for number, one in enumerate(dict.fromkeys(lists), start=1)}


def _offer(page: Worksheet, sheet: ListSheet, known: Mapping[Choices, int]) -> None:
    """Let the cells be chosen from their lists."""
    wanted: dict[Choices, list[str]] = {}
    for column, choices in sheet.chosen.items():
        letter = get_column_letter(column)
        wanted.setdefault(choices, []).append(f"{letter}2:{letter}{ROOM + len(sheet.rows)}")
    for (row, column), choices in sheet.chosen_at.items():
        wanted.setdefault(choices, []).append(f"{get_column_letter(column)}{row}")
    for choices, cells in wanted.items():
        letter = get_column_letter(known[choices])
        formula = f"'{CHOICES_SHEET}'!${letter}$2:${letter}${len(choices) + 1}"
        offered = DataValidation("list", formula1=formula, allow_blank=True, error=NOT_LISTED)
        offered.showErrorMessage = True
        for one in cells:
            offered.add(one)
        page.add_data_validation(offered)


def _listed(known: Mapping[Choices, int]) -> tuple[list[str], list[list[Value]], list[int]]:
    """The sheet of what can be chosen: one list in each column."""
    longest = max(map(len, known), default=0)
    rows: list[list[Value]] = [
        [one[row] if row < len(one) else "" for one in known] for row in range(longest)
    ]
    return [f"可选内容{number}" for number in known.values()], rows, [40] * len(known)
