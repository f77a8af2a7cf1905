"""The whole product on a fresh `var/`: started, reached and stopped as `./run` does it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import psycopg

from config.environment import database

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "FONTS_DIR")
REACHED_BY = ("host", "port", "user", "password")
START_SECONDS, STOP_SECONDS, PAUSE = 600, 30, 0.2


@dataclass(frozen=True)
class Product:
    """A product that runs. `url` without a slash at its end; `log`: what its processes wrote; `pid`: the
    supervisor's."""

    url: str
    var: Path
    log: Path
    pid: int = 0

    @cached_property
    def passwords(self) -> dict[str, str]:
        """The demo's logins, as `./run` shows them."""
        shown = (self.var / "demo-logins.txt").read_text(encoding="utf-8").splitlines()[1:]
        return {line.split()[0]: line.split()[1] for line in shown}


class DidNotStartError(Exception):
    """With the last lines that the product wrote."""


@contextmanager
def started(var: Path, url: str, **given: str) -> Iterator[Product]:
    """Run web, worker and beat by the product's own supervisor; `given` goes into their environment."""
    var.mkdir(parents=True, exist_ok=True)
    product = Product(f"http://127.0.0.1:{free_port()}", var, var / "journey.log")
    command = [sys.executable, "manage.py", "serve", "--prepare", "--port", product.url.rpartition(":")[2]]
    with (
        product.log.open("ab") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=environment(var, url) | given, stdout=log, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            _wait(process, product)
            yield replace(product, pid=process.pid)
        except BaseException as error:
            error.add_note(f"The product's last lines:\n{product.log.read_text(encoding='utf-8')[-3000:]}")
            raise
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_SECONDS)


def _wait(process: subprocess.Popen[bytes], product: Product) -> None:
    for _ in range(round(START_SECONDS / PAUSE)):
        if _answers(product.url):
            return
        try:
            process.wait(PAUSE)
        except subprocess.TimeoutExpired:
            continue
        break
    raise DidNotStartError


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/login/", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def environment(var: Path, url: str) -> dict[str, str]:
    """Nothing of the tests' own settings: the product finds its settings as on a fresh machine."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    given = {"VAR_DIR": str(var), "HASHED_STATIC_FILES": "true", "PYTHONUNBUFFERED": "1"}
    return kept | given | ({"DATABASE_URL": url} if url else {})


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def new_database(like: str = "") -> Iterator[str]:
    """A new database beside the one that the tests were given; empty, for SQLite in `var`, where none was.

    `like`: the name of one that nobody uses, with everything that stands in it.
    """
    if not on_postgresql():
        yield ""
        return
    name = create_database(like)
    try:
        yield address_of(name)
    finally:
        drop_database(name)


def on_postgresql() -> bool:
    return _given().startswith("postgres")


def create_database(like: str = "") -> str:
    """The name of a new database."""
    name = f"journey_{secrets.token_hex(4)}"
    with _server() as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like or "template1"}"')
    return name


def drop_database(name: str) -> None:
    with _server() as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def address_of(name: str) -> str:
    return f"{_given().rpartition('/')[0]}/{name}"


def _given() -> str:
    return os.environ.get("DATABASE_URL", "")


def _server() -> psycopg.Connection[tuple[object, ...]]:
    place = database(_given(), Path())
    known = {key: str(place[key.upper()]) for key in REACHED_BY if place[key.upper()]}
    return psycopg.connect(dbname=str(place["NAME"]), autocommit=True, **known)
