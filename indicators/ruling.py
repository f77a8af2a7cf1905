"""Where in a form a rule stands, by its address: `funds/execution_rule`, `row/r3/rule`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from core.filing.form import FixedRow, FormDefinition, Group
from indicators import tree
from indicators.asking.places import place_in_words
from indicators.asking.shapes import Shape, shape_of

ROW = "row"


@dataclass(frozen=True)
class RulePlace:
    """`holder`: the mapping in the data in which the rule stands under `name`."""

    holder: dict[str, Any]
    model: type[BaseModel]
    name: str
    shape: Shape
    label: str
    is_of_row: bool

    @property
    def value(self) -> Any:
        return self.holder.get(self.name)


def locate(data: dict[str, Any], address: str) -> RulePlace | None:
    """Return the place that `address` names in `data`; None where there is no rule."""
    start, model, parts = _start(data, address.split("/"))
    if start is None or not parts:
        return None
    found = _walk(start, model, parts)
    if found is None:
        return None
    holder, model, name = found
    shape = shape_of(model.model_fields[name])
    label = f"「{start['name']}」" if start is not data else place_in_words(tuple(parts))
    return RulePlace(holder, model, name, shape, label, start is not data) if shape.kind == "rule" else None


def _start(
    data: dict[str, Any], parts: list[str]
) -> tuple[dict[str, Any] | None, type[BaseModel], list[str]]:
    if parts[0] != ROW:
        return data, FormDefinition, parts
    place = tree.find(data["indicators"]["groups"], parts[1]) if len(parts) > 1 else None
    if place is None:
        return None, Group, []
    return place.item, FixedRow if place.is_row else Group, parts[2:]


def _walk(
    holder: Any, model: type[BaseModel], parts: Sequence[str]
) -> tuple[dict[str, Any], type[BaseModel], str] | None:
    name, rest = parts[0], parts[1:]
    if not isinstance(holder, dict) or name not in model.model_fields:
        return None
    if not rest:
        return holder, model, name
    shape, value = shape_of(model.model_fields[name]), holder.get(name)
    if shape.kind == "part":
        return _walk(value, shape.model, rest)
    if shape.kind == "parts" and rest[0].isdecimal() and int(rest[0]) < len(value or ()):
        return _walk((value or ())[int(rest[0])], shape.model, rest[1:]) if rest[1:] else None
    return None


def value_at(data: dict[str, Any], address: str) -> Any:
    """The rule that stands at `address`; None where there is none."""
    place = locate(data, address)
    return place.value if place else None
