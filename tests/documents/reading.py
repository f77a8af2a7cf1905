"""Reads a printed table back, cell by cell with position and span, knowing nothing of how it was made.

PDF: the ruled lines make the cells, the characters inside make their texts; pages are put together again:
a repeated header row and a label with （续） are taken back. XLSX: merged ranges make the cells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pdfplumber

from tests.tracing import untraced

CONTINUED = "（续）"
NEAR = 1.5  # points


@dataclass(frozen=True, order=True)
class ReadCell:
    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


@untraced
def read_pdf(content: bytes) -> list[ReadCell]:
    """Every cell of the table, pages put together, texts without white space."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        pages = [_boxes(page) for page in pdf.pages]
    columns = _edges(x for boxes in pages for (x0, _, x1, _), _ in boxes for x in (x0, x1))
    whole: list[ReadCell] = []
    for boxes in pages:
        whole = _put_together(whole, _grid(boxes, columns))
    return sorted(whole)


@untraced
def pages_of(content: bytes) -> list[list[ReadCell]]:
    """The cells of each page for itself."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        pages = [_boxes(page) for page in pdf.pages]
    columns = _edges(x for boxes in pages for (x0, _, x1, _), _ in boxes for x in (x0, x1))
    return [sorted(_grid(boxes, columns)) for boxes in pages]


@untraced
def pdf_text(content: bytes) -> str:
    """All text of the file without white space."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return squeezed("".join(page.extract_text() or "" for page in pdf.pages))


def squeezed(text: str) -> str:
    return "".join(text.split())


Box = tuple[float, float, float, float]


def _boxes(page: Any) -> list[tuple[Box, str]]:
    tables = page.find_tables()
    return [(cell, _text(page, cell)) for table in tables for cell in table.cells]


def _text(page: Any, box: Box) -> str:
    x0, top, x1, bottom = box
    inside = [
        char
        for char in page.chars
        if x0 < (char["x0"] + char["x1"]) / 2 < x1 and top < (char["top"] + char["bottom"]) / 2 < bottom
    ]
    inside.sort(key=lambda char: char["bottom"])
    lines: list[list[Any]] = []
    for char in inside:
        if lines and char["bottom"] - lines[-1][0]["bottom"] < 5:
            lines[-1].append(char)
        else:
            lines.append([char])
    ordered = [char["text"] for line in lines for char in sorted(line, key=lambda char: char["x0"])]
    return squeezed("".join(ordered))


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > NEAR:
            edges.append(place)
    return edges


def _index(place: float, edges: list[float]) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - place))


def _grid(boxes: list[tuple[Box, str]], columns: list[float]) -> list[ReadCell]:
    rows = _edges(y for (_, top, _, bottom), _ in boxes for y in (top, bottom))
    return [
        ReadCell(
            _index(top, rows),
            _index(x0, columns),
            _index(bottom, rows) - _index(top, rows),
            _index(x1, columns) - _index(x0, columns),
            text,
        )
        for (x0, top, x1, bottom), text in boxes
    ]


def _put_together(whole: list[ReadCell], page: list[ReadCell]) -> list[ReadCell]:
    if not whole:
        return page
    headers = {_row_key(whole, cell.row) for cell in whole}
    if _row_key(page, 0) in headers:
        page = [_without_first_row(cell) for cell in page if (cell.row, cell.rowspan) != (0, 1)]
    below = max(cell.row + cell.rowspan for cell in whole)
    for cell in sorted(page):
        moved = replace(cell, row=cell.row + below)
        whole = _continued(whole, moved) if cell.text.endswith(CONTINUED) else [*whole, moved]
    return whole


def _row_key(cells: list[ReadCell], row: int) -> tuple[tuple[int, int, str], ...]:
    """What stands in cells of this row alone; a label beside several rows does not count."""
    return tuple(sorted((c.column, c.colspan, c.text) for c in cells if c.row == row and c.rowspan == 1))


def _without_first_row(cell: ReadCell) -> ReadCell:
    if cell.row == 0:
        return replace(cell, rowspan=cell.rowspan - 1)
    return replace(cell, row=cell.row - 1)


def _continued(whole: list[ReadCell], more: ReadCell) -> list[ReadCell]:
    """Lengthen the label above that goes on in `more`."""
    text = more.text.removesuffix(CONTINUED)
    above = next(
        cell
        for cell in whole
        if (cell.column, cell.text, cell.row + cell.rowspan) == (more.column, text, more.row)
    )
    return [cell for cell in whole if cell != above] + [replace(above, rowspan=above.rowspan + more.rowspan)]


@untraced
def read_xlsx(content: bytes) -> list[ReadCell]:
    """Every cell of the first worksheet's grid as it shows: a number through its number format."""
    page = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    merged = {(area.min_row, area.min_col): area for area in page.merged_cells.ranges}
    covered = {
        (row, column)
        for area in merged.values()
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    cells = []
    for line in page.iter_rows():
        for cell in line:
            place = (cell.row, cell.column)
            if cell.border.left.style and (place in merged or place not in covered):
                area = merged.get(place)
                rowspan = area.max_row - area.min_row + 1 if area else 1
                colspan = area.max_col - area.min_col + 1 if area else 1
                cells.append(ReadCell(cell.row, cell.column - 1, rowspan, colspan, shown(cell)))
    top = min(cell.row for cell in cells)
    return sorted(replace(cell, row=cell.row - top) for cell in cells)


def shown(cell: Any) -> str:
    """What a spreadsheet shows: text as it is, a number by its format (0, 0.00, #,##0.0, 0.0%)."""
    if cell.value is None:
        return ""
    if cell.data_type == "s":
        return squeezed(cell.value)
    assert cell.data_type == "n", cell.data_type
    number = Decimal(str(cell.value))
    pattern = cell.number_format
    percent = pattern.endswith("%")
    decimals = len(pattern.rstrip("%").partition(".")[2])
    shifted = number.scaleb(2) if percent else number
    text = f"{shifted:,.{decimals}f}" if "," in pattern else f"{shifted:.{decimals}f}"
    return text + "%" * percent
