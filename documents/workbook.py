"""What both worksheets share: looks of cells, merging, page set-up, a file that is always the same (D16)."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from documents.imprint import Imprint

Face = Literal["title", "heading", "body", "link"]
FONTS: dict[Face, Font] = {
    "title": Font(name="方正小标宋简体", size=18),
    "heading": Font(name="黑体", size=10),
    "body": Font(name="宋体", size=10),
    "link": Font(name="宋体", size=10, underline="single", color="0563C1"),
}
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CHARACTERS_PER_MM = 0.56
POINTS_PER_LINE = 13.5
HIGHEST = 409.0
A4 = 9
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\\/?*:\[\]']+")
"""What Excel takes in no name of a worksheet, or only at some places (the apostrophe)."""
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Look:
    """What a cell looks like; `number_format` of a number, none for text.

    `ground`: its colour as RRGGBB; `is_open`: it can be filled in on a protected worksheet.
    """

    face: Face = "body"
    horizontal: str = "center"
    vertical: str = "center"
    boxed: bool = False
    number_format: str = ""
    ground: str = ""
    is_open: bool = False


class Pen:
    """Writes into one worksheet. A look is worked out once: the cells that have it share one style.

    `shift`: rows and columns that are left free before the first.
    """

    def __init__(self, page: Worksheet, *, shift: int = 0) -> None:
        self.page = page
        self.shift = shift
        self._styles: dict[Look, Any] = {}

    def text(self, row: int, column: int, text: str, look: Look) -> None:
        """Write typed text: never a formula, never a link, without what XML cannot carry (F8)."""
        cell = self._cell(row, column, look)
        cell.value = NOT_XML.sub("", text) or None
        if cell.value is not None:
            cell.data_type = "s"

    def number(self, row: int, column: int, number: Decimal, look: Look) -> None:
        """Write a number that is shown by the look's format."""
        self._cell(row, column, look).value = number

    def formula(self, row: int, column: int, formula: str, look: Look) -> None:
        """Write a formula of our own, without a value: whoever opens the file works it out."""
        self._cell(row, column, look).value = formula

    def link(self, row: int, column: int, sheet: str, place: str) -> None:
        """Make what stands there lead to a cell of the same workbook."""
        cell = self.page.cell(row + self.shift, column + self.shift)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!{place}")

    def width(self, column: int, width: float) -> None:
        """Make a column `width` mm wide."""
        letter = get_column_letter(column + self.shift)
        self.page.column_dimensions[letter].width = round(width * CHARACTERS_PER_MM, 2)

    def height(self, row: int, points: float) -> None:
        self.page.row_dimensions[row + self.shift].height = points

    def address(self, row: int, column: int) -> str:
        """Where the cell stands on the worksheet: C5."""
        return f"{get_column_letter(column + self.shift)}{row + self.shift}"

    def merge(self, row: int, column: int, rowspan: int, colspan: int, look: Look | None = None) -> None:
        """Make one cell of several; `look` is that of those which the first one covers, for their borders."""
        top, left = row + self.shift, column + self.shift
        area = CellRange(min_row=top, min_col=left, max_row=top + rowspan - 1, max_col=left + colspan - 1)
        self.page.merged_cells.ranges.add(area)  # its own add() compares with every area there is
        if look is not None:
            for below, right in area.cells:
                self._cell(below - self.shift, right - self.shift, look)

    def _cell(self, row: int, column: int, look: Look) -> Cell:
        cell = self.page.cell(row + self.shift, column + self.shift)
        style = self._styles.get(look)
        if style is None:
            cell._style = StyleArray()  # not the one it shares with others
            _dress(cell, look)
            self._styles[look] = cell._style
        else:
            cell._style = style
        return cell


def _dress(cell: Cell, look: Look) -> None:
    cell.font = FONTS[look.face]
    cell.alignment = Alignment(horizontal=look.horizontal, vertical=look.vertical, wrap_text=True)
    if look.boxed:
        cell.border = BOX
    if look.ground:
        cell.fill = PatternFill("solid", fgColor=look.ground)
    if look.is_open:
        cell.protection = Protection(locked=False)
    if look.number_format:
        cell.number_format = look.number_format
    else:
        cell.quotePrefix = True


def sheet_name(number: int, subject: str, *, longest: int) -> str:
    """Return what a worksheet is called: its number, then as much of the subject as Excel takes.

    >>> sheet_name(3, "水库[2021]移民：扶持", longest=6)
    '3.水库2021'
    >>> sheet_name(4, "'?'", longest=6)
    '4'
    """
    fit = NOT_IN_NAMES.sub("", NOT_XML.sub("", subject)).strip()
    short = fit.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").strip()
    return f"{number}.{short}" if short else str(number)


def row_height(text: str, width: float) -> float:
    """Return the points that `text` needs in a cell `width` mm wide; at most what a row can have."""
    room = max(width * CHARACTERS_PER_MM - 1, 2)
    lines = sum(max(1, math.ceil(columns(line) / room)) for line in text.splitlines() or [""])
    return min(lines * POINTS_PER_LINE + 5, HIGHEST)


def columns(text: str) -> int:
    """Return the width of `text` in half-width characters."""
    return sum(map(_width, text))


@lru_cache(maxsize=8192)
def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def set_up_page(page: Worksheet, imprint: Imprint, *, landscape: bool) -> None:
    """A4, fitted to the width, with the stamp in the foot of every page."""
    page.page_setup.paperSize = A4
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    for side in ("left", "right", "top", "bottom"):
        setattr(page.page_margins, side, 0.6)
    page.page_margins.footer = 0.3
    page.oddFooter.left.text = imprint.footer.replace("&", "&&")
    page.oddFooter.right.text = "第 &P 页　共 &N 页"


def workbook_bytes(book: Workbook, imprint: Imprint) -> bytes:
    """Save with the dates of the filing, not of the moment."""
    created = imprint.created.replace(tzinfo=None)
    book.properties.creator = "ziping"
    book.properties.title = NOT_XML.sub("", imprint.title)
    book.properties.created = book.properties.modified = created
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    return _with_fixed_times(raw)


def _with_fixed_times(raw: BytesIO) -> bytes:
    """openpyxl writes the time of saving into the archive: put a fixed one there."""
    out = BytesIO()
    with ZipFile(raw) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, FIXED_TIME)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
