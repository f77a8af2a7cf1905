"""What SQLite and PostgreSQL do differently: reading all tables as of one moment, and replacing them all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from foundation.backup import history
from foundation.backup.archive import flush_folder
from foundation.backup.exceptions import BackupError

MADE_BY_MIGRATE = {history.TABLE, "django_content_type", "auth_permission", *history.LEFT_OUT}
BESIDE = ("-wal", "-shm", "-journal")
WAIT_SECONDS = 1.0


class Database(Protocol):
    """The database of the settings, as a backup needs it."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything read inside is of one moment; nobody is kept from writing."""
        ...

    def refuse_in_use(self) -> None:
        """BackupError while somebody else is connected."""
        ...

    def replacement(self) -> AbstractContextManager[None]:
        """An empty database to fill; it takes the place of the old one at the end, or leaves no trace."""
        ...

    def loading(self) -> AbstractContextManager[None]:
        """Rows may come in any order inside; the foreign keys of all of them are checked at the end."""
        ...

    def holds_rows(self) -> bool:
        """Whether there is anything to lose."""
        ...


def here() -> Database:
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


def foreign_tables() -> list[str]:
    """Tables that belong to no app of the product, by their names."""
    known = ("django_", *(f"{app.label}_" for app in apps.get_app_configs()))
    return sorted(name for name in connection.introspection.table_names() if not name.startswith(known))


def _any_row() -> bool:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in MADE_BY_MIGRATE:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
                if cursor.fetchone():
                    return True
    return False


class PostgreSQL:
    """Tables are made, too, inside a transaction: the old ones stay until it commits."""

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def refuse_in_use(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            (others,) = cursor.fetchone()
        if others:
            raise BackupError(
                f"还有{others}个程序连接着数据库，未作任何改动。请先停止网页、后台任务和其他连接，再恢复。"
            )

    @contextmanager
    def replacement(self) -> Iterator[None]:
        """Foreign keys are checked at once but while rows are loaded: PostgreSQL alters no table before."""
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            tables = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
            if tables:
                cursor.execute(f"DROP TABLE {', '.join(tables)} CASCADE")
            yield

    @contextmanager
    def loading(self) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def holds_rows(self) -> bool:
        foreign = foreign_tables()
        if foreign:
            raise BackupError(
                f"数据库中有不属于本系统的表（{foreign[0]}等{len(foreign)}张），未作任何改动。"
                "请把本系统恢复到单独的数据库中。"
            )
        return _any_row()


class SQLite:
    """A file: a new one is filled beside it, and renamed over it."""

    @property
    def path(self) -> Path:
        return Path(connection.settings_dict["NAME"])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A deferred transaction reads what was there at its first read, and locks nobody out (WAL)."""
        connection.ensure_connection()
        mode = connection.transaction_mode  # type: ignore[attr-defined]
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic(durable=True):
                yield
        finally:
            connection.transaction_mode = mode  # type: ignore[attr-defined]

    def refuse_in_use(self) -> None:
        """Only who is alone with a file can take it out of WAL; that leaves nothing beside it."""
        connection.close()
        if not self.path.exists():
            return
        try:
            _leave_wal(self.path)
        except sqlite3.OperationalError as error:
            raise BackupError(
                f"数据库文件正在使用（{self.path}），未作任何改动。请先停止本系统，再恢复。"
            ) from error
        except sqlite3.DatabaseError:  # no database any more: nobody can use it
            _remove(self.path, BESIDE)

    @contextmanager
    def replacement(self) -> Iterator[None]:
        old = self.path
        new = old.with_name(f"{old.name}.restoring")
        old.parent.mkdir(parents=True, exist_ok=True)
        _remove(new, ("", *BESIDE))
        try:
            self._use(new)
            _do_not_wait_for_the_disk()
            yield
            self._use(old)
            _leave_wal(new)
            self.refuse_in_use()
            new.replace(old)
            flush_folder(old.parent)
        finally:
            self._use(old)
            _remove(new, ("", *BESIDE))

    @contextmanager
    def loading(self) -> Iterator[None]:
        with connection.constraint_checks_disabled(), transaction.atomic():
            yield
            connection.check_constraints()

    def holds_rows(self) -> bool:
        """A file that is no database (any more) may be worth a look before it is replaced: True."""
        try:
            return self.path.exists() and _any_row()
        except DatabaseError:
            return True
        finally:
            connection.close()

    def _use(self, path: Path) -> None:
        connection.close()
        connection.settings_dict["NAME"] = str(path)


def _do_not_wait_for_the_disk() -> None:
    """Until the new file is whole it may be lost; then `_leave_wal` puts all of it onto the disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


def _leave_wal(path: Path) -> None:
    """Bring what stands in the write-ahead log into the file, and the file onto the disk."""
    database = sqlite3.connect(path, timeout=WAIT_SECONDS)
    try:
        database.execute("PRAGMA journal_mode=DELETE").fetchone()
    finally:
        database.close()
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path, endings: tuple[str, ...]) -> None:
    for ending in endings:
        path.with_name(path.name + ending).unlink(missing_ok=True)
