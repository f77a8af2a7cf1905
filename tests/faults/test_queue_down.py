"""The queue is down: filing and deciding go on, papers wait, and are printed as soon as it is back."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults.people import QUICK, Person
from tests.journeys.prepared import Prepared
from tests.journeys.product import Product, free_port


@contextmanager
def redis(port: int) -> Iterator[None]:
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", "/tmp"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            yield
        finally:
            server.terminate()


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def without_queue(prepared: Prepared, tmp_path) -> Iterator[tuple[Product, int]]:
    """The product with the address of a Redis that does not run."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed")
    port = free_port()
    address = f"redis://127.0.0.1:{port}/0"
    with prepared.running(tmp_path / "var", CELERY_BROKER_URL=address, **QUICK) as product:
        yield product, port


def test_filing_and_deciding_go_on_and_papers_are_printed_later(
    without_queue: tuple[Product, int],
) -> None:
    product, port = without_queue
    filer, head = Person(product, "tianbao2"), Person(product, "fuze3")

    saved = filer.save("header", header__filer="李雷", header__contact="李雷")
    printed = filer.post(f"{filer.filing}documents/print/")
    decided = head.move("approve")
    waiting = filer.papers

    assert not answers(port)
    assert (saved.status, printed.status, decided.status) == (302, 302, 302)
    assert ("排队中" in waiting, filer.printed) == (True, [])
    with redis(port):
        filer.wait_for_papers(lambda count: count == 4)
