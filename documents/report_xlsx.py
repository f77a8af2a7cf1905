"""自评报告 and 计算过程 as worksheets of their own, section by section: to be read and copied.

A worksheet has the columns of its tables, over which the text is merged; without a table it has one.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from openpyxl import Workbook

from core.paper.report import (
    Addressee,
    Attachments,
    Block,
    Closing,
    Cover,
    Heading,
    Paragraph,
    SimpleTable,
    Title,
)
from core.paper.sheet import Sheet
from documents.drawn_cells import look_of, write
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
TABLE_TITLE = Look("heading")


def report_xlsx(blocks: tuple[Block, ...], imprint: Imprint) -> bytes:
    """Return the workbook of a form that asks for a report and no table."""
    book = Workbook()
    book.remove(book.active)
    add_text(book, REPORT, blocks, imprint)
    return workbook_bytes(book, imprint)


def add_text(book: Workbook, name: str, blocks: tuple[Block, ...], imprint: Imprint) -> None:
    """Add the worksheet `name`: a row for each line of the cover, heading, paragraph, and row of a table."""
    page = book.create_sheet(name)
    sheets = [block.sheet for block in blocks if isinstance(block, SimpleTable)]
    edges = sorted({0, WIDTH, *(edge for sheet in sheets for edge in _edges(sheet))})
    pen, row = Pen(page), 1
    for number, (left, right) in enumerate(pairwise(edges), start=1):
        pen.width(number, right - left)
    for block in blocks:
        if isinstance(block, SimpleTable):
            row = _add_table(pen, row, block.sheet, edges)
        for text, look in _lines(block):
            row = _add(pen, row, text, look, len(edges) - 1)
    set_up_page(page, imprint, landscape=False)


def _edges(sheet: Sheet) -> list[int]:
    """Where the columns of a table begin and end, in mm of the worksheet."""
    ends = accumulate(sheet.widths, initial=0)
    return [WIDTH * end // sum(sheet.widths) for end in ends]


def _add_table(pen: Pen, row: int, sheet: Sheet, edges: list[int]) -> int:
    """Draw a table below its title; return the next row."""
    for title in sheet.title:
        row = _add(pen, row, title, TABLE_TITLE, len(edges) - 1)
    places = [edges.index(edge) for edge in _edges(sheet)]
    for number, cells in enumerate(sheet.rows):
        for cell in cells:
            first, last = places[cell.column], places[cell.column + 1]
            if last - first > 1:
                pen.merge(row + number, first + 1, 1, last - first, look_of(cell))
            write(pen, row + number, first + 1, cell)
        pen.height(row + number, max(row_height(cell.text, sheet.width_of(cell)) for cell in cells))
    return row + sheet.row_count


def _lines(block: Block) -> list[tuple[str, Look]]:
    """What a block has to read, each line with its looks; nothing of a table, which is drawn."""
    match block:
        case Cover():
            fields = [(f"{field.label}：{field.text}", BODY) for field in block.fields]
            return [*((line, CENTRED) for line in block.title), *fields]
        case Title():
            return [(line, CENTRED) for line in block.lines]
        case Heading():
            return [(f"{block.number}{block.text}", HEADING)]
        case Paragraph():
            return [(block.text, BODY)]
        case Addressee():
            return [(f"{block.name}：", BODY)]
        case Closing():
            return [(field.text or field.label, BODY) for field in block.lines]
        case Attachments():
            return [(f"附件：{name}", BODY) for name in block.names]
    return []


def _add(pen: Pen, row: int, text: str, look: Look, across: int) -> int:
    """Write one line over all columns, in as many rows as a long paragraph needs; return the next row."""
    pen.text(row, 1, text, look)
    count = 1 + columns(text) // int(WIDTH * CHARACTERS_PER_MM * LINES_A_ROW)
    height = 28.0 if look is CENTRED else row_height(text, WIDTH)
    for number in range(row, row + count):
        pen.height(number, HIGHEST if count > 1 else height)
    if count > 1 or across > 1:
        pen.merge(row, 1, count, across)
    return row + count
