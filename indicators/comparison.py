"""What two versions of a form say differently, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from core.filing.form import FormDefinition
from core.scoring.wording import rule_in_words
from indicators.asking.fields import Leaf
from indicators.asking.shapes import Shape, shape_of
from indicators.asking.words import choice_name, is_rate, name_of

NOTHING = "（无）"
IGNORED = frozenset({"version"})
NAMES = ("name", "label", "heading", "key")
YES, NO = "是", "否"


@dataclass(frozen=True)
class Difference:
    """One place that says something else; NOTHING where it is only in one of the two."""

    place: str
    before: str
    after: str


def differences(before: FormDefinition, after: FormDefinition) -> list[Difference]:
    """Return what differs, in the order of the form."""
    return list(_of_models(before, after, ""))


def _of_models(before: BaseModel, after: BaseModel, place: str) -> Iterator[Difference]:
    model = type(after)
    for name, field in model.model_fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new and name not in IGNORED:
            at = f"{place}·{name_of(model, name)}" if place else name_of(model, name)
            yield from _of_values(old, new, at, _Field(model, name, shape_of(field)))


@dataclass(frozen=True)
class _Field:
    model: type[BaseModel]
    name: str
    shape: Shape

    def shown(self, value: Any) -> str:
        """A value as its box shows it."""
        if value is None or value == "" or value == ():
            return NOTHING
        if self.shape.kind == "yes_no":
            return YES if value else NO
        if self.shape.kind == "choice":
            return choice_name(self.model, self.name, value)
        return str(Leaf("", "", "", self.shape, value=value, is_rate=is_rate(self.model, self.name)).initial)


def _of_values(old: Any, new: Any, place: str, field: _Field) -> Iterator[Difference]:
    match field.shape.kind:
        case "part":
            yield from _of_parts(old, new, place)
        case "parts":
            yield from _of_rows(_by_name(old), _by_name(new), place)
        case "named":
            yield from _of_rows(old or {}, new or {}, place)
        case "rule":
            yield Difference(place, _rule(old), _rule(new))
        case _:
            yield Difference(place, field.shown(old), field.shown(new))


def _of_parts(old: BaseModel | None, new: BaseModel | None, place: str) -> Iterator[Difference]:
    if old is None or new is None:
        yield Difference(place, NOTHING if old is None else "有", NOTHING if new is None else "有")
    else:
        yield from _of_models(old, new, place)


def _by_name(rows: tuple[BaseModel, ...] | None) -> dict[str, BaseModel]:
    """Rows by what is given once: the key, else the number."""
    return {str(getattr(row, "key", None) or number): row for number, row in enumerate(rows or (), start=1)}


def _of_rows(old: Mapping[str, Any], new: Mapping[str, Any], place: str) -> Iterator[Difference]:
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if not isinstance(before if before is not None else after, BaseModel):
            if before != after:
                yield Difference(f"{place}·{key}", before or NOTHING, after or NOTHING)
        elif before is None or after is None:
            yield Difference(place, _called(before, key), _called(after, key))
        else:
            yield from _of_models(before, after, f"{place}「{_called(after, key)}」")
    kept = [key for key in old if key in new]
    if kept != [key for key in new if key in old]:
        yield Difference(f"{place}·顺序", _order(old, kept), _order(new, [key for key in new if key in old]))


def _order(rows: Mapping[str, Any], keys: list[str]) -> str:
    return "、".join(_called(rows[key], key) for key in keys)


def _called(row: Any, key: str) -> str:
    if row is None:
        return NOTHING
    return str(next((text for name in NAMES if (text := getattr(row, name, ""))), key))


def _rule(rule: Any) -> str:
    return NOTHING if rule is None else rule_in_words(rule)
