"""The disk is full while people save and papers are printed: told in words, nothing half-written, and over
as soon as there is room again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.people import Person
from tests.faults.test_database_gone import is_told
from tests.foundation.jobs.workers import wait_until
from tests.journeys.product import new_database, started
from tests.small_disk import mounted_disk


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not one byte is free on the disk of `folder`."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            while write_all(file, size):
                pass
    yield
    filler.unlink()


def write_all(file, size: int) -> bool:
    try:
        return os.write(file.fileno(), b"\0" * size) > 0
    except OSError:
        return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted_disk(tmp_path / "disk", megabytes=64) as folder:
        yield folder


@pytest.mark.sqlite
def test_saving_onto_a_full_disk_is_told_and_saves_nothing(disk: Path) -> None:
    with started(disk / "var", "") as product:
        filer = Person(product, "tianbao2")
        before = filer.cells("header")["seen:header/filer"]

        with filled(disk):
            refused = filer.save("header", before, header__filer="李雷")
        unsaved = filer.cells("header")["seen:header/filer"]
        again = filer.save("header", before, header__filer="李雷")

        assert (is_told(refused), unsaved, again.status) == (True, before, 302)


def test_printing_onto_a_full_disk_is_told_and_done_when_asked_again(tmp_path: Path, disk: Path) -> None:
    quick = {"JOB_SWEEP_SECONDS": "1", "PAPERS_DIR": str(disk / "papers")}
    with new_database() as url, started(tmp_path / "var", url, **quick) as product:
        filer = Person(product, "tianbao2")
        with filled(disk):
            filer.post(f"{filer.filing}documents/print/")
            wait_until(lambda: filer.papers.count("已尝试3次") == 4, seconds=400)
            assert (filer.printed, list(disk.rglob("*.pdf"))) == ([], [])
        filer.post(f"{filer.filing}documents/print/")

        wait_until(lambda: len(filer.printed) == 4, seconds=400)
