"""The database is gone, or locked: a page that says so, nothing half-written, and it goes on by itself."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.people import QUICK, Answer, Person
from tests.foundation.jobs.workers import wait_until
from tests.journeys.prepared import Prepared
from tests.journeys.product import Product, started

GONE = 30.0
"""Seconds without a database: a restart of PostgreSQL, a failover."""
TOLD = "数据库暂时连接不上，或者服务器磁盘已满，刚才提交的内容没有保存"


class Cluster:
    """A PostgreSQL of its own, on a socket; it can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"postgres://ziping@/{folder}/postgres"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        options = ["-A", "trust", "-U", "ziping", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "-D", f"{folder}/data", *options)

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off"
        self._run(
            "pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o", options, "start"
        )

    def stop(self) -> None:
        """As a power cut would."""
        self._control("-m", "immediate", "stop")

    def _control(self, *options: str) -> None:
        self._run("pg_ctl", "-D", f"{self.folder}/data", *options)

    def _run(self, *command: str) -> None:
        """PostgreSQL refuses to run as root, and Debian keeps it out of the PATH."""
        places = ":".join([os.environ["PATH"], *map(str, Path("/usr/lib/postgresql").glob("*/bin"))])
        as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        whole = [*as_owner, "env", f"PATH={places}", *command]
        subprocess.run(whole, cwd="/", check=True, stdout=subprocess.DEVNULL)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """In a folder with a short name: the path of a socket has at most 107 characters."""
    with tempfile.TemporaryDirectory(prefix="ziping-pg-") as folder:
        server = Cluster(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def is_told(answer: Answer) -> bool:
    return (answer.status, TOLD in answer.text, "Traceback" in answer.text) == (503, True, False)


@pytest.mark.postgresql
def test_postgresql_stops_and_starts_again(tmp_path: Path) -> None:
    with cluster() as server, started(tmp_path / "var", server.url, **QUICK) as product:
        filer = Person(product, "tianbao2")
        filing, before = filer.filing, filer.cells("header")["seen:header/filer"]
        assert filer.post(f"{filing}documents/print/").status == 302

        server.stop()
        saving = {"then": "save", **typed(before, "李雷")}
        gone = tried_for(GONE, lambda: (filer.get("/"), filer.post(f"{filing}header/", **saving)))
        server.start()
        wait_until(lambda: filer.get("/").status == 200)
        unsaved = filer.cells("header")["seen:header/filer"]
        again = filer.post(f"{filing}header/", then="save", **typed(before, "李雷"))

        assert len(gone) >= 10
        assert [answer.status for answer in gone if not is_told(answer)] == []
        assert (unsaved, again.status) == (before, 302)
        filer.wait_for_papers(lambda count: count == 4)


def tried_for(seconds: float, attempt: Callable[[], tuple[Answer, ...]]) -> list[Answer]:
    """Somebody who tries again and again while nothing works; every answer that came."""
    answers: list[Answer] = []
    end = time.monotonic() + seconds

    def is_over() -> bool:
        answers.extend(attempt())
        return time.monotonic() >= end

    wait_until(is_over, pause=0.5)
    return answers


def typed(seen: str, text: str) -> dict[str, str]:
    return {"seen:header/filer": seen, "header/filer": text}


@contextmanager
def locked(product: Product) -> Iterator[None]:
    """Somebody holds the file's only writing lock, as a program that hangs in the middle of its work."""
    other = sqlite3.connect(product.var / "db.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.sqlite
def test_sqlite_is_locked_for_longer_than_anybody_waits(prepared: Prepared, tmp_path: Path) -> None:
    with prepared.running(tmp_path / "var") as product:
        filer = Person(product, "tianbao2")
        before = filer.cells("header")["seen:header/filer"]

        with locked(product):
            refused = filer.save("header", before, header__filer="李雷")
            read = filer.get(f"{filer.filing}header/")
        unsaved = filer.cells("header")["seen:header/filer"]
        again = filer.save("header", before, header__filer="李雷")

        assert (is_told(refused), read.status, unsaved, again.status) == (True, 200, before, 302)
