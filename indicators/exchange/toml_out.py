"""A form as TOML, in the shape of the catalogue's files: what is left to its default is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from core.figures.printing import plain
from core.filing.form import FormDefinition
from indicators.asking.words import name_of

ALWAYS = frozenset({"kind", "schema_version", "version", "year"})


def form_to_toml(form: FormDefinition) -> str:
    """Return the text of a file that reads back as `form`."""
    head = f"# {_one_line(form.name)}（{form.year}年，第{form.version}版）\n"
    return head + "\n".join(_table(_told(form), (), comments=True)) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _told(model: BaseModel) -> dict[str, Any]:
    """The fields that say something: plain values first, as TOML wants them."""
    fields = type(model).model_fields
    found = {
        name: value for name in fields if not _is_default(model, name, value := _plain(getattr(model, name)))
    }
    return dict(sorted(found.items(), key=lambda item: _is_table(item[1])))


def _is_default(model: BaseModel, name: str, value: Any) -> bool:
    field = type(model).model_fields[name]
    if value is None:
        return True
    same = not field.is_required() and _plain(field.get_default(call_default_factory=True)) == value
    return same and name not in ALWAYS


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _told(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return plain(value) if isinstance(value, Decimal) else value


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )


def _table(table: Mapping[str, Any], path: tuple[str, ...], *, comments: bool = False) -> Iterator[str]:
    """The lines of one table: its values, then the tables in it with their whole path."""
    for key, value in table.items():
        here = (*path, key)
        if not _is_table(value):
            yield f"{_key(key)} = {_value(value)}"
            continue
        if comments:
            yield f"\n# ---- {name_of(FormDefinition, key)} ----"
        if isinstance(value, dict):
            yield f"[{_path(here)}]"
            yield from _table(value, here)
        else:
            for item in value:
                yield f"[[{_path(here)}]]"
                yield from _table(item, here)


def _path(path: tuple[str, ...]) -> str:
    return ".".join(map(_key, path))


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else _value(key)


def _value(value: Any) -> str:
    """Text in quotes with JSON's escapes, which are TOML's, and of DEL which is not JSON's."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
