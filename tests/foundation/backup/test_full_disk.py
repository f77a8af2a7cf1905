"""A full disk: the sentence says what to do, and nothing half-made is left."""

from __future__ import annotations

import random

import pytest
from django.core.management import CommandError

from evaluations.dossiers.models import Move
from tests import small_disk as module
from tests.foundation.backup.things import backed_up, contents, refused, restored
from tests.small_disk import SIZE, small_disk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["tmpfs", "limit"])
def disk(request, tmp_path, monkeypatch):
    """A small disk; the second time as for somebody who may not mount one."""
    if request.param == "limit":
        monkeypatch.setattr(module, "mount", lambda folder, megabytes: False)
    with small_disk(tmp_path / "disk") as folder:
        yield folder


@pytest.fixture
def large(life, papers):
    """A paper that no compression makes fit."""
    papers.mkdir()
    (papers / "large.pdf").write_bytes(random.Random(1).randbytes(SIZE + 1))


def test_a_backup_onto_a_full_disk_leaves_nothing(large, disk):
    with pytest.raises(CommandError, match="磁盘空间不足，备份没有做成，未完成的文件已删除") as refusal:
        backed_up(disk / "kept.zip")

    assert "请清理磁盘，或者换一个空间足够的目录" in str(refusal.value)
    assert list(disk.iterdir()) == []


def test_with_room_it_is_made(large, tmp_path):
    assert backed_up(tmp_path / "kept.zip").stat().st_size > SIZE


def test_a_restore_onto_a_full_disk_changes_nothing(large, tmp_path, settings):
    kept = backed_up(tmp_path / "kept.zip")

    with small_disk(tmp_path / "disk") as disk:
        settings.MEDIA_ROOT = disk / "papers"
        why = refused(kept, replace=True)
        left = [path for path in disk.rglob("*") if path.is_file()]

    assert ("磁盘空间不足，未作任何改动" in why, left) == (True, [])


def test_with_room_it_is_restored(large, tmp_path):
    kept, before = backed_up(tmp_path / "kept.zip"), contents()

    restored(kept, replace=True)

    assert (contents() == before, Move.objects.exists()) == (True, True)
