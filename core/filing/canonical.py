"""One text for one content: what is hashed, frozen and read back (D5), for a filing and for a form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from core.figures import printing
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.snapshot import (
    ABSENT_WHEN_EMPTY,
    SCHEMA_VERSION,
    Cell,
    Child,
    EvidenceFile,
    Identity,
    Line,
    Snapshot,
)

T = TypeVar("T")


def to_json(snapshot: Snapshot) -> str:
    """Return the canonical text: sorted keys, no spaces, typed text untouched, numbers short and exact.

    A number read back from PostgreSQL (1155.500000) and one just typed (1155.5) give the same text, so equal
    content has one hash. A float, NaN or Infinity raises ValueError.
    """
    return text_of(snapshot)


def from_json(text: str) -> Snapshot:
    """Read what `to_json` wrote; ValueError for anything else, also for another schema version."""
    data = json.loads(text, parse_float=_refuse, parse_constant=_refuse)
    if not isinstance(data, dict) or data.get("schema_version") != SCHEMA_VERSION:
        raise ValueError("本快照的格式版本不受支持。")
    cells = _cells(data.pop("cells"))
    lines = tuple(_line(line) for line in data.pop("lines"))
    identity = _build(Identity, data.pop("identity"))
    evidence = tuple(_build(EvidenceFile, file) for file in data.pop("evidence", ()))
    children = tuple(_build(Child, child, cells=_cells(child["cells"])) for child in data.pop("children", ()))
    return _build(
        Snapshot,
        data,
        identity=identity,
        lines=lines,
        evidence=evidence,
        children=children,
        cells=cells,
    )


def form_to_json(form: FormDefinition) -> str:
    """Return the canonical text of a released form, in the same spelling as a filing."""
    return text_of(form)


@lru_cache(maxsize=64)
def form_from_json(text: str) -> FormDefinition:
    """Read what `form_to_json` wrote; pydantic's ValidationError (a ValueError) for anything else.

    The last 64 are kept: a form never changes under its text.
    """
    return FormDefinition.model_validate_json(text)


def sha256(text: str) -> str:
    """The 64 hex digits by which a frozen text is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(value: object) -> str:
    """The canonical text of dataclasses, models, mappings, lists, text, whole numbers and Decimals.

    A field of a model that came later than the first releases is left out as its `exclude_if` says.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Return what JSON has a word for; ValueError for what it cannot carry exactly."""
    if value is None or isinstance(value, str | int):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, BaseModel):
        names = [name for name, field in type(value).model_fields.items() if _is_told(value, name, field)]
        return {name: _plain(getattr(value, name)) for name in names}
    if is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name)) for field in fields(value) if _has(value, field)
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise ValueError(f"not exact or not data: {type(value).__name__}")


def _is_told(value: BaseModel, name: str, field: FieldInfo) -> bool:
    """Whether a field of a model has its say: `exclude_if` keeps later ones out of what is hashed."""
    return field.exclude_if is None or not field.exclude_if(getattr(value, name))


def _has(value: Any, field: Field[Any]) -> bool:
    return not field.metadata.get(ABSENT_WHEN_EMPTY) or bool(getattr(value, field.name))


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"no number: {value}")
    return printing.plain(value)


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"a number must be written as text: {text}")


def _cells(data: Mapping[str, Any]) -> dict[str, Cell]:
    return {str(CellRef.parse(ref)): _cell(cell) for ref, cell in data.items()}


def _cell(data: Mapping[str, Any]) -> Cell:
    value = data.get("value")
    return _build(Cell, data, value=None if value is None else Decimal(value))


def _line(data: Mapping[str, Any]) -> Line:
    points = data.get("approved_points")
    return _build(Line, data, approved_points=None if points is None else Decimal(points))


def _build(kind: type[T], data: Mapping[str, Any], **read: Any) -> T:
    """Build one frozen dataclass; ValueError for a field that is missing or unknown."""
    try:
        return kind(**{**data, **read})
    except TypeError as problem:
        raise ValueError(f"not a {kind.__name__}: {problem}") from problem
