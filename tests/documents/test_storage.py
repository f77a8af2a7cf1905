from __future__ import annotations

import os
import time

import pytest

from documents import storage


@pytest.mark.parametrize("name", ["../secret_key", "/etc/passwd", "ab/x.pdf", "ab/" + "0" * 32 + ".html", ""])
def test_only_generated_names_are_opened(name):
    with pytest.raises(ValueError, match="no paper of ours"):
        storage.read(name, sha256="")


def test_names_come_from_the_key_alone():
    name = storage.name_for("7:abc", "pdf")

    assert storage.NAME.fullmatch(name)
    assert name == storage.name_for("7:abc", "pdf") != storage.name_for("8:abc", "pdf")


def test_what_a_killed_worker_left_is_removed_after_an_hour(papers):
    old, new = papers / "incoming" / "old.part", papers / "incoming" / "new.part"
    old.parent.mkdir(parents=True)
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (0, time.time() - storage.STALE_SECONDS - 1))

    storage.write(storage.name_for("x", "pdf"), b"whole")

    assert (old.exists(), new.exists()) == (False, True)


def test_paper_is_not_for_everybody_on_the_machine(papers, settings):
    storage.write(name := storage.name_for("x", "pdf"), b"whole")

    assert (papers / name).stat().st_mode & 0o777 == settings.FILE_UPLOAD_PERMISSIONS == 0o640
