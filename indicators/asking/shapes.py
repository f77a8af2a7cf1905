"""What one field of a form definition or of a rule asks for, read from its annotation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

Kind = Literal["text", "number", "whole", "yes_no", "choice", "words", "part", "parts", "named", "rule"]
_LEAVES: Mapping[Any, Kind] = {str: "text", Decimal: "number", int: "whole", bool: "yes_no"}


@dataclass(frozen=True)
class Shape:
    """`models`: of a part or of each part, and those between which a rule chooses; `choices`: of a Literal.

    `is_share`: a number from 0 to 1, which people read as a percentage. `optional`: may be None.
    """

    kind: Kind
    optional: bool = False
    models: tuple[type[BaseModel], ...] = ()
    choices: tuple[Any, ...] = ()
    is_share: bool = False

    @property
    def model(self) -> type[BaseModel]:
        return self.models[0]

    @property
    def is_leaf(self) -> bool:
        return not self.models


def shape_of(field: FieldInfo) -> Shape:
    """Read the annotation of `field`; TypeError for one that no page can ask for."""
    return _shape(field.annotation, optional=False, is_share=_is_share(field.metadata))


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo, Shape]]:
    """The fields of `model` that are asked: all but what is always the same (`kind`)."""
    for name, field in model.model_fields.items():
        shape = shape_of(field)
        if len(shape.choices) != 1:
            yield name, field, shape


def _shape(annotation: Any, *, optional: bool, is_share: bool = False) -> Shape:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inside[0], optional=optional, is_share=is_share or _is_share(annotation.__metadata__))
    if origin in (Union, UnionType):
        return _union(inside, optional=optional, is_share=is_share)
    if origin is Literal:
        return Shape("choice", optional, choices=inside)
    if origin is tuple:
        return _several(inside[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Shape("named", models=_shape(inside[1], optional=False).models)
    if annotation in _LEAVES:
        return Shape(_LEAVES[annotation], optional, is_share=is_share)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("rule" if is_rule(annotation) else "part", optional, models=(annotation,))
    raise TypeError(f"no page can ask for {annotation!r}")


def _is_share(given: Iterable[Any]) -> bool:
    facts = [fact for one in given for fact in (one, *getattr(one, "metadata", ()))]
    return any(getattr(fact, "ge", None) == 0 for fact in facts) and any(
        getattr(fact, "le", None) == 1 for fact in facts
    )


def _union(inside: tuple[Any, ...], *, optional: bool, is_share: bool) -> Shape:
    kinds = [part for part in inside if part is not NoneType]
    empty = optional or len(kinds) < len(inside)
    if len(kinds) == 1:
        return _shape(kinds[0], optional=empty, is_share=is_share)
    return Shape("rule", empty, models=tuple(kinds))


def is_rule(model: type[BaseModel]) -> bool:
    """Whether it is one of several kinds, told apart by what its `kind` always is."""
    return "kind" in model.model_fields and len(get_args(model.model_fields["kind"].annotation)) == 1


def _several(inside: Any) -> Shape:
    each = _shape(inside, optional=False)
    return Shape("words", choices=each.choices) if each.is_leaf else Shape("parts", models=each.models)
