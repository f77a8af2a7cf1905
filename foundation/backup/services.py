"""Making an archive of the database and the files, and putting one back whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.db.models import Model
from django.utils import timezone

from foundation.audit.queries import broken_chains
from foundation.backup import archive, databases, folders, history, manifest, rows
from foundation.backup.archive import Archive
from foundation.backup.exceptions import BackupError
from foundation.backup.manifest import Manifest, StoredFile, TableRows
from foundation.supervisor import preparing

Say = Callable[[str], object]
Models = list[type[Model]]


@dataclass(frozen=True)
class Made:
    """An archive that was written and read back. `left_out`: tables of others, which it does not hold."""

    path: Path
    manifest: Manifest
    seal: str
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Restored:
    """What was put back. `broken`: where the log's chains do not hold, as they did not in the archive."""

    manifest: Manifest
    broken: tuple[str, ...]


def back_up(target: Path, *, say: Say) -> Made:
    """Write an archive of everything as it is now, while the product runs, and read it back.

    BackupError where it cannot be made; nothing is left of it then, and older archives are untouched.
    """
    _refuse_target(target)
    with archive.writing(target) as writer:
        with databases.here().snapshot():
            nodes = _known(history.applied())
            models = history.models_at(nodes)
            said = {"migrations": nodes, "tables": _write_rows(writer, models, say)}
            left_out = databases.foreign_tables()
        said["files"] = _write_files(writer, say)
        text = _manifest(said).model_dump_json(indent=1)
        writer.add(manifest.MEMBER, [text.encode()])
    say("正在读回核对……")
    with archive.reading(target) as written:
        return Made(target, written.manifest, written.seal, tuple(left_out))


def restore(path: Path, *, replace: bool, say: Say) -> Restored:
    """Put an archive in the place of the database and the files, and bring it up to date.

    Everything is checked first. BackupError where it cannot be done: everything is as it was then.
    `replace`: also where there is something already.
    """
    database = databases.here()
    with archive.reading(path) as source, _product_stopped():
        models = _fitting_models(source.manifest)
        say("备份文件完好，开始恢复。")
        database.refuse_in_use()
        _refuse_occupied(database, replace=replace)
        with _told_in_words(), folders.staged(source, say) as files:
            with database.replacement():
                broken = _fill(source, models, say)
                files.lay()
            files.settle()
    return Restored(source.manifest, broken)


def check(path: Path) -> Manifest:
    """Read all of an archive; BackupError where it is damaged or this version cannot restore it."""
    with archive.reading(path) as source:
        _fitting_models(source.manifest)
        return source.manifest


def _refuse_target(target: Path) -> None:
    if target.exists():
        raise BackupError(f"文件已存在：{target}。请换一个名称；已有的备份不会被覆盖。")
    for folder in folders.registered().values():
        if target.resolve().is_relative_to(folder.resolve()):
            raise BackupError(f"备份不能放在本系统自己的文件目录（{folder}）中，请换一个目录。")


def _known(nodes: list[manifest.Node]) -> list[manifest.Node]:
    if not nodes:
        raise BackupError("数据库中还没有本系统的数据，没有可以备份的内容。请核对 DATABASE_URL 和 VAR_DIR。")
    if unknown := history.unknown(nodes):
        raise BackupError(f"数据库已由更新版本的系统升级（{'.'.join(unknown[0])}），请用那一版本的程序备份。")
    return nodes


def _write_rows(writer: archive.Writer, models: Models, say: Say) -> list[TableRows]:
    written = []
    for model in models:
        table = model._meta.db_table
        if table not in history.LEFT_OUT:
            count = _Count()
            size, sha256 = writer.add(f"rows/{table}.jsonl", count.of(rows.lines(model)))
            columns = rows.columns(model)
            written.append(TableRows(table=table, columns=columns, rows=count.n, size=size, sha256=sha256))
            say(f"数据表 {table}：{count.n:,}行")
    return written


def _write_files(writer: archive.Writer, say: Say) -> list[StoredFile]:
    written = []
    for key, folder in folders.registered().items():
        names = folders.files(folder)
        for name in names:
            if not manifest.is_safe(name):
                raise BackupError(f"文件名不能识别：{folder / name}，请移走该文件后重新备份。")
            size, sha256 = writer.add(f"files/{key}/{name}", folders.chunks(folder / name), packed=True)
            written.append(StoredFile(folder=key, name=name, size=size, sha256=sha256))
        say(f"文件目录 {key}：{len(names):,}个文件")
    return written


def _manifest(said: dict[str, object]) -> Manifest:
    facts = {"format": manifest.FORMAT, "version": manifest.product_version()}
    return Manifest.model_validate(
        {**facts, "made_at": timezone.now(), "database": connection.vendor, **said}
    )


class _Count:
    """Counts lines while they go by."""

    n = 0

    def of(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        for self.n, line in enumerate(lines, start=1):
            yield line


def _fitting_models(said: Manifest) -> Models:
    """The models that the archive's rows belong to; BackupError where this version cannot take them."""
    if unknown := history.unknown(said.migrations):
        raise BackupError(
            f"该备份由更新版本的系统（{said.version}，{'.'.join(unknown[0])}）制作，未作任何改动。请先升级本系统，再恢复。"
        )
    if not history.is_closed(said.migrations):
        raise BackupError("备份中的版本记录不完整，未作任何改动。请换一份备份。")
    if unregistered := {file.folder for file in said.files} - set(folders.registered()):
        raise BackupError(
            f"备份中有本系统没有的文件目录（{min(unregistered)}），未作任何改动。请先升级本系统，再恢复。"
        )
    models = [
        model for model in history.models_at(said.migrations) if model._meta.db_table not in history.LEFT_OUT
    ]
    expected = [(model._meta.db_table, rows.columns(model)) for model in models]
    if expected != [(table.table, table.columns) for table in said.tables]:
        raise BackupError("备份中的数据表与所记录的版本不符，未作任何改动。请换一份备份。")
    return models


@contextmanager
def _product_stopped() -> Iterator[None]:
    """Hold the lock of the product on this machine: it does not run, and does not start meanwhile."""
    var = Path(settings.VAR_DIR)
    try:
        held = preparing.lock(var)
    except preparing.NotReadyError as error:
        raise BackupError(str(error)) from error
    with held:
        yield


def _refuse_occupied(database: databases.Database, *, replace: bool) -> None:
    holds_rows = database.holds_rows()
    full = [folder for folder in folders.registered().values() if folders.files(folder)]
    if replace or not (holds_rows or full):
        return
    what = "数据库中已有数据" if holds_rows else f"文件目录 {full[0]} 中已有文件"
    raise BackupError(
        f"{what}，未作任何改动。确需以备份替换现有的全部数据和文件，请先备份现有数据，再加 --replace 恢复。"
    )


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, OSError, TypeError, ValueError, ValidationError) as error:
        raise BackupError(
            f"恢复没有完成，数据库和文件保持原样：{error}。请核对磁盘空间和数据库后重试，或换一份备份。"
        ) from error


def _fill(source: Archive, models: Models, say: Say) -> tuple[str, ...]:
    """Tables as they were, the rows, then forward to this version; return what does not hold in the log."""
    history.migrate_to(source.manifest.migrations)
    with databases.here().loading():
        rows.empty(models)
        for model, table in zip(models, source.manifest.tables, strict=True):
            if rows.load(model, source.lines(table)) != table.rows:
                raise ValueError(f"{table.table} 的行数与清单不符")
            say(f"数据表 {table.table}：{table.rows:,}行")
    rows.reset_sequences(models)
    history.migrate_forward()
    return tuple(str(link) for link in broken_chains())
