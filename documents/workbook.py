"""What both worksheets share: fonts, text cells, page set-up, a file that is always the same (D16)."""

from __future__ import annotations

import math
import re
import unicodedata
import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from documents.imprint import Imprint

TITLE = Font(name="方正小标宋简体", size=18)
HEADING = Font(name="黑体", size=10)
BODY = Font(name="宋体", size=10)
CHARACTERS_PER_MM = 0.56
POINTS_PER_LINE = 13.5
HIGHEST = 409.0
A4 = 9
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def put_text(cell: Cell, text: str) -> Cell:
    """Write typed text: never a formula, never a link, without what XML cannot carry (F8)."""
    cell.value = NOT_XML.sub("", text) or None
    if cell.value is not None:
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def row_height(text: str, width: float) -> float:
    """Return the points that `text` needs in a cell `width` mm wide; at most what a row can have."""
    room = max(width * CHARACTERS_PER_MM - 1, 2)
    lines = sum(max(1, math.ceil(columns(line) / room)) for line in text.splitlines() or [""])
    return min(lines * POINTS_PER_LINE + 5, HIGHEST)


def columns(text: str) -> int:
    """Return the width of `text` in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


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
    page.oddFooter.left.text = imprint.footer.replace("&", "&&")
    page.oddFooter.right.text = "第 &P 页　共 &N 页"


def workbook_bytes(book: Workbook, imprint: Imprint) -> bytes:
    """Save with the dates of the filing, not of the moment."""
    created = imprint.created.replace(tzinfo=None)
    book.properties.creator = "ziping"
    book.properties.title = NOT_XML.sub("", imprint.title)
    book.properties.created = created
    raw = BytesIO()
    book.save(raw)
    return _with_fixed_times(raw, imprint.created_text.encode())


def _with_fixed_times(raw: BytesIO, modified: bytes) -> bytes:
    """openpyxl writes the time of saving into the archive and its core properties: put ours there."""
    out = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + modified + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return out.getvalue()
