"""自评表 as a workbook: the Sheet's cells and spans; numbers as numbers, text never a formula (F8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import Workbook

from core.paper.report import Block
from core.paper.sheet import PrintedLine, Sheet, SheetCell
from documents.drawn_cells import look_of, write
from documents.imprint import Imprint
from documents.report_xlsx import REPORT, add_text
from documents.workbook import (
    Face,
    Look,
    Pen,
    row_height,
    set_up_page,
    workbook_bytes,
)

SHEET_NAME = "自评表"
WORKINGS, BREAKDOWN = "计算过程", "分单位明细"
Texts = tuple[Block, ...]


def table_xlsx(
    sheet: Sheet,
    blocks: Texts,
    imprint: Imprint,
    *,
    workings: Texts = (),
    breakdown: Sheet | None = None,
    name: str = SHEET_NAME,
) -> bytes:
    """Return the workbook: the table, then 分单位明细, 自评报告 and 计算过程, each where there is one."""
    book = Workbook()
    page = book.active
    page.title = name
    draw(Pen(page), sheet)
    set_up_page(page, imprint, landscape=sheet.orientation == "landscape")
    if breakdown is not None:
        more = book.create_sheet(BREAKDOWN)
        draw(Pen(more), breakdown)
        set_up_page(more, imprint, landscape=False)
    for heading, texts in ((REPORT, blocks), (WORKINGS, workings)):
        if texts:
            add_text(book, heading, texts, imprint)
    return workbook_bytes(book, imprint)


@dataclass(frozen=True)
class _Across:
    """A line over the whole width: of the title, or for signatures."""

    text: str
    face: Face = "body"
    height: float = 20
    align: str = "center"


def draw_cell(pen: Pen, cell: SheetCell, top: int) -> None:
    """A cell where it stands, with room for what it spans."""
    write(pen, *spread(pen, cell, top, look_of(cell)), cell)


def draw(pen: Pen, sheet: Sheet, cell: Callable[[Pen, SheetCell, int], None] = draw_cell) -> None:
    """Draw the title, every cell by `cell`, the signing line; row 0 of the grid is row `top` of the page."""
    for number, width in enumerate(sheet.widths, start=1):
        pen.width(number, width)
    above = _above(sheet)
    for row, line in enumerate(above, start=1):
        _across(pen, row, line, sheet)
    top = len(above) + 1
    for one in sheet.cells:
        cell(pen, one, top)
    for number, cells in enumerate(sheet.rows):
        pen.height(top + number, _height(sheet, cells))
    for row, line in enumerate(_below(sheet), start=top + sheet.row_count):
        _across(pen, row, line, sheet)


def _above(sheet: Sheet) -> list[_Across]:
    lines = [_Across(line, "title", height=28) for line in sheet.title]
    if sheet.year_line:
        lines.append(_Across(sheet.year_line))
    if sheet.head:
        lines.append(_Across(_line(sheet.head), align="left"))
    return lines


def _below(sheet: Sheet) -> list[_Across]:
    notes = [_line((line,)) for line in sheet.foot if line.place == "note"]
    beside = _line(tuple(line for line in sheet.foot if line.place != "note"))
    lines = [_Across(note, height=row_height(note, sum(sheet.widths)), align="left") for note in notes]
    return [*lines, _Across(beside, height=36, align="left")] if beside else lines


def _line(lines: tuple[PrintedLine, ...]) -> str:
    """The signing line in one cell; a place to sign or to seal is left free behind its label."""
    return "　　　　".join(f"{line.label}：{line.text}" for line in lines)


def _across(pen: Pen, row: int, line: _Across, sheet: Sheet) -> None:
    pen.text(row, 1, line.text, Look(line.face, line.align))
    pen.merge(row, 1, 1, len(sheet.widths))
    pen.height(row, line.height)


def spread(pen: Pen, cell: SheetCell, top: int, look: Look) -> tuple[int, int]:
    """Make room for the cell and return its row and column on the page."""
    row, column = top + cell.row, cell.column + 1
    if cell.rowspan > 1 or cell.colspan > 1:
        pen.merge(row, column, cell.rowspan, cell.colspan, look)
    return row, column


def _height(sheet: Sheet, row: tuple[SheetCell, ...]) -> float:
    """Excel does not fit the height of merged cells: give each row what its own cells need."""
    own = [row_height(cell.text, sheet.width_of(cell)) / cell.rowspan for cell in row]
    return max([18.0, *own])
