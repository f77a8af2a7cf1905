"""自评报告 as the workbook's second worksheet, section by section: what was typed, to be read and copied."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from core.paper.report import Block, Cover, Heading, Paragraph, Title
from documents.imprint import Imprint
from documents.workbook import (
    BODY,
    CHARACTERS_PER_MM,
    HEADING,
    HIGHEST,
    TITLE,
    columns,
    put_text,
    row_height,
    set_up_page,
)

SHEET_NAME = "自评报告"
WIDTH = 170
LINES_A_ROW = 25


def add_report(book: Workbook, blocks: tuple[Block, ...], imprint: Imprint) -> None:
    """Add the worksheet: one row for each line of the cover, each heading, each paragraph."""
    page = book.create_sheet(SHEET_NAME)
    page.column_dimensions["A"].width = WIDTH * CHARACTERS_PER_MM
    row = 1
    for text, font, horizontal in _lines(blocks):
        row = _add(page, row, text, font, horizontal)
    set_up_page(page, imprint, landscape=False)


def _lines(blocks: tuple[Block, ...]) -> list[tuple[str, Font, str]]:
    lines: list[tuple[str, Font, str]] = []
    for block in blocks:
        match block:
            case Cover():
                lines += [(line, TITLE, "center") for line in block.title]
                lines += [(f"{field.label}：{field.text}", BODY, "left") for field in block.fields]
            case Title():
                lines += [(line, TITLE, "center") for line in block.lines]
            case Heading():
                lines.append((f"{block.number}{block.text}", HEADING, "left"))
            case Paragraph():
                lines.append((block.text, BODY, "left"))
            case _:
                lines += [(f"附件：{name}", BODY, "left") for name in block.names]
    return lines


def _add(page: Worksheet, row: int, text: str, font: Font, horizontal: str) -> int:
    """Write one line; a paragraph higher than a row may be takes several, merged. Return the next row."""
    cell = put_text(page.cell(row, 1), text)
    cell.font = font
    cell.alignment = Alignment(horizontal=horizontal, vertical="top", wrap_text=True)
    count = 1 + columns(text) // int(WIDTH * CHARACTERS_PER_MM * LINES_A_ROW)
    height = 28.0 if font is TITLE else row_height(text, WIDTH)
    for number in range(row, row + count):
        page.row_dimensions[number].height = HIGHEST if count > 1 else height
    if count > 1:
        page.merge_cells(start_row=row, start_column=1, end_row=row + count - 1, end_column=1)
    return row + count
