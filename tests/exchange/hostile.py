"""Workbooks that mean harm, made of a good one: what each is, and what its sender is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.exchange.books import opened, saved

Make = Callable[[bytes], bytes]
SHEET = "xl/worksheets/sheet2.xml"
BOMB, DOCTYPE, TOO_MUCH = "展开后超过100MB", "实体声明", "文件内容过多"


def altered(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in one part, which has the old ones."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        assert old in source.read(name)
        for part in source.namelist():
            text = source.read(part)
            target.writestr(part, text.replace(old, new, 1) if part == name else text)
    return out.getvalue()


def bomb(content: bytes) -> bytes:
    return altered(content, "docProps/app.xml", b"</Properties>", b" " * 101 * 1024 * 1024 + b"</Properties>")


def doctype(content: bytes) -> bytes:
    return altered(content, "xl/workbook.xml", b"<workbook", b"<!DOCTYPE a><workbook")


def many_styles(content: bytes, count: int = 300_000) -> bytes:
    """So many that openpyxl alone takes 480 MB for it (F6)."""
    return altered(content, "xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0"/>' * count + b"</cellXfs>")


def far_out(content: bytes) -> bytes:
    book = opened(content)
    book["自评表"]["XFD1048576"] = 1
    return saved(book)


def _rows(count: int, cell: bytes) -> Make:
    lines = b"".join(b'<row r="%d">%s</row>' % (number, cell) for number in range(100_001, 100_001 + count))
    return lambda content: altered(content, SHEET, b"</sheetData>", lines + b"</sheetData>")


def lying_size(content: bytes) -> bytes:
    """The sheet says that it ends at A1, and holds 400,000 empty rows."""
    grown = _rows(400_000, b"")(content)
    with ZipFile(BytesIO(grown)) as archive:
        said = archive.read(SHEET).partition(b"<dimension ")[2].partition(b"/>")[0]
    return altered(grown, SHEET, said, b'ref="A1"')


def long_words(content: bytes) -> bytes:
    """90 MB of words in one cell."""
    words = b'<row r="2000"><c r="A2000" t="inlineStr"><is><t>%s</t></is></c></row>' % (b"x" * 90_000_000)
    return altered(content, SHEET, b"</sheetData>", words + b"</sheetData>")


def merged_without_end(content: bytes) -> bytes:
    areas = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, 300_001))
    return altered(content, SHEET, b"</mergeCells>", areas + b"</mergeCells>")


REFUSED: dict[str, tuple[Make, str]] = {
    "far out": (far_out, "XFD1048576有内容"),
    "a bomb": (bomb, BOMB),
    "a doctype": (doctype, DOCTYPE),
    "300,000 styles": (many_styles, "单元格格式超过65490种"),
    "90 MB of words": (long_words, "工作表展开后超过12MB"),
    "300,000 merged areas": (merged_without_end, TOO_MUCH),
}
"""Refused whatever the machine; with the words that say why."""
WITHIN_LIMITS: dict[str, Make] = {
    "64,000 styles": partial(many_styles, count=64_000),
    "400,000 rows beyond its size": lying_size,
}
"""Refused, or read within the limits of the child."""
