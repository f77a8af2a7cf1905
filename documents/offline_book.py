"""Several filings in one workbook: the worksheets of each as they are alone, one guide, one 报送前自查."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openpyxl import Workbook

from documents.offline import BOOK, CORNER, PAGE_TITLE, PAGES, OfflineBook, OfflinePart
from documents.offline_xlsx import (
    CHECKS_HEAD,
    HEADING,
    WIDTHS,
    Drawing,
    begin_checks,
    draw_check,
    draw_filing,
    finish,
    guide,
    hide_rest,
)
from documents.workbook import Look, Pen, row_height, sheet_name, workbook_bytes
from foundation.intake.cells import MOST_CELLS, MOST_ROWS
from foundation.intake.filled import MOST_FILLED

LONGEST_SUBJECT = 14
"""Of what a worksheet is called; so its tab still shows which table it is."""
CONTENTS = "本文件的任务（点击任务到其工作表）："
ROOM_CELLS, ROOM_CHARACTERS, ROOM_ROWS = MOST_CELLS * 4 // 5, MOST_FILLED * 2 // 3, MOST_ROWS - 100
"""What a workbook may hold when it goes out: filled in, it must be readable when it comes back."""
FIRST_CELL = "B2"
LINK, LINK_HEADING = Look("link", "left", boxed=True), Look("link", "left")


class BookTooLargeError(Exception):
    """What it holds could not be read when it comes back."""


def offline_book_xlsx(book: OfflineBook) -> bytes:
    """Return the workbook; equal content gives equal bytes. BookTooLargeError where it holds too much."""
    work = Workbook()
    work.remove(work.active)
    pen, drawing = guide(work, book.imprint.title, book.guide), Drawing(work)
    parts = [_part(drawing, part, number) for number, part in enumerate(book.parts, start=1)]
    _contents(pen, parts)
    finish(pen, book.imprint)
    finish(_checks(work, parts), book.imprint)
    facts = [("kind", BOOK), *book.facts, *(fact for part in parts for fact in part.facts)]
    hide_rest(drawing, facts)
    _judge(work)
    work.calculation.fullCalcOnLoad = True
    return workbook_bytes(work, book.imprint)


@dataclass(frozen=True)
class _Part:
    """One filing that was drawn: where its cells stand; `sheets`: titles of its worksheets by number."""

    number: int
    part: OfflinePart
    drawing: Drawing
    sheets: dict[str, str]

    @property
    def title(self) -> str:
        return f"{self.number}.{self.part.subject}"

    @property
    def first(self) -> str:
        return next(iter(self.sheets.values()))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Which filing it is, and which worksheets are its own."""
        own = [*self.part.filing.facts, (PAGES, " ".join(self.sheets))]
        titles = [(PAGE_TITLE.format(number=number), title) for number, title in self.sheets.items()]
        return [(f"{name} {self.number}", text) for name, text in own] + titles


def _part(drawing: Drawing, part: OfflinePart, number: int) -> _Part:
    """Draw one filing: keys and lists are the workbook's, places its own."""
    called = f"{sheet_name(number, part.subject, longest=LONGEST_SUBJECT)}-"
    own = replace(drawing, called=called, places={}, formulas=[])
    before = len(drawing.book.worksheets)
    draw_filing(own, part.filing)
    pages = drawing.book.worksheets[before:]
    sheets = {str(page["A1"].value).removeprefix(CORNER): page.title for page in pages}
    return _Part(number, part, own, sheets)


def _contents(pen: Pen, parts: list[_Part]) -> None:
    """Below the guide: the filings, each with a way to its worksheets."""
    (width,) = WIDTHS["guide"]
    top = pen.page.max_row + 1
    pen.text(top, 1, CONTENTS, Look("heading", "left"))
    for row, part in enumerate(parts, start=top + 1):
        line = f"{part.number}.{part.part.line}"
        pen.text(row, 1, line, LINK_HEADING)
        pen.link(row, 1, part.first, FIRST_CELL)
        pen.height(row, row_height(line, width))


def _checks(work: Workbook, parts: list[_Part]) -> Pen:
    """报送前自查 of all: of each filing how much is missing, then its cells, each with a way to it."""
    pen = begin_checks(work, CHECKS_HEAD + sum(len(part.part.filing.checks) + 1 for part in parts))
    top = CHECKS_HEAD + 1
    for part in parts:
        checks = part.part.filing.checks
        last = top + len(checks)
        counted = f'COUNTIF(C{top + 1}:C{last},"未填")'
        missing = f'=IF({counted}=0,"已填","尚有"&{counted}&"项未填")'
        pen.text(top, 2, part.title, HEADING)
        pen.formula(top, 3, missing, replace(HEADING, number_format="General"))
        pen.height(top, row_height(part.title, WIDTHS["checks"][1]))
        _lead(pen, top, part.first, FIRST_CELL)
        for row, check in enumerate(checks, start=top + 1):
            _lead(pen, row, *draw_check(part.drawing, pen, row, check))
        top = last + 1
    return pen


def _lead(pen: Pen, row: int, sheet: str, place: str) -> None:
    """The first column of 报送前自查 leads to what the row is about."""
    pen.text(row, 1, sheet, LINK)
    pen.link(row, 1, sheet, place)


def _judge(work: Workbook) -> None:
    values = [cell.value for page in work.worksheets for cell in page._cells.values()]
    texts = [str(value) for value in values if value is not None]
    longest = max(page.max_row for page in work.worksheets)
    if len(texts) > ROOM_CELLS or sum(map(len, texts)) > ROOM_CHARACTERS or longest > ROOM_ROWS:
        raise BookTooLargeError
