"""The demo with its papers printed: made once in a run, copied for whoever starts the product on it."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.product import (
    ROOT,
    Product,
    address_of,
    create_database,
    drop_database,
    environment,
    new_database,
    on_postgresql,
    started,
)

PROGRAM = """
import django
django.setup()
from pathlib import Path
from django.conf import settings
from foundation.jobs import running
from foundation.jobs.models import Job
from foundation.supervisor.preparing import prepare
prepare(Path(settings.VAR_DIR), demo=True)
for key in Job.objects.order_by("pk").values_list("pk", flat=True):
    running.run(key)
assert not Job.objects.exclude(state="done").exists()
"""
"""What `manage.py serve --prepare` and a worker do, one paper after the other."""


@dataclass(frozen=True)
class Prepared:
    """`var` as the product left it; `database`: its name beside the tests' own, empty for SQLite in `var`."""

    var: Path
    database: str = ""

    @contextmanager
    def copied(self, var: Path) -> Iterator[str]:
        """Lay a copy into `var`; yield the address of the copied database, which is dropped in the end."""
        shutil.copytree(self.var, var)
        with new_database(self.database) as url:
            yield url

    @contextmanager
    def running(self, var: Path, **given: str) -> Iterator[Product]:
        """Run the product on a copy in `var`; `given` goes into the environment of its processes."""
        with self.copied(var) as url, started(var, url, **given) as product:
            yield product


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """One for all workers of a run: the first that asks makes it, the last that ends takes it away."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "prepared"
    folder.mkdir(exist_ok=True)
    used = folder / f"{os.getpid()}.used"
    with _alone(folder):
        if not list(folder.glob("*.used")):
            _make(folder)
        used.touch()
    yield _made(folder)
    with _alone(folder):
        used.unlink()
        if not list(folder.glob("*.used")):
            _remove(folder)


@contextmanager
def running(folder: Path) -> Iterator[Product]:
    """Run the product on a demo of its own, made in `folder`."""
    made = _make(folder)
    with made.running(folder / "run") as product:
        yield product


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The workers of a run one after the other."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(folder: Path) -> Prepared:
    name = create_database() if on_postgresql() else ""
    (folder / "database").write_text(name, encoding="ascii")
    (folder / "var").mkdir()
    given = environment(folder / "var", address_of(name) if name else "")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=given | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        _remove(folder)
        raise AssertionError(done.stderr)
    return _made(folder)


def _made(folder: Path) -> Prepared:
    return Prepared(folder / "var", (folder / "database").read_text(encoding="ascii"))


def _remove(folder: Path) -> None:
    shutil.rmtree(folder / "var")
    if name := (folder / "database").read_text(encoding="ascii"):
        drop_database(name)
