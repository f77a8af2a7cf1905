"""自评表 as a workbook: the Sheet's cells and spans; numbers as numbers, text never a formula (F8)."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.paper.printing import shown_number
from core.paper.report import Block
from core.paper.sheet import PrintedLine, Sheet, SheetCell
from documents.imprint import Imprint
from documents.report_xlsx import add_report
from documents.workbook import (
    BODY,
    CHARACTERS_PER_MM,
    HEADING,
    TITLE,
    put_text,
    row_height,
    set_up_page,
    workbook_bytes,
)

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHEET_NAME = "自评表"


def table_xlsx(sheet: Sheet, blocks: tuple[Block, ...], imprint: Imprint) -> bytes:
    """Return the workbook: 自评表, and 自评报告 section by section where there is one."""
    book = Workbook()
    page = book.active
    page.title = SHEET_NAME
    _draw(page, sheet)
    set_up_page(page, imprint, landscape=sheet.orientation == "landscape")
    if blocks:
        add_report(book, blocks, imprint)
    return workbook_bytes(book, imprint)


@dataclass(frozen=True)
class _Across:
    """A line over the whole width: of the title, or for signatures."""

    text: str
    font: Font = BODY
    height: int = 20
    align: str = "center"


def _draw(page: Worksheet, sheet: Sheet) -> None:
    for number, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = round(width * CHARACTERS_PER_MM, 2)
    above = _above(sheet)
    for row, line in enumerate(above, start=1):
        _across(page, row, line, sheet)
    top = len(above) + 1
    for cell in sheet.cells:
        _cell(page, cell, top)
    for number, cells in enumerate(sheet.rows):
        page.row_dimensions[top + number].height = _height(sheet, cells)
    if sheet.foot:
        _across(page, top + sheet.row_count, _Across(_line(sheet.foot), height=36, align="left"), sheet)


def _above(sheet: Sheet) -> list[_Across]:
    lines = [_Across(line, TITLE, height=28) for line in sheet.title]
    if sheet.year_line:
        lines.append(_Across(sheet.year_line))
    if sheet.head:
        lines.append(_Across(_line(sheet.head), align="left"))
    return lines


def _line(lines: tuple[PrintedLine, ...]) -> str:
    """The signing line in one cell; a place to sign or to seal is left free behind its label."""
    return "　　　　".join(f"{line.label}：{line.text}" for line in lines)


def _across(page: Worksheet, row: int, line: _Across, sheet: Sheet) -> None:
    cell = put_text(page.cell(row, 1), line.text)
    cell.font = line.font
    cell.alignment = Alignment(horizontal=line.align, vertical="center", wrap_text=True)
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(sheet.widths))
    page.row_dimensions[row].height = line.height


def _cell(page: Worksheet, cell: SheetCell, top: int) -> None:
    first = page.cell(top + cell.row, cell.column + 1)
    _put(first, cell)
    for row in range(cell.row, cell.bottom):
        for column in range(cell.column, cell.column + cell.colspan):
            page.cell(top + row, column + 1).border = BOX
    first.font = HEADING if cell.is_label else BODY
    first.alignment = Alignment(horizontal=cell.align, vertical="center", wrap_text=True)
    if cell.rowspan > 1 or cell.colspan > 1:
        page.merge_cells(
            start_row=first.row,
            start_column=first.column,
            end_row=first.row + cell.rowspan - 1,
            end_column=first.column + cell.colspan - 1,
        )


def _put(target: Cell, cell: SheetCell) -> None:
    """Write a number as a number that is shown as it was typed, everything else as text."""
    shown = shown_number(cell.text) if cell.is_number else None
    if shown is None:
        put_text(target, cell.text)
        return
    target.value, target.number_format = shown


def _height(sheet: Sheet, row: tuple[SheetCell, ...]) -> float:
    """Excel does not fit the height of merged cells: give each row what its own cells need."""
    own = [row_height(cell.text, sheet.width_of(cell)) / cell.rowspan for cell in row]
    return max([18.0, *own])
