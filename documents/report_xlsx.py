"""自评报告 and 计算过程 as worksheets of their own, section by section: to be read and copied."""

from __future__ import annotations

from openpyxl import Workbook

from core.paper.report import Addressee, Block, Closing, Cover, Heading, Paragraph, Title
from documents.imprint import Imprint
from documents.workbook import (
    CHARACTERS_PER_MM,
    HIGHEST,
    Look,
    Pen,
    columns,
    row_height,
    set_up_page,
    workbook_bytes,
)

REPORT = "自评报告"
WIDTH = 170
LINES_A_ROW = 25
CENTRED = Look("title", vertical="top")
HEADING = Look("heading", "left", vertical="top")
BODY = Look("body", "left", vertical="top")


def report_xlsx(blocks: tuple[Block, ...], imprint: Imprint) -> bytes:
    """Return the workbook of a form that asks for a report and no table."""
    book = Workbook()
    book.remove(book.active)
    add_text(book, REPORT, blocks, imprint)
    return workbook_bytes(book, imprint)


def add_text(book: Workbook, name: str, blocks: tuple[Block, ...], imprint: Imprint) -> None:
    """Add the worksheet `name`: one row for each line of the cover, each heading, each paragraph."""
    page = book.create_sheet(name)
    page.column_dimensions["A"].width = WIDTH * CHARACTERS_PER_MM
    pen, row = Pen(page), 1
    for text, look in _lines(blocks):
        row = _add(pen, row, text, look)
    set_up_page(page, imprint, landscape=False)


def _lines(blocks: tuple[Block, ...]) -> list[tuple[str, Look]]:
    lines: list[tuple[str, Look]] = []
    for block in blocks:
        match block:
            case Cover():
                lines += [(line, CENTRED) for line in block.title]
                lines += [(f"{field.label}：{field.text}", BODY) for field in block.fields]
            case Title():
                lines += [(line, CENTRED) for line in block.lines]
            case Heading():
                lines.append((f"{block.number}{block.text}", HEADING))
            case Paragraph():
                lines.append((block.text, BODY))
            case Addressee():
                lines.append((f"{block.name}：", BODY))
            case Closing():
                lines += [(field.text or field.label, BODY) for field in block.lines]
            case _:
                lines += [(f"附件：{name}", BODY) for name in block.names]
    return lines


def _add(pen: Pen, row: int, text: str, look: Look) -> int:
    """Write one line; a paragraph higher than a row may be takes several, merged. Return the next row."""
    pen.text(row, 1, text, look)
    count = 1 + columns(text) // int(WIDTH * CHARACTERS_PER_MM * LINES_A_ROW)
    height = 28.0 if look is CENTRED else row_height(text, WIDTH)
    for number in range(row, row + count):
        pen.page.row_dimensions[number].height = HIGHEST if count > 1 else height
    if count > 1:
        pen.merge(row, 1, count, 1)
    return row + count
