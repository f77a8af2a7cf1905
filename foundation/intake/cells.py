"""The cells of a workbook, as they stand, sheet by sheet: read where it can do no harm. For the child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import IO, Any
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from foundation.intake.refusal import RefusedFile

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 60, 3000, 60
MOST_CELLS, MOST_CHARACTERS = 50_000, 500_000
MOST_MERGED, MOST_STYLES, MOST_OF_SHEETS = 5000, 65_490, 12 * 1024 * 1024
STYLES, SHEETS = "xl/styles.xml", "xl/worksheets/"
DIGITS = 15
"""What a spreadsheet knows of a number; the rest is noise of its arithmetic."""
TOO_MANY_SHEETS = f"文件有{{count}}张工作表，超过{MOST_SHEETS}张。请在导出的文件上修改。"
TOO_MANY_STYLES = (
    f"文件的单元格格式超过{MOST_STYLES}种，是电子表格的上限。请重新导出一份，把填好的内容只粘贴数值后再导入。"
)
TOO_LARGE = "工作表展开后超过12MB，多半是把格式一直刷到了最后几行。请删除内容下方和右侧的空行、空列后再导入。"
TOO_FAR = f"工作表“{{sheet}}”的{{cell}}有内容，超出了{MOST_ROWS}行、{MOST_COLUMNS}列的范围。请删除后再导入。"
TOO_MUCH = f"文件内容过多（超过{MOST_CELLS}格或{{characters}}字）。请删除多余的内容后再导入。"


def cells(file: IO[bytes], *, as_shown: bool = False) -> list[Any]:
    """[name, [[row, column, kind, text], …]] of every worksheet; empty cells are left out.

    `as_shown`: a number keeps the noughts with which its format shows it (228.50).
    `kind`: text, number, yes_no, formula, error or date. What the file says of its own size is not believed.
    """
    return [[page.title, stands] for page, stands, _ in written(opened(file), as_shown=as_shown)]


def opened(file: IO[bytes]) -> Any:
    """Return the workbook to be read row by row; RefusedFile where reading it would take too long."""
    with ZipFile(file) as archive:
        _judge_styles(archive)
        sheets = (part.file_size for part in archive.infolist() if part.filename.startswith(SHEETS))
        if sum(sheets) > MOST_OF_SHEETS:
            raise RefusedFile(TOO_LARGE)
    file.seek(0)
    book = load_workbook(file, read_only=True, keep_links=False)
    if len(book.worksheets) > MOST_SHEETS:
        raise RefusedFile(TOO_MANY_SHEETS.format(count=len(book.worksheets)))
    return book


def written(
    book: Any, *, as_shown: bool, most: int = MOST_CHARACTERS
) -> Iterator[tuple[Any, list[Any], list[str]]]:
    """Yield every worksheet with what stands in it, as `cells` does, and its merged areas.

    `most`: characters in all.
    """
    count, length = 0, 0
    too_much = TOO_MUCH.format(characters=most)
    for page in book.worksheets:
        page.reset_dimensions()
        areas, kept = _merged(page, too_much), []
        for row, column, kind, text in _filled(page.iter_rows(), as_shown):
            count, length = count + 1, length + len(text)
            if row > MOST_ROWS or column > MOST_COLUMNS:
                place = f"{get_column_letter(column)}{row}"
                raise RefusedFile(TOO_FAR.format(sheet=page.title[:31], cell=place))
            if count > MOST_CELLS or length > most:
                raise RefusedFile(too_much)
            kept.append([row, column, kind, text])
        yield page, kept, areas


def results(page: Any) -> dict[tuple[int, int], tuple[str, str]]:
    """By row and column what stands in a worksheet that `written` let pass: of a formula, its last result."""
    book = page.parent
    book._data_only = True  # its public twin is read-only, and opening the file again is slow
    rows = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    came = {(row, column): (kind, text) for row, column, kind, text in _filled(rows, as_shown=True)}
    book._data_only = False
    return came


def _judge_styles(archive: ZipFile) -> None:
    """More formats than a spreadsheet allows take a reader half a minute."""
    if STYLES not in archive.namelist():
        return
    with archive.open(STYLES) as source:
        count = 0
        for _, element in iterparse(source):
            count += element.tag.endswith("}xf")
            element.clear()
            if count > MOST_STYLES:
                raise RefusedFile(TOO_MANY_STYLES)


def _merged(page: Any, too_many: str) -> list[str]:
    """The merged areas: a reader that goes row by row does not tell them, and chokes on very many."""
    found: list[str] = []
    with page._get_source() as source:
        for _, element in iterparse(source):
            if element.tag.endswith("}mergeCell"):
                found.append(str(element.get("ref", "")))
            if len(found) > MOST_MERGED:
                raise RefusedFile(too_many)
            element.clear()
    return found


def _filled(rows: Iterable[Any], as_shown: bool) -> Iterator[tuple[int, int, str, str]]:
    for row in rows:
        for cell in row:
            if cell.value is not None:
                kind, text = _said(cell)
                shown = _with_noughts(text, cell.number_format) if as_shown and kind == "number" else text
                yield cell.row, cell.column, kind, shown


def _with_noughts(text: str, number_format: str) -> str:
    """The number with as many decimals as its format has at least; a # is none that must be there.

    >>> _with_noughts("228.5", "#,##0.00"), _with_noughts("60%", "0.0%"), _with_noughts("0.125", "0.0")
    ('228.50', '60.0%', '0.125')
    >>> _with_noughts("1155.5", "0.00####"), _with_noughts("701.234", "0.00####")
    ('1155.50', '701.234')
    """
    wanted = number_format.partition(".")[2].count("0") if _is_plain(number_format) else 0
    whole, _, decimals = text.removesuffix("%").partition(".")
    percent = "%" if text.endswith("%") else ""
    decimals = decimals.ljust(wanted, "0")
    return f"{whole}.{decimals}{percent}" if decimals else text


def _is_plain(number_format: str) -> bool:
    return not set(number_format) - set("#,0.%")


def _said(cell: Any) -> tuple[str, str]:
    """What kind of content it is, and its text: of a number the shortest that is the same."""
    value = cell.value
    if cell.data_type == "f":
        return "formula", str(getattr(value, "text", value))
    if cell.data_type == "e":
        return "error", str(value)
    if isinstance(value, bool):
        return "yes_no", "是" if value else "否"
    if isinstance(value, date | time | timedelta):
        return "date", str(value)
    if not isinstance(value, int | float):
        return "text", str(value)
    number = Decimal(f"{value:.{DIGITS}g}") if isinstance(value, float) else Decimal(value)
    if "%" in cell.number_format and number.is_finite():
        return "number", f"{(number * 100).normalize():f}%"
    return "number", f"{number:f}"
