"""A workbook that came back, against the keys that went out with it: what stands in each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from core.figures.text import clip
from documents.offline import FORMAT, KEY_SHEETS, KEYS_HEAD, KEYS_TITLE, PAGE_TITLE, PAGES, Key, Role
from documents.offline_xlsx import CHECKS, CHOICES, GUIDE, KEYS
from evaluations.exchange.pages import Came, Found, Page, find, pages, plain

NO_KEYS = "这不是由本系统下载的离线填报表，或隐藏的“标识”工作表已被删除。请在“离线填报”重新下载后填写。"
OTHER_FORMAT = "这份离线填报表由其他版本的系统生成，不能导入。请在“离线填报”重新下载后填写。"
NO_PAGE = "工作表已被删除，或首行首列的隐藏标识被清除，其中内容没有读取。"
COPY = "与另一张工作表重复，没有读取。"
NEW_PAGE = "不是离线填报表中的工作表，没有读取。"
GONE = "这一行或这一列在文件中找不到，没有读取。"
COVERED = "单元格被合并，不能判断内容属于哪一栏，没有读取。请取消合并后重新导入。"
NO_RESULT = "单元格是公式，文件中没有计算结果。请用WPS或Excel打开后保存，或改填数字，再导入。"
ERROR = "公式出错（{text}），没有读取。请改正后重新导入。"
NEW_ROW = "表内新增的行，没有对应的栏目，没有读取。"
OURS = (GUIDE, CHECKS, CHOICES, KEYS)
PART = "number "
"""What a fact begins with that tells a filing among several."""
READABLE = ("text", "number", "yes_no", "date", "worked")


class Unreadable(Exception):
    """The file is no workbook of ours. The text says what to do."""


@dataclass(frozen=True)
class Entry:
    """One cell of the filing as it came back. `written`: what stood there when it went out."""

    ref: str
    place: str
    written: str
    kind: str
    text: str


@dataclass(frozen=True)
class Told:
    """Something that is not taken, with the reason or with what stood there before."""

    place: str
    text: str
    why: str


@dataclass
class Returned:
    """`formulas`: the cells in which a formula of ours still stands."""

    facts: Mapping[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    touched: list[Told] = field(default_factory=list)
    strange: list[Told] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


@dataclass
class Book:
    """A workbook of ours, worksheet by worksheet; `strange`: what is on none that went out.

    `missing`: the worksheets that are gone.
    """

    facts: Mapping[str, str]
    pages: dict[str, Returned] = field(default_factory=dict)
    strange: list[Told] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def whole(self) -> Returned:
        """All worksheets together, where they are of one filing."""
        whole = self._together(self.facts, self.pages)
        return replace(whole, strange=[*self.strange, *whole.strange])

    @property
    def parts(self) -> list[str]:
        """The numbers of the filings, where there are several."""
        return [name.removeprefix(PART) for name in self.facts if name.startswith(PART)]

    def of(self, part: str) -> Returned:
        """What came back of one filing among several, with what the hidden sheet says of it."""
        facts = self._facts(part)
        return self._together(facts, facts.get(PAGES, "").split())

    def is_gone(self, part: str) -> bool:
        """Whether none of its worksheets is left."""
        return not set(self._facts(part).get(PAGES, "").split()) & (self.pages.keys() - self.missing)

    def _facts(self, part: str) -> dict[str, str]:
        end = f" {part}"
        return {name.removesuffix(end): text for name, text in self.facts.items() if name.endswith(end)}

    def _together(self, facts: Mapping[str, str], numbers: Iterable[str]) -> Returned:
        whole = Returned(facts)
        for page in (self.pages[number] for number in numbers if number in self.pages):
            whole.entries += page.entries
            whole.touched += page.touched
            whole.strange += page.strange
            whole.formulas += page.formulas
        return whole


def read(said: Iterable[Any]) -> Book:
    """Read the answer of the child (foundation.intake.filled); Unreadable where it is no workbook of ours."""
    every = pages(said)
    hidden, facts, keys = _hidden(every)
    book, known = Book(facts), _known(every)
    ours = [*hidden, *known.values()]
    book.strange.extend(
        map(_other, (page for page in every if page not in ours and page.name not in OURS and page.cells))
    )
    by_page: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_page[key.page].append(key)
    for number, own in by_page.items():
        returned = book.pages[number] = Returned(facts)
        if number in known:
            _page(returned, find(known[number], own), own)
        else:
            returned.strange.append(Told(_called(facts, number), "", NO_PAGE))
            book.missing.add(number)
    return book


def _hidden(every: Iterable[Page]) -> tuple[list[Page], dict[str, str], list[Key]]:
    """The hidden sheets: the first says which filing it is, and how many there are; of copies the first."""
    found = [page for page in every if page.says((1, 1)) == KEYS_TITLE]
    if not found:
        raise Unreadable(NO_KEYS)
    if any(page.says((1, 2)) != FORMAT for page in found):
        raise Unreadable(OTHER_FORMAT)
    said = [(page, *_keys(page)) for page in found]
    first = next((one for one in said if one[1]), said[0])
    hidden = [first, *(one for one in said if not one[1] and one is not first)]
    if first[1].get(KEY_SHEETS, "1") != str(len(hidden)):
        raise Unreadable(NO_KEYS)
    return [page for page, _, _ in hidden], first[1], [key for _, _, keys in hidden for key in keys]


def _called(facts: Mapping[str, str], number: str) -> str:
    """A worksheet that is gone."""
    title = facts.get(PAGE_TITLE.format(number=number))
    return f"工作表“{clip(title)}”" if title else f"第{number}张填报工作表"


def _known(every: Iterable[Page]) -> dict[str, Page]:
    """The worksheets that went out, by their numbers; of copies the first."""
    known: dict[str, Page] = {}
    for page in every:
        if page.number:
            known.setdefault(page.number, page)
    return known


def _other(page: Page) -> Told:
    return Told(f"工作表“{page.name}”", "", COPY if page.number else NEW_PAGE)


def _keys(hidden: Page) -> tuple[dict[str, str], list[Key]]:
    """The facts above the head, the keys below; a line that is none of ours is passed over."""
    last = max(row for row, _ in hidden.cells)
    lines = [[hidden.at((row, column)).text for column in range(1, 7)] for row in range(2, last + 1)]
    head = next((at for at, line in enumerate(lines) if tuple(line) == KEYS_HEAD), len(lines))
    facts = {line[0]: line[1] for line in lines[:head]}
    below = [line for line in lines[head + 1 :] if line[3] in get_args(Role)]
    return facts, [_key(line) for line in below]


def _key(line: list[str]) -> Key:
    page, row, column, role, ref, text = line
    return Key(page, row, column, cast(Role, role), ref, text)


def _page(returned: Returned, found: Found, keys: list[Key]) -> None:
    for key in keys:
        if key.role in ("locked", "label"):
            returned.touched.extend(_touched(found, key))
        else:
            _cell(returned, found, key)
    returned.strange.extend(_new(found))


def _touched(found: Found, key: Key) -> Iterator[Told]:
    """Locked words that are other ones now."""
    places = found.places(key)
    says = [found.page.says(place) for place in places]
    if places and not any(_is_same(text, key.text) for text in says):
        yield Told(found.page.address(places[0]), says[0], key.text)


def _is_same(text: str, written: str) -> bool:
    """Whether a number or words are those that were written: 100 is 100.00."""
    return plain(text) == plain(written) or _number(text) == _number(written) is not None


def _number(text: str) -> str | None:
    digits = plain(text).replace(",", "")
    whole, point, decimals = digits.removesuffix("%").partition(".")
    if (
        not (whole.removeprefix("-") + decimals).isascii()
        or not (whole.removeprefix("-") + decimals).isdigit()
    ):
        return None
    return f"{whole}{(point + decimals).rstrip('0').rstrip('.')}{'%' * digits.endswith('%')}"


def _cell(returned: Returned, found: Found, key: Key) -> None:
    place = found.place(key)
    if place is None:
        returned.strange.append(Told(f"“{found.page.name}”", clip(key.text), GONE))
        return
    page, came = found.page, found.page.at(place)
    address = page.address(place)
    if key.role in ("formula", "sum") and came.kind in ("worked", "formula"):
        returned.formulas.append(key.ref)
    elif key.role == "formula":
        returned.touched.extend(_touched(found, key))
    elif page.is_covered(place):
        returned.strange.append(Told(address, "", COVERED))
    elif came.kind in READABLE:
        returned.entries.append(Entry(key.ref, address, key.text, came.kind, plain(came.text)))
    else:
        returned.strange.append(Told(address, clip(came.text), _why(came)))


def _why(came: Came) -> str:
    return NO_RESULT if came.kind == "formula" else ERROR.format(text=clip(came.text))


def _new(found: Found) -> Iterator[Told]:
    """Rows and columns that were not there when the workbook went out, and that somebody wrote into."""
    page = found.page
    top, left = page.corner
    rows = {row for at in page.marked_rows.values() for row in at} | set(found.rows.values()) | {top}
    columns = {column for at in page.marked_columns.values() for column in at} | {left}
    strangers: dict[int, list[str]] = defaultdict(list)
    for (row, column), came in sorted(page.cells.items()):
        if (row not in rows or column not in columns) and plain(came.text):
            strangers[row].append(plain(came.text))
    for row, texts in strangers.items():
        yield Told(f"“{page.name}”第{row}行", clip(" ".join(texts)), NEW_ROW)
