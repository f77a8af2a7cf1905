from __future__ import annotations

import hashlib
import io
import os
import time

import pytest

from foundation.intake import storage


def test_a_kept_file_is_read_back_as_it_was():
    kept = storage.keep(io.BytesIO(b"content"))

    with storage.open_kept(kept.stored, sha256=kept.sha256) as file:
        assert file.read() == b"content"
    assert (kept.size, kept.sha256) == (7, hashlib.sha256(b"content").hexdigest())


def test_the_same_content_has_a_name_of_its_own_each_time(uploads):
    one, other = (storage.keep(io.BytesIO(b"content")) for _ in range(2))

    assert one.stored != other.stored
    assert storage.NAME.fullmatch(one.stored)
    assert (uploads / one.stored).stat().st_mode & 0o777 == 0o640
    assert list((uploads / "incoming").iterdir()) == []


def test_a_file_that_was_changed_is_not_given_out(uploads):
    kept = storage.keep(io.BytesIO(b"content"))
    (uploads / kept.stored).write_bytes(b"c0ntent")

    with pytest.raises(storage.DamagedFileError, match="不一致"):
        storage.open_kept(kept.stored, sha256=kept.sha256)


def test_a_file_that_is_gone_says_so_and_may_be_discarded_again():
    kept = storage.keep(io.BytesIO(b"content"))
    storage.discard(kept.stored)
    storage.discard(kept.stored)

    with pytest.raises(storage.DamagedFileError, match="不存在"):
        storage.open_kept(kept.stored, sha256=kept.sha256)


@pytest.mark.parametrize("name", ["../secret_key", "/etc/passwd", "ab/x", "", "ab/" + "0" * 31 + "/"])
def test_only_generated_names_are_opened(name):
    with pytest.raises(ValueError, match="no file of ours"):
        storage.open_kept(name, sha256="")


def test_old_files_are_told_from_young_ones_and_from_what_is_not_ours(uploads):
    old, _ = (storage.keep(io.BytesIO(b"content")) for _ in range(2))
    stranger = uploads / old.stored[:2] / "readme"
    stranger.write_bytes(b"")
    for path in (uploads / old.stored, stranger):
        os.utime(path, (0, time.time() - 100))

    assert list(storage.kept_before(50)) == [old.stored]


def test_what_came_in_half_is_dropped_after_its_time(uploads):
    old, young = storage.incoming_dir() / "old.part", storage.incoming_dir() / "young.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, time.time() - 100))

    assert storage.drop_incoming(50) == 1
    assert list((uploads / "incoming").iterdir()) == [young]
