"""Append-only tables: the database itself refuses to change or delete their rows (D5, D13).

Django's rebuild of a SQLite table drops triggers silently, so they are laid again after every migrate.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True)
class Protection:
    """`table` refuses DELETE, and UPDATE of every column that is not in `allow_columns`.

    A row for which the SQL condition `open_while` (on OLD) holds may still be changed and deleted.
    A row enters, by INSERT or UPDATE, only where the SQL condition `enters_while` (on NEW) holds.
    """

    table: str
    allow_columns: tuple[str, ...] = ()
    open_while: str = "FALSE"
    enters_while: str = "TRUE"


_protected: dict[str, Protection] = {}


def protect(
    table: str,
    *,
    allow_columns: tuple[str, ...] = (),
    open_while: str = "FALSE",
    enters_while: str = "TRUE",
) -> None:
    """Have the database refuse changes to `table` (a database table name). Call it in `AppConfig.ready`."""
    _protected[table] = Protection(table, allow_columns, open_while, enters_while)


def protected() -> tuple[Protection, ...]:
    return tuple(_protected[name] for name in sorted(_protected))


@transaction.atomic
def lay() -> None:
    """Lay the triggers of every protected table that exists, replacing older ones."""
    lift()
    with connection.cursor() as cursor:
        for protection in _existing():
            for statement in statements(protection):
                cursor.execute(statement)


@transaction.atomic
def lift() -> None:
    """Take the triggers away, for a migration that must rewrite rows. The next migrate lays them again."""
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for protection in _existing():
            for name in trigger_names(protection):
                table = f' ON "{protection.table}"' if on_table else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{table}')


def missing() -> list[str]:
    """Return the names of triggers that should be there and are not."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    return [name for protection in _existing() for name in trigger_names(protection) if name not in there]


def trigger_names(protection: Protection) -> tuple[str, ...]:
    """Three on every database; on PostgreSQL a fourth one refuses TRUNCATE."""
    names = tuple(f"{protection.table}_no_{act}" for act in ("insert", "update", "delete"))
    return (*names, f"{protection.table}_no_truncate") if connection.vendor == "postgresql" else names


def statements(protection: Protection) -> tuple[str, ...]:
    """Return the SQL that lays the triggers of one table on the database in use."""
    return _postgresql(protection) if connection.vendor == "postgresql" else _sqlite(protection)


def _sqlite(protection: Protection) -> tuple[str, ...]:
    """REPLACE deletes the row in its way without asking the DELETE trigger: refuse what meets a row."""
    table, refusal = protection.table, f"SELECT RAISE(ABORT, '{protection.table} is append-only')"
    changed, closed = _changed(protection, "IS NOT"), f"NOT ({protection.open_while})"
    shut, met = f"NOT ({protection.enters_while})", _meets(protection)
    conditions = {
        "insert": f"{shut} OR EXISTS ({met})",
        "update": f"(({changed}) AND ({closed} OR {shut})) OR EXISTS ({met} AND met.rowid <> OLD.rowid)",
        "delete": closed,
    }
    return tuple(
        f'CREATE TRIGGER "{table}_no_{act}" BEFORE {act.upper()} ON "{table}" WHEN {condition}'
        f" BEGIN {refusal}; END"
        for act, condition in conditions.items()
    )


def _meets(protection: Protection) -> str:
    """Select the rows that have the key of NEW, or what may stand only once in common with it."""
    with connection.cursor() as cursor:
        keys = [*_primary_key(cursor, protection.table), *_unique_indexes(cursor, protection.table)]
    same = [
        " AND ".join([*(f'met."{name}" = NEW."{name}"' for name in names), where]) for names, where in keys
    ]
    return f'SELECT 1 FROM "{protection.table}" met WHERE ({" OR ".join(same)})'


def _primary_key(cursor: CursorWrapper, table: str) -> list[tuple[list[str], str]]:
    return [(connection.introspection.get_primary_key_columns(cursor, table) or [], "TRUE")]


def _unique_indexes(cursor: CursorWrapper, table: str) -> list[tuple[list[str], str]]:
    """Columns and condition of each; that of an index over some rows only is read with `met`'s columns."""
    cursor.execute(
        "SELECT list.name, master.sql FROM pragma_index_list(%s) list"
        ' JOIN sqlite_master master ON master.name = list.name WHERE list."unique"',
        [table],
    )
    found = []
    for name, sql in cursor.fetchall():
        cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [name])
        where = (sql or "").partition(" WHERE ")[2]
        found.append(([column for (column,) in cursor.fetchall()], f"({where})" if where else "TRUE"))
    return found


def _postgresql(protection: Protection) -> tuple[str, ...]:
    """ON CONFLICT DO UPDATE is an UPDATE to PostgreSQL, and fires its trigger."""
    table, changed = protection.table, _changed(protection, "IS DISTINCT FROM")
    row, refuse = "FOR EACH ROW", f'EXECUTE FUNCTION "{table}_refuse_change"()'
    return (
        POSTGRESQL_FUNCTION.format(
            table=table, open_while=protection.open_while, enters_while=protection.enters_while
        ),
        f'CREATE TRIGGER "{table}_no_insert" BEFORE INSERT ON "{table}" {row} {refuse}',
        f'CREATE TRIGGER "{table}_no_update" BEFORE UPDATE ON "{table}" {row} WHEN ({changed}) {refuse}',
        f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" {row} {refuse}',
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refuse}',
    )


POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION "{table}_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF {enters_while} THEN RETURN NEW; END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF ({open_while}) AND ({enters_while}) THEN RETURN NEW; END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF {open_while} THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _changed(protection: Protection, differs: str) -> str:
    """The SQL condition under which an UPDATE is refused."""
    if not protection.allow_columns:
        return "TRUE"
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, protection.table)
    kept = [column.name for column in columns if column.name not in protection.allow_columns]
    return " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in kept)


def _existing() -> list[Protection]:
    """The protected tables that a migration has already made."""
    tables = set(connection.introspection.table_names())
    return [protection for protection in protected() if protection.table in tables]
