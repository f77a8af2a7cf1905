"""A workbook or a pasted table against what its kind asks for: lines by heading, what is wrong by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.figures.text import REFUSED, clip, narrow
from evaluations.imports.books import Book, Column, Page

HEAD_ROWS = 10
"""How far down the headings may stand: titles and notes are often written above."""
Cells = dict[int, tuple[str, str]]
"""Of one row: column → kind and text."""
OWN_SHEETS = ("填表说明", "选项")
TWICE = "栏目“{}”出现了两次，请删去一栏。"
UNKNOWN_COLUMN = "不是要导入的栏目，没有读取。"
UNKNOWN_SHEET = "没有找到栏目名称（{}），整张工作表没有读取。"
NO_SHEET = "文件中没有可以导入的工作表。栏目名称须与模板一致（{}），请下载模板填写后再导入。"
NO_LINES = "文件中只有栏目名称，没有内容。请填写后再导入。"
TOO_MANY = "“{page}”一次最多导入{most}行，文件中有{count}行。请分成几个文件。"
MERGED = "单元格合并了几行，不能判断内容属于哪一行，请取消合并后逐行填写。"
EMPTY = "{}没有填写，请补填。"
BROKEN = "公式出错，请改正后再导入。"
NO_RESULT = "单元格是公式，文件中没有计算结果。请用WPS或Excel打开后保存，再导入。"
A_DATE = "单元格被存成了日期。请把单元格格式改为文本，重新填写。"
NOT_LISTED = "不在可以填写的内容中，请填：{}。"
UNPRINTABLE = "含有不能显示的字符，请删除后重新填写。"


@dataclass(frozen=True)
class Problem:
    """Something that stops the import, or (a note) something that was left aside. `place`: “用户”C5.

    `sheet`, `row`, `column`: the same for putting them in order; nothing where it is about the whole file.
    """

    place: str
    text: str
    sentence: str
    sheet: str = ""
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Line:
    """One row: by column key what stands in it; empty cells are left out. `at`: the column of each key.

    `told`: the keys of what could not be read in it, of which nothing more is told.
    """

    sheet: str
    row: int
    texts: Mapping[str, str]
    at: Mapping[str, int]
    told: frozenset[str] = frozenset()

    @property
    def is_broken(self) -> bool:
        """Whether it cannot be written, whatever else is right in it."""
        return bool(self.told)

    def __getitem__(self, key: str) -> str:
        return self.texts.get(key, "")

    def place(self, key: str = "") -> str:
        """Where it stands: “用户”C5, or “用户”第5行."""
        if key not in self.at:
            return f"“{self.sheet}”第{self.row}行"
        return f"“{self.sheet}”{letters(self.at[key])}{self.row}"

    def problem(self, key: str, sentence: str) -> Problem:
        return Problem(self.place(key), clip(self[key]), sentence, self.sheet, self.row, self.at.get(key, 0))


@dataclass
class Read:
    """What a file says: lines by the name of their page, problems, and notes on what was left aside."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read(said: Iterable[Any], book: Book) -> Read:
    """Read the answer of the child (foundation.intake.filled)."""
    found = Read()
    for name, cells, merged in said:
        _sheet(found, book, str(name), cells, merged)
    if not found.lines:
        headings = "；".join(_headings(page) for page in book.pages)
        found.problems.append(Problem("整个文件", "", NO_SHEET.format(headings)))
    if found.lines and not any(found.lines.values()):
        found.problems.append(Problem("整个文件", "", NO_LINES))
    if too_many := list(_too_many(found, book)):
        found.problems.extend(too_many)
        found.lines.clear()
    return found


def pasted(text: str, name: str) -> list[Any]:
    """A block copied from a spreadsheet, as the child would tell a worksheet."""
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").split("\n")]
    cells = [
        [row, column, "text", value]
        for row, line in enumerate(rows, start=1)
        for column, value in enumerate(line, start=1)
        if value
    ]
    return [[name, cells, []]]


def letters(column: int) -> str:
    """The name of a column.

    >>> letters(3), letters(28)
    ('C', 'AB')
    """
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


def plain(text: str) -> str:
    """On one line, without spaces around.

    >>> plain("　县教育局 ")
    '县教育局'
    """
    return " ".join(text.split())


def _too_many(found: Read, book: Book) -> Iterator[Problem]:
    for page in book.pages:
        count = len(found.lines.get(page.name, []))
        if count > page.most:
            sentence = TOO_MANY.format(page=page.name, most=page.most, count=count)
            yield Problem("整个文件", "", sentence)


def _sheet(found: Read, book: Book, name: str, cells: Sequence[Any], merged: Sequence[str]) -> None:
    rows: dict[int, Cells] = {}
    for row, column, kind, text in cells:
        if plain(text):
            rows.setdefault(row, {})[column] = (kind, str(text))
    found_head = _head(rows, book)
    if found_head:
        _body(found, name, rows, merged, *found_head)
    elif rows and name not in OWN_SHEETS:
        headings = "；".join(_headings(page) for page in book.pages)
        found.notes.append(Problem(f"“{name}”", "", UNKNOWN_SHEET.format(headings)))


def _head(rows: Mapping[int, Cells], book: Book) -> tuple[int, Page] | None:
    """The first row that has every required heading of a page."""
    for row in sorted(rows)[:HEAD_ROWS]:
        names = {_heading(text) for _, text in rows[row].values()}
        for page in book.pages:
            if names >= {column.heading for column in page.required}:
                return row, page
    return None


def _body(
    found: Read, name: str, rows: Mapping[int, Cells], merged: Sequence[str], head: int, page: Page
) -> None:
    columns = _columns(found, page, name, head, rows[head])
    if any(_rows_of(area)[1] > max(head, _rows_of(area)[0]) for area in merged):
        found.problems.append(Problem(f"“{name}”", "", MERGED))
    lines = [_line(found, columns, name, row, rows[row]) for row in sorted(rows) if row > head]
    found.lines.setdefault(page.name, []).extend(line for line in lines if line)


def _columns(found: Read, page: Page, sheet: str, row: int, head: Cells) -> dict[int, Column]:
    by_heading = {column.heading: column for column in page.columns}
    columns: dict[int, Column] = {}
    for number, (_, text) in sorted(head.items()):
        column = by_heading.get(_heading(text))
        place = f"“{sheet}”{letters(number)}{row}"
        if column is None:
            found.notes.append(Problem(place, clip(text), UNKNOWN_COLUMN))
        elif column in columns.values():
            found.problems.append(Problem(place, "", TWICE.format(column.heading)))
        else:
            columns[number] = column
    return columns


def _line(found: Read, columns: Mapping[int, Column], sheet: str, row: int, cells: Cells) -> Line | None:
    """The line of a row; what cannot be read in it is told, and the line stands without it."""
    mine = {number: cells[number] for number in columns if number in cells}
    if not mine:
        return None
    at = {column.key: number for number, column in columns.items()}
    texts = {columns[number].key: _text(columns[number], text) for number, (_, text) in mine.items()}
    line = Line(sheet, row, texts, at)
    told = set()
    for number, column in columns.items():
        kind = mine[number][0] if number in mine else ""
        if sentence := _why_not(column, kind, line[column.key]):
            found.problems.append(line.problem(column.key, sentence))
            told.add(column.key)
    return replace(line, told=frozenset(told))


def _text(column: Column, text: str) -> str:
    return "\n".join(map(plain, text.splitlines())).strip() if column.is_long else plain(text)


def _why_not(column: Column, kind: str, text: str) -> str:
    told = {"error": BROKEN, "formula": NO_RESULT, "date": A_DATE}
    if kind in told:
        return told[kind]
    if not text:
        return EMPTY.format(column.heading) if column.is_required else ""
    if column.choices and text not in column.choices:
        return NOT_LISTED.format("、".join(column.choices))
    return UNPRINTABLE if REFUSED.search(text) else ""


def _headings(page: Page) -> str:
    return "、".join(column.heading for column in page.required)


def _heading(text: str) -> str:
    return "".join(narrow(text).split()).strip("*")


def _rows_of(area: str) -> tuple[int, int]:
    """The first and the last row of a merged area.

    >>> _rows_of("B2:C14")
    (2, 14)
    """
    first, _, last = area.partition(":")
    return _number(first), _number(last or first)


def _number(address: str) -> int:
    return int("".join(filter(str.isdecimal, address)) or 0)
