"""股室填报单 as a workbook: a worksheet for each project, read back by its marks as 离线填报表 is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from openpyxl import Workbook

from documents.offline import Key, Role
from documents.offline_xlsx import (
    GUIDE,
    HEADING,
    PLAIN,
    TOP,
    YELLOW,
    Drawing,
    hide_rest,
    mark,
    protect,
)
from documents.slips import HEADINGS, Slip, SlipSheet
from documents.workbook import Look, Pen, row_height, set_up_page, sheet_name, workbook_bytes

WIDTHS = (62, 36, 36, 50, 50, 50, 44)
TOP_ROWS = 2
LEAST, LEAST_BOX = 30.0, 60.0
WIDE = 150
LONGEST_TITLE = 25
ENTRIES = ("栏目", "填写内容")
LEGEND = "黄色：请填写；其他单元格已锁定，不需填写。"


def slip_xlsx(slip: Slip) -> bytes:
    """Return the workbook; equal content gives equal bytes."""
    book = Workbook()
    book.remove(book.active)
    drawing = Drawing(book)
    _guide(book, slip)
    facts = list(slip.facts)
    for number, sheet in enumerate(slip.sheets, start=1):
        _sheet(drawing, sheet, number)
        own = (("number", sheet.number), ("form", sheet.form), ("subject", sheet.subject))
        facts += [(f"{name} {number}", text) for name, text in own]
    for page in book.worksheets:
        set_up_page(page, slip.imprint, landscape=True)
        protect(page)
    hide_rest(drawing, facts)
    return workbook_bytes(book, slip.imprint)


def _guide(book: Workbook, slip: Slip) -> None:
    pen = Pen(book.create_sheet(GUIDE))
    pen.width(1, WIDE)
    pen.text(1, 1, slip.imprint.title, Look("title"))
    pen.height(1, 36)
    pen.text(2, 1, LEGEND, replace(TOP, ground=YELLOW))
    for row, line in enumerate(slip.guide, start=3):
        pen.text(row, 1, line, PLAIN)
        pen.height(row, row_height(line, WIDE))


def _sheet(drawing: Drawing, sheet: SlipSheet, number: int) -> None:
    pen, page = drawing.page(sheet_name(number, sheet.subject, longest=LONGEST_TITLE))
    for column, width in enumerate(WIDTHS, start=1):
        pen.width(column, width)
    pen.text(1, 1, sheet.subject, Look("heading", "left"))
    for column, heading in enumerate(HEADINGS, start=1):
        pen.text(TOP_ROWS, column, heading, HEADING)
    named = Counter([row.name for row in sheet.rows] + [entry.label for entry in sheet.entries])
    last = TOP_ROWS
    for last, row in enumerate(sheet.rows, start=TOP_ROWS + 1):
        _label(drawing, pen, (page, last), row.name, is_only=named[row.name] == 1)
        pen.text(last, 2, row.target, TOP)
        drawing.keys.append(Key(page, str(last), "2", "locked", "", row.target))
        for column, box in enumerate(row.boxes, start=3):
            drawing.box(pen, page, (last, column), box, TOP)
        texts = (row.name, row.target, *(box.text for box in row.boxes))
        heights = [row_height(text, width) for text, width in zip(texts, WIDTHS, strict=True)]
        pen.height(last, max(LEAST, *heights))
    last = _entries(drawing, pen, page, sheet, named, last + 1)
    pen.page.freeze_panes = pen.address(TOP_ROWS + 1, 2)
    mark(pen, last, len(WIDTHS))


def _entries(drawing: Drawing, pen: Pen, page: str, sheet: SlipSheet, named: Counter[str], first: int) -> int:
    """One row for each text, its box over the other columns; return the last row."""
    for column, heading in enumerate(ENTRIES, start=1):
        pen.text(first, column, heading, HEADING)
    row, rest = first, len(WIDTHS) - 1
    for row, entry in enumerate(sheet.entries, start=first + 1):
        _label(drawing, pen, (page, row), entry.label, is_only=named[entry.label] == 1)
        pen.merge(row, 2, 1, rest, TOP)
        drawing.box(pen, page, (row, 2), entry.box, TOP)
        least = LEAST_BOX if entry.box.kind == "long" else LEAST
        pen.height(row, max(least, row_height(entry.box.text, sum(WIDTHS[1:]))))
    return row


def _label(drawing: Drawing, pen: Pen, place: tuple[str, int], text: str, *, is_only: bool) -> None:
    """Locked words that say which row it is, where no other row says the same."""
    page, row = place
    pen.text(row, 1, text, TOP)
    role: Role = "label" if is_only else "locked"
    drawing.keys.append(Key(page, str(row), "1", role, "", text))
