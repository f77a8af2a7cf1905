"""`manage.py restore`: everything or nothing, on either database, and as protected as before."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection

from accounts.models import User
from evaluations.dossiers.models import Cell, Evaluation, Move
from evaluations.projects.models import Project
from foundation.audit import immutability
from foundation.audit.models import AuditEvent
from foundation.audit.queries import broken_chains
from foundation.backup import databases, folders, services
from foundation.supervisor import preparing
from tests.dossiers.lives import begin
from tests.foundation.backup.things import (
    ROOT,
    backed_up,
    contents,
    digest,
    forged,
    manifest_of,
    refused,
    restored,
    said_otherwise,
)
from tests.foundation.jobs.workers import database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("current_tables")]


def test_an_empty_database_is_filled(archive):
    said = restored(archive)

    assert "恢复完成（用时" in said
    assert "现在可以启动系统；所有人需要重新登录。" in said
    assert Move.objects.count() == 3


def test_rows_and_files_are_those_of_the_archive(archive, tmp_path):
    restored(archive)

    again, kept = manifest_of(backed_up(tmp_path / "again.zip")), manifest_of(archive)
    assert (again["tables"], again["files"]) == (kept["tables"], kept["files"])


def test_what_is_there_is_not_overwritten_unasked(archive, life):
    assert "数据库中已有数据，未作任何改动" in refused(archive)


def test_nor_are_files(archive, papers):
    papers.mkdir()
    (papers / "one.pdf").write_bytes(b"")

    assert f"文件目录 {papers} 中已有文件" in refused(archive)


def test_what_is_there_is_replaced_when_told_to(life, files, tmp_path, papers):
    kept, before = backed_up(tmp_path / "kept.zip"), contents()
    begin().to()
    (papers / "ab" / "one.pdf").write_bytes(b"spoilt")
    (papers / "ab" / "later.pdf").write_bytes(b"later")

    restored(kept, replace=True)

    assert contents() == before


def test_files_are_as_papers_are_and_nothing_is_left_beside_them(archive, papers, annexes):
    restored(archive)

    assert (papers / "ab" / "one.pdf").stat().st_mode & 0o777 == 0o640
    assert not list(papers.glob("incoming/*")) + list(annexes.glob("incoming/*"))


def test_the_log_verifies_and_refuses_changes_again(archive):
    restored(archive)

    assert (immutability.missing(), broken_chains(), AuditEvent.objects.exists()) == ([], [], True)
    with pytest.raises(IntegrityError, match="append-only"):
        AuditEvent.objects.update(action="other")


def test_a_log_that_was_broken_before_is_restored_and_told(life, tmp_path):
    immutability.lift()
    AuditEvent.objects.filter(number=2).update(action="other")
    kept = backed_up(tmp_path / "kept.zip")

    with pytest.raises(CommandError, match=r"在备份时就不完整：\n财政部门\d+：操作日志第2条") as told:
        restored(kept, replace=True)

    assert told.value.returncode == 3


def test_new_rows_get_new_keys(archive):
    restored(archive)
    highest = Cell.objects.order_by("-pk").first()

    fresh = Evaluation.objects.get().cells.create(ref="report/new")

    assert fresh.pk > highest.pk


def test_nobody_is_signed_in_any_more(life, client, tmp_path):
    client.force_login(life.people["filer"])
    kept = backed_up(tmp_path / "kept.zip")

    restored(kept, replace=True)

    assert (Session.objects.count(), client.get("/").status_code) == (0, 302)


def test_times_are_those_of_the_archive_not_of_the_restore(life, tmp_path):
    kept, before = backed_up(tmp_path / "kept.zip"), Evaluation.objects.get().updated_at

    restored(kept, replace=True)

    assert Evaluation.objects.get().updated_at == before


def older_tables():
    """The tables as they were before `last_row_number`."""
    call_command("migrate", "projects", "0001", verbosity=0)


def columns(table):
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, table)}


def test_an_archive_of_an_older_version_is_brought_forward(life, tmp_path):
    Project.objects.update(last_row_number=7)
    older_tables()
    kept, moves = backed_up(tmp_path / "kept.zip"), Move.objects.count()
    call_command("migrate", verbosity=0)

    restored(kept, replace=True)

    said = {table["table"]: table["columns"] for table in manifest_of(kept)["tables"]}
    assert "last_row_number" not in said["projects_project"]
    assert Project.objects.get().last_row_number == 0
    assert (Move.objects.count(), immutability.missing(), broken_chains()) == (moves, [], [])


def test_it_also_replaces_a_database_that_is_older_itself(archive):
    older_tables()

    restored(archive, replace=True)

    assert "last_row_number" in columns("projects_project")


def test_a_running_product_is_not_restored_under_its_feet(archive, var):
    with preparing.lock(var):
        assert "系统已经在运行" in refused(archive, replace=True)


CONNECTED = """
import django, sys; django.setup()
from django.db import connection; connection.cursor().execute('SELECT 1')
print('there', flush=True); sys.stdin.read()
"""


@contextmanager
def somebody_connected():
    """Another program on the same database, as a worker on another machine."""
    given = os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", CONNECTED],
        cwd=ROOT,
        env=given,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout.readline() == b"there\n"
        yield
        other.stdin.close()


def test_a_database_that_somebody_uses_is_not_replaced(archive):
    with somebody_connected():
        why = refused(archive, replace=True)

    assert "正在使用" in why or "还有1个程序连接着数据库" in why


@pytest.mark.parametrize("place", [(services.rows, "load"), (services.history, "migrate_forward")])
def test_what_fails_on_the_way_leaves_everything_as_it_was(life, files, archive, monkeypatch, place):
    def fail(*_):
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(*place, fail)

    assert "恢复没有完成，数据库和文件保持原样：database or disk is full" in refused(archive, replace=True)
    assert immutability.missing() == []


def test_what_fails_after_the_files_were_laid_takes_them_back(life, archive, monkeypatch):
    def lay_then_fail(stage, lay=folders.Staged.lay):
        lay(stage)
        raise OSError("power")

    monkeypatch.setattr(folders.Staged, "lay", lay_then_fail)

    assert "保持原样" in refused(archive, replace=True)


def test_files_that_cannot_be_removed_in_the_end_do_not_undo_the_rows(archive, papers, monkeypatch):
    def fail(stage):
        stage.laid.clear()
        raise OSError("read-only")

    monkeypatch.setattr(folders.Staged, "settle", fail)

    with pytest.raises(CommandError, match="read-only"):
        restored(archive)
    assert (Move.objects.count(), (papers / "ab" / "one.pdf").exists()) == (3, True)


def with_line(archive, table, line):
    """The archive with another line in one table, its hash and count made to fit."""
    content = line.encode()

    def change(parts):
        parts[f"rows/{table}.jsonl"] = content
        facts = {"rows": content.count(b"\n"), "size": len(content), "sha256": digest(content)}
        tables = [each | (facts if each["table"] == table else {}) for each in manifest_of(archive)["tables"]]
        said_otherwise(tables=tables)(parts)

    return forged(archive, change)


@pytest.mark.parametrize("line", ["[1]\n", "{\n", '["a","b","c","d","e"]\n'])
def test_rows_that_do_not_fit_are_refused(life, archive, line):
    assert "保持原样" in refused(with_line(archive, "dossiers_contribution", line), replace=True)


def test_a_row_whose_other_row_is_missing_is_refused(life, archive):
    assert "保持原样" in refused(with_line(archive, "accounts_user", ""), replace=True)


def test_fewer_rows_than_said_are_refused(life, archive):
    tables = manifest_of(archive)["tables"]
    more = [table | {"rows": table["rows"] + 1} for table in tables]

    assert "行数与清单不符" in refused(forged(archive, said_otherwise(tables=more)), replace=True)


@pytest.mark.sqlite
@pytest.mark.parametrize("left", [b"", b"no database at all" * 300])
def test_a_spoilt_database_file_is_replaced_when_told_to(archive, left):
    path = databases.SQLite().path
    connection.close()
    for ending in databases.BESIDE:
        path.with_name(path.name + ending).write_bytes(b"of another file")
    path.write_bytes(left)

    restored(archive, replace=True)

    assert User.objects.exists()
    assert [path.name for path in path.parent.glob(f"{path.name}*restoring*")] == []


@pytest.mark.sqlite
def test_a_spoilt_database_file_is_not_replaced_unasked(archive):
    path = databases.SQLite().path
    connection.close()
    whole = path.read_bytes()
    path.write_bytes(b"no database at all" * 300)

    with pytest.raises(CommandError, match="数据库中已有数据"):
        restored(archive)
    path.write_bytes(whole)


@pytest.mark.sqlite
def test_where_no_database_is_one_is_made(archive):
    path = databases.SQLite().path
    connection.close()
    path.unlink()

    restored(archive)

    assert User.objects.exists()


@pytest.mark.postgresql
def test_a_database_shared_with_others_is_not_emptied(archive):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE elsewhere (id integer)")
    try:
        assert "有不属于本系统的表（elsewhere等1张）" in refused(archive, replace=True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE elsewhere")


@pytest.mark.postgresql
def test_a_database_without_tables_is_filled(archive):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {', '.join(connection.introspection.table_names())} CASCADE")

    restored(archive)

    assert User.objects.exists()


def test_a_database_that_does_not_answer_is_told(archive, monkeypatch):
    def fail(self):
        raise DatabaseError("connection refused")

    monkeypatch.setattr(type(databases.here()), "refuse_in_use", fail)

    assert "数据库不能使用，未作任何改动：connection refused" in refused(archive)


def test_checking_changes_nothing(archive):
    before, said = contents(), io.StringIO()

    call_command("restore", archive, check=True, stdout=said)

    assert (contents() == before, said.getvalue().startswith("备份文件完好：")) == (True, True)
