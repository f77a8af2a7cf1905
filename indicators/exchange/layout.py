"""Which worksheets a form's workbook has, and what stands in each: read from the definition of a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from core.filing.form import FixedRow, FormDefinition, Group
from indicators.asking.build import plain_default
from indicators.asking.shapes import Shape, fields_of
from indicators.asking.words import name_of
from indicators.exchange.columns import Column, column_of, columns_of

Path = tuple[str, ...]
GUIDE, BASICS, TREE = "填写说明", "表样", "指标"
GROUPS: Path = ("indicators", "groups")
ACCEPTED: Path = ("accepted_deviations",)
SETTINGS: Mapping[str, str] = {
    "": BASICS,
    "paper": "版面",
    "funds": "项目资金",
    "goals": "目标",
    "indicators": "指标设置",
    "explanations": "说明要求",
    "report": "报告",
}
"""The sheet of what is there once, by the part of the form."""
LISTS: Mapping[Path, str] = {
    ("header",): "填表信息",
    ("paper", "head"): "表头上方",
    ("paper", "header"): "表头各行",
    ("paper", "foot"): "表下各项",
    ("funds", "rows"): "资金行",
    ("funds", "columns"): "资金列",
    ("texts",): "文字说明",
    ("indicators", "more"): "另加的列",
    ("indicators", "row_rules"): "可选规则",
    GROUPS: TREE,
    ("total_caps",): "总分上限",
    ("grading", "bands"): "等级",
    ("grading", "caps"): "等级上限",
    ("report", "cover"): "封面各项",
    ("report", "sections"): "提纲",
    ("report", "closing"): "落款各项",
    ("checks",): "校验设置",
    ACCEPTED: "照印的问题",
}
"""The sheet of what is there several times."""
ORDER = (
    *("表样", "填表信息", "版面", "表头上方", "表头各行", "表下各项", "项目资金", "资金行", "资金列", "目标"),
    *("指标设置", "指标", "另加的列", "可选规则", "文字说明", "总分上限", "等级", "等级上限", "说明要求"),
    *("报告", "封面各项", "提纲", "落款各项", "校验设置", "照印的问题"),
)
THERE_IS = "有{name}"
LEVEL_HEADINGS = ("一级指标", "二级指标", "三级指标")
MEANING = "规则含义（供对照，导入时不读）"
ACCEPTED_HEADINGS = ("问题", "照印的理由")
NOT_BEHIND = frozenset({"name", "children", "rows"})
"""What the sheet of indicators says by the columns of names and by its rows."""
FIRST_IN_TREE = (
    *("key", "points", "target", "rule", "measure", "definition", "scoring_note"),
    *("max_rows", "shares_score"),
)
"""What stands first behind the names; everything else of a heading or a row follows."""


@dataclass(frozen=True)
class Setting:
    """One line of a sheet of what is there once. `path`: the part of the form in which its field stands.

    `column` is None where the line says whether there is such a part at all.
    """

    path: Path
    label: str
    column: Column | None = None

    @property
    def sheet(self) -> str:
        top = self.path[0] if self.path else ""
        return BASICS if self.column is None and len(self.path) == 1 else SETTINGS.get(top, BASICS)


@cache
def settings() -> tuple[Setting, ...]:
    """Everything that is there once, in the order of the form."""
    return tuple(_settings(FormDefinition, (), ""))


def _settings(model: type[BaseModel], path: Path, way: str) -> Iterator[Setting]:
    for name, _, shape in fields_of(model):
        here, label = (*path, name), f"{way}{name_of(model, name)}"
        if shape.kind == "part":
            if shape.optional:
                yield Setting(here, THERE_IS.format(name=label))
            yield from _settings(shape.model, here, f"{label}·" if path else "")
        elif here not in LISTS:
            for column in column_of(model, name, shape):
                yield Setting(path, f"{way}{column.heading}", column)


@cache
def tree_columns(model: type[Group] | type[FixedRow]) -> dict[str, Column]:
    """By its heading, each column of the tree that says something of a heading or of a row."""
    return {column.heading: column for column in columns_of(model) if column.field not in NOT_BEHIND}


def every_column() -> dict[str, Column]:
    """By its heading, each column of the tree behind the names."""
    found = {**tree_columns(Group), **tree_columns(FixedRow)}
    return dict(sorted(found.items(), key=lambda one: _place_in_tree(one[1].field)))


def _place_in_tree(field: str) -> int:
    return FIRST_IN_TREE.index(field) if field in FIRST_IN_TREE else len(FIRST_IN_TREE)


def list_columns(path: Path) -> list[Column]:
    """The columns of a list behind its name, where it has one."""
    return list(columns_of(shape_at(path).model))


def shape_at(path: Path) -> Shape:
    """What stands at `path` of a form."""
    shape = Shape("part", models=(FormDefinition,))
    for name in path:
        shape = next(found for field, _, found in fields_of(shape.model) if field == name)
    return shape


def part_at(data: Mapping[str, Any], path: Path) -> Any:
    """What the data has at `path`; its default where it says nothing, None where there is no such part."""
    found: Any = data
    model: type[BaseModel] = FormDefinition
    for name in path:
        if found is None:
            return None
        found = found.get(name, plain_default(model.model_fields[name]))
        shape = next(shape for field, _, shape in fields_of(model) if field == name)
        model = shape.model if shape.models else model
    return found
