"""Rows as lines of JSON: the same text on every database, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, Model

AT_ONCE = 200


def columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in _fields(model))


def lines(model: type[Model]) -> Iterator[bytes]:
    """Every row, ordered by key; a few hundred at a time in memory."""
    names = [field.attname for field in _fields(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=AT_ONCE):
        text = json.dumps(row, default=_plain, ensure_ascii=False, separators=(",", ":"))
        yield f"{text}\n".encode()


def load(model: type[Model], given: Iterable[bytes]) -> int:
    """Write rows past managers, signals and `auto_now`; return how many."""
    fields, waiting, count = _fields(model), iter(given), 0
    with connection.cursor() as cursor:
        while batch := [_values(fields, line) for line in islice(waiting, AT_ONCE)]:
            cursor.executemany(_insert(model), batch)
            count += len(batch)
    return count


def empty(models: Iterable[type[Model]]) -> None:
    """Delete what migrations put into the tables. Foreign keys must not be checked meanwhile."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def reset_sequences(models: Iterable[type[Model]]) -> None:
    """The next key follows the highest one there is. SQLite sees to that itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return list(model._meta.local_concrete_fields)


def _plain(value: object) -> str:
    """JSON has no decimals and no dates; text keeps every digit and every microsecond."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"no way to write {type(value).__name__} into a backup")


def _values(fields: list[Field[Any, Any]], line: bytes) -> list[Any]:
    pairs = zip(fields, json.loads(line), strict=True)
    return [field.get_db_prep_save(field.to_python(value), connection) for field, value in pairs]


def _insert(model: type[Model]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in columns(model))
    marks = ", ".join(["%s"] * len(_fields(model)))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"
