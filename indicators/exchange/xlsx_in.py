"""A form from a foreign workbook, after the gate has read it: whole, or every fault by its sheet and cell."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from core.filing.form import FormDefinition
from indicators import checks
from indicators.asking.fields import NOTHING
from indicators.asking.places import place_in_words
from indicators.asking.shapes import Shape, fields_of
from indicators.exchange.columns import Column
from indicators.exchange.layout import (
    ACCEPTED,
    BASICS,
    GROUPS,
    GUIDE,
    LISTS,
    ORDER,
    Path,
    Setting,
    settings,
)
from indicators.exchange.lists_in import Lists
from indicators.exchange.record import Data
from indicators.exchange.tree_in import Tree
from indicators.exchange.values import NO, YES
from indicators.exchange.workbook import Faults, Page, Spot, pages_of
from indicators.refusals import FormRefused, say

KNOWN = frozenset({*ORDER, GUIDE, "选项"})
MUST = (BASICS,)
UNKNOWN_SHEET = "不认识这张工作表，请删除，或改回导出时的名称。"
NO_SHEET = "文件中没有工作表“{name}”，请在“导出表格”得到的文件上修改。"
UNKNOWN_LINE = "不认识“{name}”，请改回导出时的写法或删除这一行。"
TWICE = "“{name}”写了两行，请删除一行。"
ONLY_YES = "只能填是、否，请改正。"
NO_PART = "“有{name}”填的不是“是”，这里应留空；需要这部分的，请在那里填“是”。"


def form_from_pages(told: Any) -> FormDefinition:
    """Return the form that a workbook says; FormRefused with every reason, each by its cell."""
    return Reader(told).form()


class Reader:
    """One workbook. `spots`: where each part of the data stands, by its place in the data."""

    def __init__(self, told: Any) -> None:
        self.faults = Faults(ORDER)
        self.pages = pages_of(told, self.faults)
        self.spots: dict[tuple[int | str, ...], Spot] = {(): Spot(BASICS, 1, 1)}
        self.lists = Lists(self.pages, self.faults, self.spots)
        self.answers: dict[tuple[Path, str], tuple[Spot, str]] = {}

    def form(self) -> FormDefinition:
        if missing := [NO_SHEET.format(name=name) for name in MUST if name not in self.pages]:
            raise FormRefused(missing)
        self._look_at_sheets()
        data = self._part(FormDefinition, ())
        self._refuse_leftovers(data)
        return self._checked(data)

    def _look_at_sheets(self) -> None:
        for name, page in self.pages.items():
            if name not in KNOWN and page.cells:
                self.faults.say(page.spot(1, 1), UNKNOWN_SHEET)
        for name in ORDER:
            if name in self.pages and name not in LISTS.values():
                self._read_settings(self.pages[name])

    def _read_settings(self, page: Page) -> None:
        """Take what each line says; a line is known by its name, wherever it stands."""
        known = {setting.label: setting for setting in settings() if setting.sheet == page.name}
        top = next(iter(known.values())).path[:1] if page.name != BASICS else ()
        self.spots[top] = page.spot(1, 1)
        for row in page.rows:
            label, text = page.text(row, 1).strip(), page.text(row, 2)
            setting = known.get(label)
            if setting is None:
                self.faults.say(page.spot(row, 1), UNKNOWN_LINE.format(name=label[:20]))
            elif _key(setting) in self.answers:
                self.faults.say(page.spot(row, 1), TWICE.format(name=label))
            else:
                self.answers[_key(setting)] = page.spot(row, 2), text

    def _part(self, model: type[BaseModel], path: Path) -> Data:
        """The data of one class, from its lines and lists."""
        data: Data = {}
        own = {setting.column for setting in settings() if setting.column and setting.path == path}
        for name, _, shape in fields_of(model):
            here = (*path, name)
            if here in LISTS:
                value: Any = self._list(here, shape)
            elif shape.kind == "part":
                value = self._inner(shape.model, here, optional=shape.optional)
            else:
                columns = [column for column in own if column.field == name]
                for column in sorted(columns, key=lambda one: one.holds):  # the kind before its parameters
                    self._read(column, path, data)
                continue
            if value is not NOTHING:
                data[name] = value
        return data

    def _list(self, path: Path, shape: Shape) -> Any:
        """What a list says; NOTHING where its sheet is gone."""
        page = self.pages.get(LISTS[path])
        if page is None:
            return NOTHING
        self.spots[path] = page.spot(1, 1)
        if path == GROUPS:
            return Tree(self.lists, page).read()
        if path == ACCEPTED:
            return self.lists.accepted(page)
        return self.lists.named(page, path) if shape.kind == "named" else self.lists.several(page, path)

    def _inner(self, model: type[BaseModel], path: Path, *, optional: bool) -> Any:
        if not optional:
            return self._part(model, path)
        spot, text = self.answers.get((path, ""), (None, ""))
        if spot and text.strip() not in (YES, NO, ""):
            self.faults.say(spot, ONLY_YES)
        return self._part(model, path) if text.strip() == YES else None

    def _read(self, column: Column, path: Path, data: Data) -> None:
        spot, text = self.answers.get((path, column.heading), (None, ""))
        if spot is None:
            return
        self.faults.say(spot, *column.read(text, data))
        self.spots.setdefault((*path, *column.place(data)), spot)

    def _refuse_leftovers(self, data: Data) -> None:
        """What stands where the form says that there is no such part."""
        for setting in settings():
            if setting.column is None and _at(data, setting.path) is None:
                name = setting.label.removeprefix("有")
                for spot in self._below(setting.path):
                    self.faults.say(spot, NO_PART.format(name=name))

    def _below(self, path: Path) -> list[Spot]:
        lines = [
            spot
            for (part, heading), (spot, text) in self.answers.items()
            if part[: len(path)] == path and text.strip() and (heading or part != path)
        ]
        lists = [name for there, name in LISTS.items() if there[: len(path)] == path and name in self.pages]
        return lines + [self.pages[name].spot(row, 1) for name in lists for row in self.pages[name].rows]

    def _checked(self, data: Data) -> FormDefinition:
        form = None
        try:
            form = FormDefinition.model_validate(data)
        except ValidationError as problem:
            self._tell(problem)
        if reasons := self.faults.reasons:
            raise FormRefused(reasons)
        assert form is not None
        if unstorable := checks.unstorable(form):
            raise FormRefused(unstorable)
        return form

    def _tell(self, problem: ValidationError) -> None:
        """Say each error at its cell, with what it is about; of one cell all together."""
        told: dict[Spot, list[str]] = {}
        for error in problem.errors():
            place, words = error["loc"], say(error["type"], error.get("ctx", {}))
            known = next(place[:end] for end in range(len(place), -1, -1) if place[:end] in self.spots)
            inside = place_in_words(place).removeprefix(place_in_words(known)).strip("·")
            about = f"“{inside}”" if inside else ""
            told.setdefault(self.spots[known], []).append(f"{about}{words}")
        for spot, sentences in told.items():
            self.faults.say(spot, *sentences)


def _key(setting: Setting) -> tuple[Path, str]:
    return setting.path, setting.column.heading if setting.column else ""


def _at(data: Data, path: Path) -> Any:
    found: Any = data
    for name in path:
        found = None if found is None else found.get(name)
    return found
