"""A form as a workbook: what is there once line by line, what is there several times as lists, the indicators
in three levels with their rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from core.filing.form import FixedRow, FormDefinition, Group
from core.scoring.parameters import Rule
from core.scoring.wording import rule_in_words
from documents.lists_xlsx import Choices, ListSheet, Value, lists_xlsx
from indicators.asking.words import name_of
from indicators.drafts import data_of
from indicators.exchange.columns import Column
from indicators.exchange.guide import guide
from indicators.exchange.layout import (
    ACCEPTED,
    ACCEPTED_HEADINGS,
    GUIDE,
    LEVEL_HEADINGS,
    LISTS,
    MEANING,
    ORDER,
    TREE,
    Path,
    Setting,
    every_column,
    list_columns,
    part_at,
    settings,
    shape_at,
    tree_columns,
)
from indicators.exchange.values import CHECK_NAMES, NO, YES

SETTING_HEADINGS = ("项目", "内容", "怎样填写")
SETTING_WIDTHS = (60, 90, 110)
WIDE = frozenset({"parameters", "lines", "items"})
LONG_TEXTS = frozenset({"definition", "scoring_note", "guidance", "heading", "reason"})
RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


def form_to_xlsx(form: FormDefinition) -> bytes:
    """Return a workbook that reads back as `form`; equal forms give equal bytes."""
    data = data_of(form)
    drawn = {name: _settings_sheet(name, data) for name in ORDER if name not in LISTS.values()}
    drawn |= {name: _list_sheet(path, data) for path, name in LISTS.items()}
    guiding = ListSheet(GUIDE, ("事项", "说明"), (50, 200), tuple(guide()))
    title = f"{form.name}（{form.year}年，第{form.version}版）"
    return lists_xlsx(title, [guiding, *(drawn[name] for name in ORDER)])


def _settings_sheet(name: str, data: Mapping[str, Any]) -> ListSheet:
    rows: list[tuple[Value, ...]] = []
    chosen: dict[tuple[int, int], Choices] = {}
    for setting in settings():
        if setting.sheet == name:
            rows.append((setting.label, _stands(setting, data), _help(setting)))
            chosen[len(rows) + 1, 2] = setting.column.choices if setting.column else (YES, NO)
    offered = {place: choices for place, choices in chosen.items() if choices}
    return ListSheet(name, SETTING_HEADINGS, SETTING_WIDTHS, tuple(rows), chosen_at=offered)


def _stands(setting: Setting, data: Mapping[str, Any]) -> Value:
    part = part_at(data, setting.path)
    if setting.column is None and part_at(data, setting.path[:-1]) is not None:
        return NO if part is None else YES
    return "" if part is None or setting.column is None else setting.column.show(part)


def _help(setting: Setting) -> str:
    return " ".join(setting.column.help.split("\n")) if setting.column else "填“否”的，有关各行各表留空。"


def _list_sheet(path: Path, data: Mapping[str, Any]) -> ListSheet:
    name, items = LISTS[path], part_at(data, path)
    if name == TREE:
        return _tree_sheet(items)
    if path == ACCEPTED:
        return ListSheet(name, ACCEPTED_HEADINGS, (60, 160), tuple(items.items()))
    columns = list_columns(path)
    if shape_at(path).kind == "named":
        heading = name_of(FormDefinition, f"{path[0]}[]")
        rows = [(CHECK_NAMES.get(key, key), *_row(columns, item)) for key, item in items.items()]
        first: Choices = tuple(CHECK_NAMES.values())
        return _sheet(name, [heading], columns, rows, first)
    return _sheet(name, [], columns, [_row(columns, item) for item in items or ()])


def _row(columns: Sequence[Column], item: Mapping[str, Any]) -> tuple[Value, ...]:
    return tuple(column.show(item) for column in columns)


def _sheet(
    name: str,
    before: list[str],
    columns: Sequence[Column],
    rows: Sequence[tuple[Value, ...]],
    first: Choices = (),
) -> ListSheet:
    chosen = {number: one.choices for number, one in enumerate(columns, start=len(before) + 1) if one.choices}
    if first:
        chosen[1] = first
    headings = (*before, *(column.heading for column in columns))
    widths = (*(40 for _ in before), *(_width(column) for column in columns))
    return ListSheet(name, headings, widths, tuple(rows), chosen)


def _width(column: Column) -> int:
    if column.holds in WIDE or column.field in LONG_TEXTS:
        return 90
    return 50 if column.field in ("label", "name", "rule") else 30


def _tree_sheet(groups: Sequence[Mapping[str, Any]]) -> ListSheet:
    """Each heading and each third-level row in a row of its own, its name in the column of its level."""
    every = every_column()
    rows = tuple(_tree_rows(groups, 1, tuple(every)))
    chosen = {
        number: column.choices
        for number, column in enumerate(every.values(), start=len(LEVEL_HEADINGS) + 1)
        if column.choices
    }
    widths = (*(45 for _ in LEVEL_HEADINGS), *(_width(column) for column in every.values()), 100)
    return ListSheet(TREE, (*LEVEL_HEADINGS, *every, MEANING), widths, rows, chosen)


def _tree_rows(
    groups: Sequence[Mapping[str, Any]], level: int, headings: Sequence[str]
) -> Iterator[tuple[Value, ...]]:
    for group in groups:
        yield _tree_row(group, level, tree_columns(Group), headings)
        yield from _tree_rows(group["children"], level + 1, headings)
        for row in group["rows"]:
            yield _tree_row(row, len(LEVEL_HEADINGS), tree_columns(FixedRow), headings)


def _tree_row(
    item: Mapping[str, Any], level: int, own: Mapping[str, Column], headings: Sequence[str]
) -> tuple[Value, ...]:
    names = [str(item["name"]) if level == number else "" for number in range(1, len(LEVEL_HEADINGS) + 1)]
    rule = item.get("rule")
    meaning = rule_in_words(RULE.validate_python(rule)) if rule else ""
    shown = (own[heading].show(item) if heading in own else "" for heading in headings)
    return (*names, *shown, meaning)
