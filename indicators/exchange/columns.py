"""What stands in a cell of a form's workbook: a field of a class, the kind of a rule, its parameters …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel

from indicators.asking.build import plain_default
from indicators.asking.fields import NOTHING
from indicators.asking.shapes import Shape, fields_of
from indicators.asking.words import help_of, kind_name, name_of
from indicators.exchange.record import Data, kind_of, kinds_of, lines_of, pairs_of, read_items, read_lines
from indicators.exchange.values import Misread, names_of, shown, understood

PARAMETERS = "（参数）"
NO_RULE = "没有选择评分规则，这里应留空，或先选择评分规则。"
AS_LINES = "一行一项，写法见“填写说明”。"


@dataclass(frozen=True)
class Column:
    """`holds`: one value, the kind of a rule, its parameters, a part in lines, or several, a line each."""

    model: type[BaseModel]
    field: str
    shape: Shape
    holds: Literal["value", "kind", "parameters", "lines", "items"]

    @property
    def heading(self) -> str:
        return name_of(self.model, self.field) + (PARAMETERS if self.holds == "parameters" else "")

    @property
    def help(self) -> str:
        """What helps to fill it in, in one line."""
        said = help_of(self.model, self.field)
        return said if self.holds in ("value", "kind") else f"{said}{AS_LINES}"

    @property
    def choices(self) -> tuple[str, ...]:
        """What may stand here, where not everything may."""
        if self.holds == "kind":
            return tuple(map(kind_name, kinds_of(self.shape)))
        if self.holds == "value" and self.shape.kind != "words":
            return tuple(names_of(self.model, self.field, self.shape).values())
        return ()

    def show(self, item: Mapping[str, Any]) -> str | Decimal:
        """What stands in the cell for `item`."""
        value = item.get(self.field, plain_default(self.model.model_fields[self.field]))
        if value is None:
            return ""
        match self.holds:
            case "value":
                return shown(self.model, self.field, self.shape, value)
            case "kind":
                return kind_name(value["kind"])
            case "parameters":
                return "\n".join(lines_of(kinds_of(self.shape)[value["kind"]], value))
            case "lines":
                return "\n".join(lines_of(self.shape.model, value))
        return "\n".join(pairs_of(self.shape.model, one) for one in value)

    def read(self, text: str, item: Data) -> list[str]:
        """Put what the cell says into `item`; a sentence for each thing that says nothing."""
        match self.holds:
            case "parameters":
                return self._read_parameters(text, item)
            case "items":
                item[self.field], problems = read_items(self.shape.model, text)
                return problems
            case "lines" if text.strip():
                item[self.field], problems = read_lines(self.shape.model, text)
                return problems
        try:
            value = self._value(text)
        except Misread as problem:
            return [str(problem)]
        if value is not NOTHING:
            item[self.field] = value
        return []

    def place(self, item: Data) -> tuple[str, ...]:
        """Where the checked data looks for what stands here."""
        if self.holds == "parameters" and item.get(self.field):
            return self.field, item[self.field]["kind"]
        return (self.field,)

    def _value(self, text: str) -> Any:
        if self.holds == "value":
            return understood(self.model, self.field, self.shape, text)
        if not text.strip():
            return None if self.shape.optional else NOTHING
        return {"kind": kind_of(self.shape, text.strip())}

    def _read_parameters(self, text: str, item: Data) -> list[str]:
        rule = item.get(self.field)
        if not rule:
            return [NO_RULE] if text.strip() else []
        said, problems = read_lines(kinds_of(self.shape)[rule["kind"]], text)
        rule.update(said)
        return problems


def columns_of(model: type[BaseModel]) -> Iterator[Column]:
    """The columns of a list of `model`."""
    for name, _, shape in fields_of(model):
        yield from column_of(model, name, shape)


def column_of(model: type[BaseModel], name: str, shape: Shape) -> Iterator[Column]:
    """The cells that one field takes."""
    match shape.kind:
        case "rule":
            yield Column(model, name, shape, "kind")
            yield Column(model, name, shape, "parameters")
        case "part":
            yield Column(model, name, shape, "lines")
        case "parts":
            yield Column(model, name, shape, "items")
        case _:
            yield Column(model, name, shape, "value")
