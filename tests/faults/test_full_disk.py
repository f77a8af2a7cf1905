"""The disk is full while people save and papers are printed: told in words, nothing half-written, and over
as soon as there is room again."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from io import FileIO
from pathlib import Path
from threading import Event, Thread

import pytest

from documents.models import RenderedDocument
from documents.services import open_document
from foundation.jobs import running, services
from foundation.jobs.models import Job
from tests.documents.many import with_rows
from tests.documents.printed import asked
from tests.faults.people import Person
from tests.faults.test_database_gone import is_told
from tests.journeys.prepared import Prepared
from tests.small_disk import mounted_disk


@contextmanager
def filled(folder: Path) -> Iterator[Callable[[], None]]:
    """Not one byte is free on the disk of `folder`, whatever the product's other processes give up meanwhile;
    what is yielded takes what is free just now."""
    filler = folder / "filler"
    ended = Event()
    with filler.open("wb", buffering=0) as file:
        fill(file)
        keeper = Thread(target=keep_full, args=(file, ended))
        keeper.start()
        try:
            yield lambda: fill(file)
        finally:
            ended.set()
            keeper.join()
            filler.unlink()


def keep_full(file: FileIO, ended: Event) -> None:
    while not ended.wait(0.01):
        fill(file)


def fill(file: FileIO) -> None:
    for size in (1024 * 1024, 4096, 1):
        while write_all(file, size):
            pass


def write_all(file: FileIO, size: int) -> bool:
    try:
        return os.write(file.fileno(), b"\0" * size) > 0
    except OSError:
        return False


def empty_journal(database: Path) -> None:
    """Leave SQLite's journal no room of its own: what a checkpoint is done with would be written over."""
    with closing(sqlite3.connect(database)) as connection:
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert busy == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted_disk(tmp_path / "disk", megabytes=96) as folder:
        yield folder


@pytest.mark.sqlite
def test_saving_onto_a_full_disk_is_told_and_saves_nothing(prepared: Prepared, disk: Path) -> None:
    with prepared.running(disk / "var") as product:
        filer = Person(product, "tianbao2")
        before = filer.cells("header")["seen:header/filer"]
        database = disk / "var" / "db.sqlite3"

        empty_journal(database)
        with filled(disk) as fill_again:
            with suppress(sqlite3.OperationalError):  # what would need room stays in the journal: no harm
                empty_journal(database)
            fill_again()
            refused = filer.save("header", before, header__filer="李雷")
        unsaved = filer.cells("header")["seen:header/filer"]
        again = filer.save("header", before, header__filer="李雷")

        assert (is_told(refused), unsaved, again.status) == (True, before, 302)


@pytest.mark.django_db(transaction=True)
def test_printing_onto_a_full_disk_is_told_and_done_when_asked_again(disk: Path, settings) -> None:
    settings.MEDIA_ROOT = disk / "papers"
    document = asked(*with_rows(3, note=""), "table")

    with filled(disk):
        for _ in range(settings.JOB_MAX_ATTEMPTS):
            running.run(document.job_id)
        failed, left = Job.objects.get(), list(disk.rglob("*.p*"))
    services.retry(failed)
    running.run(failed.pk)

    assert (failed.state, failed.reason[:5], left) == ("failed", "已尝试3次", [])
    assert open_document(RenderedDocument.objects.get()).startswith(b"%PDF")
