"""The sheet of indicators: each heading and each third-level row in a row of its own."""

from __future__ import annotations

from typing import Any

from core.filing.form import FixedRow, Group
from indicators.exchange.columns import Column
from indicators.exchange.layout import GROUPS, LEVEL_HEADINGS, MEANING, every_column, tree_columns
from indicators.exchange.lists_in import Lists, Place
from indicators.exchange.record import Data
from indicators.exchange.workbook import Page

ONE_NAME = "一行写一个指标，名称只写在它的级次那一列；请补上，或分成几行。"
NO_HEADING = "前面没有一级指标，请先写一级指标。"
MIXED = "所属的一级指标下已有三级指标，不能再分二级指标；请先写二级指标，再在其下写三级指标。"
NOT_HERE = "{level}没有这一项，请清空。"


class Tree:
    """Reads the sheet. `headings`: the first- and second-level indicator under which a row stands now."""

    def __init__(self, lists: Lists, page: Page) -> None:
        self.lists, self.page = lists, page
        self.every = every_column()
        self.at = lists.columns(page, (*LEVEL_HEADINGS, *self.every), ignored=MEANING)
        self.groups: list[Data] = []
        self.headings: list[tuple[Data, Place]] = []

    def read(self) -> list[Data]:
        for row in self.page.rows:
            written = [column for column in self._name_columns() if self.page.text(row, column).strip()]
            if len(written) == 1:
                self._add(row, self._name_columns().index(written[0]) + 1, written[0])
            elif written or any(self.page.text(row, column) for column in self.at.values()):
                self.lists.faults.say(self.page.spot(row, max(written, default=1)), ONE_NAME)
        return self.groups

    def _name_columns(self) -> list[int]:
        return [self.at.get(heading, 0) for heading in LEVEL_HEADINGS]

    def _add(self, row: int, level: int, column: int) -> None:
        above = self._above(level)
        if level > 1 and above is None:
            self.lists.faults.say(self.page.spot(row, column), NO_HEADING)
            return
        siblings, place = self._siblings(level, above)
        if level == 2 and above and above[0]["rows"]:
            self.lists.faults.say(self.page.spot(row, column), MIXED)
        here = (*place, len(siblings))
        item = self._item(row, level, column, here)
        siblings.append(item)
        if level < len(LEVEL_HEADINGS):
            item |= {"children": [], "rows": []}
            self.headings[level - 1 :] = [(item, here)]

    def _above(self, level: int) -> tuple[Data, Place] | None:
        """What a row of this level belongs to: a third-level row to the heading that came last."""
        known = self.headings[: level - 1]
        return known[-1] if known else None

    def _siblings(self, level: int, above: tuple[Data, Place] | None) -> tuple[list[Data], Place]:
        if above is None:
            return self.groups, GROUPS
        item, place = above
        field = "rows" if level == len(LEVEL_HEADINGS) else "children"
        return item[field], (*place, field)

    def _item(self, row: int, level: int, column: int, place: Place) -> Data:
        own = tree_columns(FixedRow if level == len(LEVEL_HEADINGS) else Group)
        self._refuse_others(row, level, own)
        item: Data = self.lists.item(self.page, row, place, list(own.values()), self.at)
        item["name"] = self.page.text(row, column).rstrip()
        self.lists.spots[*place, "name"] = self.page.spot(row, column)
        return item

    def _refuse_others(self, row: int, level: int, own: dict[str, Column]) -> None:
        """What a heading has no field for, and a row neither."""
        for heading in self.every:
            column: Any = self.at.get(heading)
            if heading not in own and column and self.page.text(row, column):
                words = NOT_HERE.format(level=LEVEL_HEADINGS[level - 1])
                self.lists.faults.say(self.page.spot(row, column), words, name=heading)
