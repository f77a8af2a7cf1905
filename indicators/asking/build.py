"""From a class, a value and what was typed to the layout of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from indicators.asking.fields import ORDER, Choices, Leaf
from indicators.asking.nodes import Choice, Link, Node, Part, Parts, Row
from indicators.asking.shapes import Shape, fields_of, is_rule
from indicators.asking.words import choice_name, help_of, is_rate, is_written, kind_name, name_of

SPARE_ROWS = 2
MOST_ROWS = 200
KEY = "key"
PICK, NONE = "请选择", "无"
MEASURED = frozenset({"Band.low", "Band.high", "Steps.limit", "Steps.step"})
"""Numbers in the measure of their rule."""
TEXT, WHOLE, YES_NO = Shape("text"), Shape("whole"), Shape("yes_no")


@dataclass(frozen=True)
class Slot:
    """One field of a class at its place: `path` in the page; `where` stands before its label in messages."""

    model: type[BaseModel]
    name: str
    shape: Shape
    value: Any
    path: str
    where: str = ""
    required: bool = False
    in_table: bool = False

    @property
    def id(self) -> str:
        return f"{self.model.__name__}.{self.name}"

    @property
    def label(self) -> str:
        return name_of(self.model, self.name)

    @property
    def help(self) -> str:
        return help_of(self.model, self.name)


@dataclass(frozen=True)
class Builder:
    """`typed`: what came back, None for a fresh page. `offered`: choices that the form itself gives, by
    `Class.field`. `omitted`: fields that another page asks. `links`: rules get a page of their own.
    `in_percent`: the ends and steps of the rule that is built are rates.
    """

    typed: Mapping[str, str] | None = None
    offered: Mapping[str, Choices] | None = None
    omitted: frozenset[str] = frozenset()
    links: bool = True
    in_percent: bool = False

    def part(self, model: type[BaseModel], value: Any, path: str, where: str = "") -> list[Node]:
        """The boxes of one class."""
        build = replace(self, in_percent=_in_percent(model, value)) if is_rule(model) else self
        return [build._node(slot) for slot in build._slots(model, value, path, where)]

    def rule(self, slot: Slot) -> Choice:
        """The choice between kinds, with the boxes of the one chosen."""
        kinds = {model.model_fields["kind"].default: model for model in slot.shape.models}
        stored = (slot.value or {}).get("kind", "")
        chosen = stored if self.typed is None else self.typed.get(f"{slot.path}.kind", "")
        names = [("", NONE if slot.shape.optional else PICK), *((kind, kind_name(kind)) for kind in kinds)]
        label = f"{slot.where}{slot.label}"
        picked = Leaf("kind", f"{slot.path}.kind", label, TEXT, value=chosen, choices=names)
        value = slot.value if stored == chosen else None
        nodes = self.part(kinds[chosen], value, slot.path, slot.where) if chosen in kinds else []
        return Choice(slot.name, slot.label, picked, chosen, nodes, slot.help)

    def cells(self, model: type[BaseModel], value: Any, path: str, where: str) -> list[Leaf]:
        """The boxes of one row of a table; what is no single box is asked elsewhere."""
        slots = self._slots(model, value, path, where)
        return [self._leaf(replace(slot, in_table=True)) for slot in slots if slot.shape.is_leaf]

    def _slots(self, model: type[BaseModel], value: Any, path: str, where: str) -> Iterator[Slot]:
        given = value or {}
        for name, field, shape in fields_of(model):
            slot = Slot(model, name, shape, None, f"{path}.{name}".lstrip("."), where, field.is_required())
            if slot.id not in self.omitted:
                yield replace(slot, value=given.get(name, plain_default(field)))

    def _node(self, slot: Slot) -> Node:
        match slot.shape.kind:
            case "rule":
                return self._link(slot) if self.links else self.rule(slot)
            case "part":
                return self._inner(slot)
            case "parts" | "named":
                return self._several(slot)
        return self._leaf(slot)

    def _link(self, slot: Slot) -> Link:
        return Link(slot.name, slot.label, slot.path, slot.value, slot.shape.models, slot.help)

    def _inner(self, slot: Slot) -> Part:
        switch, there = None, slot.value is not None
        if slot.shape.optional:
            switch = Leaf("on", f"{slot.path}.on", f"有{slot.label}", YES_NO, value=there)
        nodes = self.part(slot.shape.model, slot.value, slot.path, f"{slot.where}{slot.label}：")
        return Part(slot.name, slot.label, nodes, slot.help, switch)

    def _several(self, slot: Slot) -> Parts:
        by_name = slot.shape.kind == "named"
        values = _with_names(slot.value) if by_name else list(slot.value or ())
        count = self._count(slot, len(values))
        rows = [self._row(slot, n, values[n] if n < len(values) else None) for n in range(count)]
        hidden = Leaf("count", f"{slot.path}.count", slot.label, WHOLE, value=count, hidden=True)
        return Parts(slot.name, slot.label, rows, hidden, slot.help, by_name=by_name)

    def _count(self, slot: Slot, stored: int) -> int:
        typed = "" if self.typed is None else self.typed.get(f"{slot.path}.count", "")
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else stored + SPARE_ROWS
        return min(count, MOST_ROWS)

    def _row(self, slot: Slot, number: int, value: Any) -> Row:
        at, where = f"{slot.path}.{number}", f"{slot.where}{slot.label}第{number + 1}行"
        slots = [replace(inner, in_table=True) for inner in self._slots(slot.shape.model, value, at, where)]
        nodes = [self._node(inner) for inner in slots]
        if slot.shape.kind == "named":
            named = Slot(slot.model, f"{slot.name}[]", TEXT, (value or {}).get(""), f"{at}.name", where)
            nodes.insert(0, self._leaf(replace(named, in_table=True)))
        order = Leaf(ORDER, f"{at}.order", f"{where}顺序", WHOLE, value=number + 1 if value else None)
        gone = Leaf("gone", f"{at}.gone", f"{where}删除", YES_NO, value=False)
        return Row(number, nodes, order, gone, is_stored=value is not None)

    def _leaf(self, slot: Slot) -> Leaf:
        choices = (self.offered or {}).get(slot.id, ()) or _choices(slot)
        return Leaf(
            slot.name,
            slot.path,
            f"{slot.where}{slot.label}",
            slot.shape,
            value=slot.value,
            heading=slot.label,
            help=slot.help,
            in_table=slot.in_table,
            choices=choices,
            is_rate=is_rate(slot.model, slot.name) or (self.in_percent and slot.id in MEASURED),
            hidden=slot.in_table
            and slot.name == KEY
            and not (slot.id in (self.offered or {}) or is_written(slot.id)),
        )


def _in_percent(model: type[BaseModel], value: Any) -> bool:
    """Whether the numbers of a rule are rates: it says so, or has no measure to say."""
    field = model.model_fields.get("measure")
    return field is None or (value or {}).get("measure", plain_default(field)) == "%"


def _choices(slot: Slot) -> Choices:
    if not slot.shape.choices:
        return ()
    named = [(str(one), choice_name(slot.model, slot.name, one)) for one in slot.shape.choices]
    if slot.shape.kind == "words":
        return named
    if slot.shape.optional:
        return [("", "—"), *named]
    return [("", PICK), *named] if slot.value is None else named


def plain_default(field: FieldInfo) -> Any:
    """The default as plain data: what the page of something new begins with."""
    return _plain(field.get_default(call_default_factory=True)) if not field.is_required() else None


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def _with_names(value: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    return [{"": name, **given} for name, given in (value or {}).items()]
