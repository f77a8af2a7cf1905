"""`manage.py backup`: written whole or not at all, for nobody else's eyes, of one moment."""

from __future__ import annotations

import io
import os
import re
import stat
import threading
import time
from contextlib import nullcontext
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.workflow import Action
from foundation.backup import archive, databases, services
from foundation.backup.exceptions import BackupError
from tests.dossiers.lives import begin
from tests.factories import fill_in
from tests.foundation.backup.things import backed_up, contents, manifest_of, rows_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filed(transactional_db):
    return begin().to()


def back_up(*target):
    said = io.StringIO()
    call_command("backup", *target, stdout=said)
    return said.getvalue()


def why_not(target):
    with pytest.raises(CommandError) as refusal:
        back_up(target)
    assert refusal.value.returncode == 1
    return str(refusal.value)


def test_the_end_is_told_in_words(life, files, tmp_path):
    said = back_up(tmp_path / "kept.zip")

    assert re.search(r"备份完成：\S+kept\.zip（.+，用时\d+秒）\n共\d+张数据表、[\d,]+行，2个文件。", said)
    assert re.search(r"校验值（SHA-256）：[0-9a-f]{64}\n", said)
    assert "密钥不在其中" in said


def test_without_a_target_it_goes_into_var(life, var):
    back_up()

    (kept,) = (var / "backups").iterdir()
    assert re.fullmatch(r"ziping-\d{8}-\d{6}\.zip", kept.name)
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_in_a_folder_it_gets_a_name_that_says_when(life, tmp_path):
    back_up(tmp_path)

    assert list(tmp_path.glob("ziping-*.zip"))


def test_nobody_else_can_read_it(life, tmp_path):
    archive = backed_up(tmp_path / "kept.zip")

    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_neither_key_nor_sessions_are_in_it(life, var, client, tmp_path):
    client.force_login(life.people["filer"])
    (var / "secret_key").write_text("the-key")

    with ZipFile(backed_up(tmp_path / "kept.zip")) as members:
        whole = b"".join(members.read(name) for name in members.namelist())
    assert (b"the-key" in whole, client.session.session_key.encode() in whole) == (False, False)


def test_unfinished_files_stay_where_they_are(archive):
    names = [file["name"] for file in manifest_of(archive)["files"]]

    assert names == ["ab/one.pdf", "附件 1.docx"]


def test_the_same_data_give_the_same_members(life, files, tmp_path):
    once, again = (manifest_of(backed_up(tmp_path / name)) for name in ("1.zip", "2.zip"))

    assert (once["tables"], once["files"]) == (again["tables"], again["files"])


def test_a_backup_changes_nothing(life, files, tmp_path):
    before = contents()

    backed_up(tmp_path / "kept.zip")

    assert contents() == before


def test_an_older_archive_is_never_overwritten(archive):
    before = archive.read_bytes()

    assert "文件已存在" in why_not(archive)
    assert archive.read_bytes() == before


def test_it_does_not_back_itself_up(life, papers):
    papers.mkdir()

    assert "不能放在本系统自己的文件目录" in why_not(papers / "kept.zip")


def test_a_folder_that_is_not_there_is_told(life, tmp_path):
    assert "不能在" in why_not(tmp_path / "none" / "kept.zip")


def test_what_a_killed_backup_left_is_removed_after_a_day(life, tmp_path):
    old, new = (tmp_path / archive.PART.format(token=token) for token in ("old", "new"))
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (0, time.time() - archive.STALE_SECONDS - 1))

    back_up(tmp_path / "kept.zip")

    assert (old.exists(), new.exists()) == (False, True)


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_left(life, files, annexes, tmp_path):
    (annexes / "gone").symlink_to(tmp_path / "nowhere")

    assert "不能读取文件" in why_not(tmp_path / "kept.zip")
    assert not list(tmp_path.glob("*.zip")) + list(tmp_path.glob(".*.part"))


def test_a_name_that_could_not_be_restored_is_told(life, annexes, tmp_path):
    annexes.mkdir()
    (annexes / "a\\b").write_bytes(b"")

    assert "文件名不能识别" in why_not(tmp_path / "kept.zip")


def test_a_database_without_tables_is_told(monkeypatch, life, tmp_path):
    monkeypatch.setattr(services.history, "applied", list)

    assert "没有可以备份的内容" in why_not(tmp_path / "kept.zip")


def test_a_database_ahead_of_the_program_is_told(life, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('dossiers', '9999_later', '2026-01-01 00:00:00')"
        )
    try:
        assert "已由更新版本的系统升级（dossiers.9999_later）" in why_not(tmp_path / "kept.zip")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_a_database_that_cannot_be_read_is_told(life, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_chainhead RENAME TO audit_elsewhere")
    try:
        assert "数据库不能读取，备份没有做成" in why_not(tmp_path / "kept.zip")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_elsewhere RENAME TO audit_chainhead")


def test_tables_of_others_are_named(life, tmp_path, capsys):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE elsewhere (id integer)")
    try:
        back_up(tmp_path / "kept.zip")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE elsewhere")

    assert "下列数据表不属于本系统，没有备份：elsewhere。" in capsys.readouterr().err


class Colleague:
    """Somebody who files and gets it back, again and again, while a backup is made."""

    def __init__(self, life):
        self.life, self.rounds = life, 0

    def work(self, *_):
        """One round, on a connection of its own; who waits for the backup waits in vain."""
        thread = threading.Thread(target=self._round)
        thread.start()
        thread.join()

    def _round(self):
        try:
            self.life.move(Action.RETURN, "unit_head", reason="请核对")
            fill_in(self.life.evaluation, self.life.people["filer"], {"goals/1/actual": f"{self.rounds}"})
            self.life.move(Action.SUBMIT, "filer")
            self.rounds += 1
        finally:
            connection.close()


def is_of_one_moment(kept):
    """Each head of the log names its last link, and each move has its link."""
    events, moves = rows_of(kept, "audit_auditevent"), rows_of(kept, "dossiers_move")
    last = {event["chain"]: (event["number"], event["sha256"]) for event in events}
    heads = {head["chain"]: (head["number"], head["sha256"]) for head in rows_of(kept, "audit_chainhead")}
    linked = [event for event in events if event["action"] in ("填报", "送审", "审核通过", "退回修改")]
    return heads == last and len(linked) == len(moves)


def kept_while(colleague, target):
    services.back_up(target, say=colleague.work)
    return target


def test_an_archive_is_of_one_moment_while_somebody_works(filed, tmp_path):
    colleague = Colleague(filed)

    kept = kept_while(colleague, tmp_path / "kept.zip")

    assert (is_of_one_moment(kept), colleague.rounds > 10) == (True, True)


def test_without_the_snapshot_it_would_not_be(filed, tmp_path, monkeypatch):
    monkeypatch.setattr(type(databases.here()), "snapshot", lambda self: nullcontext())

    assert not is_of_one_moment(kept_while(Colleague(filed), tmp_path / "kept.zip"))


def test_a_file_written_meanwhile_is_in_it(life, papers, tmp_path):
    def write(words):
        if words.startswith("数据表 projects_project"):
            papers.mkdir()
            (papers / "new.pdf").write_bytes(b"new")

    services.back_up(tmp_path / "kept.zip", say=write)

    assert [file["name"] for file in manifest_of(tmp_path / "kept.zip")["files"]] == ["new.pdf"]


def test_what_was_written_is_read_back(life, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_seal", lambda file: None)

    with pytest.raises(BackupError, match="已损坏"):
        services.back_up(tmp_path / "kept.zip", say=print)
