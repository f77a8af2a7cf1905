"""The lists of a foreign workbook: a row for each item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.filing.form import FormDefinition
from indicators.asking.build import KEY
from indicators.asking.form import fresh_key
from indicators.asking.words import is_written, name_of
from indicators.exchange.columns import Column
from indicators.exchange.layout import ACCEPTED_HEADINGS, Path, list_columns
from indicators.exchange.record import Data
from indicators.exchange.values import CHECK_NAMES
from indicators.exchange.workbook import Faults, Page, Spot

Place = tuple[int | str, ...]
UNKNOWN_COLUMN = "不认识“{name}”列，请改回导出时的名称或删除这一列。"
NO_COLUMN = "缺少“{name}”列，请在“导出表格”得到的文件上修改。"
NO_NAME = "没有写是哪一项，请补上或删除这一行。"
SAME = "“{name}”与{spot}重复，请改成不同的内容。"


class Lists:
    """Reads lists; puts into `spots` where each thing stands. `used`: the keys of the whole workbook."""

    def __init__(self, pages: Mapping[str, Page], faults: Faults, spots: dict[Place, Spot]) -> None:
        self.faults, self.spots = faults, spots
        heading = name_of(FormDefinition, "code"), "代码"
        self.used = {
            text.strip()
            for page in pages.values()
            for name in heading
            if (column := page.headings.get(name))
            for (_, other), text in page.cells.items()
            if other == column
        }
        self.seen: dict[tuple[str, str], Spot] = {}

    def several(self, page: Page, path: Path) -> list[Data]:
        """A list in the order of its rows."""
        columns = list_columns(path)
        at = self.columns(page, [column.heading for column in columns])
        return [self.item(page, row, (*path, number), columns, at) for number, row in enumerate(page.rows)]

    def named(self, page: Page, path: Path) -> dict[str, Data]:
        """A mapping by what stands in the first column."""
        columns, first = list_columns(path), name_of(FormDefinition, f"{path[0]}[]")
        at = self.columns(page, [first, *(column.heading for column in columns)])
        rows = self._by_name(page, at.get(first, 1))
        return {name: self.item(page, row, (*path, name), columns, at) for name, row in rows.items()}

    def accepted(self, page: Page) -> dict[str, str]:
        """What is printed as it is, and why."""
        at = self.columns(page, ACCEPTED_HEADINGS)
        first, second = (at.get(heading, 0) for heading in ACCEPTED_HEADINGS)
        return {name: page.text(row, second).rstrip() for name, row in self._by_name(page, first).items()}

    def columns(self, page: Page, headings: Sequence[str], ignored: str | None = None) -> dict[str, int]:
        """The columns by their headings; what is missing or unknown is said."""
        found = page.headings
        for heading in headings:
            if heading not in found:
                self.faults.say(page.spot(1, 1), NO_COLUMN.format(name=heading))
        for column in sorted({column for _, column in page.cells}):
            heading = page.text(1, column).strip()
            if heading not in (*headings, ignored) or found.get(heading) not in (column, None):
                self.faults.say(page.spot(1, column), UNKNOWN_COLUMN.format(name=heading[:20]))
        return {heading: found[heading] for heading in headings if heading in found}

    def item(
        self, page: Page, row: int, place: Place, columns: Sequence[Column], at: Mapping[str, int]
    ) -> Data:
        """One row as data; what is missing in it stands at its first cell."""
        item: Data = {}
        self.spots[place] = page.spot(row, 1)
        for column in columns:
            if column.heading not in at:
                continue
            spot, text = page.spot(row, at[column.heading]), page.text(row, at[column.heading])
            if _is_key(column):
                text = self._key(text, spot, str(place[-2])[0], is_given=not is_written(_id(column)))
            self.faults.say(spot, *column.read(text, item), name=column.heading)
            self.spots.setdefault((*place, *column.place(item)), spot)
        return item

    def _by_name(self, page: Page, column: int) -> dict[str, int]:
        """The rows by what stands in their first cell."""
        ids = {name: id_ for id_, name in CHECK_NAMES.items()}
        found: dict[str, int] = {}
        for row in page.rows:
            written, spot = page.text(row, column).strip(), page.spot(row, column or 1)
            name = ids.get(written, written)
            if not name:
                self.faults.say(spot, NO_NAME)
            elif name in found:
                self.faults.say(spot, SAME.format(name=written[:20], spot=page.spot(found[name], column)))
            else:
                found[name] = row
        return found

    def _key(self, text: str, spot: Spot, letter: str, *, is_given: bool) -> str:
        """The key of a row: as written, once in its sheet; a new one where there is none."""
        key = text.strip()
        if not key:
            return fresh_key(letter, self.used) if is_given else key
        first = self.seen.setdefault((spot.sheet, key), spot)
        if first != spot:
            self.faults.say(spot, SAME.format(name=key[:20], spot=first))
        return key


def _id(column: Column) -> str:
    return f"{column.model.__name__}.{column.field}"


def _is_key(column: Column) -> bool:
    """Whether it is what a row is known by; not what names the key of another list."""
    return column.field == KEY and column.model.model_fields[KEY].is_required()
