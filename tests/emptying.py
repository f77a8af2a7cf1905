"""Empty the tables after a test that commits: those that hold rows, and without what no test changes.

Django's flush empties every table and then makes all content types, permissions and triggers anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from foundation.audit import immutability
from tests.alone import alone

KEPT = frozenset({"auth_permission", "django_content_type"})
"""What every migrate leaves there."""


def empty_tables() -> None:
    """All of the product's tables; append-only ones are as protected afterwards as a migrate leaves them."""
    alone()
    with transaction.atomic(), connection.cursor() as cursor:
        full = holding_rows(cursor)
        with unprotected(cursor, full):
            for table in full:
                cursor.execute(f'DELETE FROM "{table}"')
    if immutability.missing():
        immutability.lay()


def holding_rows(cursor: CursorWrapper) -> list[str]:
    tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in sorted(tables - KEPT)]
    cursor.execute(" UNION ALL ".join(asked))
    return [table for (table,) in cursor.fetchall()]


@contextmanager
def unprotected(cursor: CursorWrapper, tables: list[str]) -> Iterator[None]:
    """In this transaction alone: no trigger of these tables refuses anything."""
    if connection.vendor == "postgresql":
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        return
    named = ", ".join(f"'{table}'" for table in tables)
    cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({named})")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, statement in triggers:
        cursor.execute(statement)
