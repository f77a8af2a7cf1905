"""The cells of a workbook, as they stand, sheet by sheet: read where it can do no harm. For the child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from foundation.intake.refusal import RefusedFile

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 60, 3000, 60
MOST_CELLS, MOST_CHARACTERS = 50_000, 500_000
DIGITS = 15
"""What a spreadsheet knows of a number; the rest is noise of its arithmetic."""
TOO_MANY_SHEETS = f"文件有{{count}}张工作表，超过{MOST_SHEETS}张。请在导出的文件上修改。"
TOO_FAR = f"工作表“{{sheet}}”的{{cell}}有内容，超出了{MOST_ROWS}行、{MOST_COLUMNS}列的范围。请删除后再导入。"
TOO_MUCH = f"文件内容过多（超过{MOST_CELLS}格或{MOST_CHARACTERS}字）。请删除多余的内容后再导入。"


def cells(file: IO[bytes], *, as_shown: bool = False, results: bool = False) -> list[Any]:
    """[name, [[row, column, kind, text], …]] of every worksheet; empty cells are left out.

    `as_shown`: a number keeps the noughts with which its format shows it (228.50). `results`: of a
    formula what it last came to, if a program worked it out.
    `kind`: text, number, yes_no, formula, error or date. What the file says of its own size is not believed.
    """
    book = load_workbook(file, read_only=True, keep_links=False, data_only=results)
    if len(book.worksheets) > MOST_SHEETS:
        raise RefusedFile(TOO_MANY_SHEETS.format(count=len(book.worksheets)))
    found, count, length = [], 0, 0
    for page in book.worksheets:
        page.reset_dimensions()
        kept = []
        for row, column, kind, text in _filled(page, as_shown):
            count, length = count + 1, length + len(text)
            if row > MOST_ROWS or column > MOST_COLUMNS:
                place = f"{get_column_letter(column)}{row}"
                raise RefusedFile(TOO_FAR.format(sheet=page.title[:31], cell=place))
            if count > MOST_CELLS or length > MOST_CHARACTERS:
                raise RefusedFile(TOO_MUCH)
            kept.append([row, column, kind, text])
        found.append([page.title, kept])
    return found


def _filled(page: Any, as_shown: bool) -> Iterator[tuple[int, int, str, str]]:
    for row in page.iter_rows():
        for cell in row:
            if cell.value is not None:
                kind, text = _said(cell)
                shown = _with_noughts(text, cell.number_format) if as_shown and kind == "number" else text
                yield cell.row, cell.column, kind, shown


def _with_noughts(text: str, number_format: str) -> str:
    """The number with as many decimals as its format has at least.

    >>> _with_noughts("228.5", "#,##0.00"), _with_noughts("60%", "0.0%"), _with_noughts("0.125", "0.0")
    ('228.50', '60.0%', '0.125')
    """
    wanted = len(number_format.removesuffix("%").partition(".")[2]) if _is_plain(number_format) else 0
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
