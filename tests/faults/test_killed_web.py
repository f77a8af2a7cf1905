"""kill -9 of the web server in the middle of saves: what was acknowledged is there, nothing is half there."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.people import NO_ANSWER, Person
from tests.foundation.backup.things import manage_elsewhere
from tests.foundation.jobs.workers import wait_until
from tests.journeys.prepared import Prepared
from tests.journeys.product import Product, started

KILLS = 12
POSTERS = ("tianbao2", "tianbao5")


class Poster(threading.Thread):
    """Saves the next number into two cells at once, again and again, and keeps a ledger of the answers."""

    def __init__(self, person: Person) -> None:
        super().__init__(daemon=True)
        self.person, self.over = person, threading.Event()
        self.kept, self.unknown, self.acknowledged, self.faults = "", 0, 0, list[str]()

    def run(self) -> None:
        self.kept = self.stands()
        number = 0
        while not self.over.is_set():
            number += 1
            self.save(f"第{number}次")

    def save(self, text: str) -> None:
        try:
            answer = self.person.save("header", self.kept, header__filer=text, header__contact=text)
        except NO_ANSWER:
            self.unknown += 1
            self.look(text)
            return
        if answer.status != 302:
            self.faults.append(f"{text}: {answer.status}")
            return
        self.kept, self.acknowledged = text, self.acknowledged + 1

    def look(self, text: str) -> None:
        """After a broken connection: the last acknowledged text, or this one whole."""
        found = self.stands()
        if found not in (self.kept, text):
            self.faults.append(f"{found} instead of {self.kept} or {text}")
        self.kept = found

    def stands(self) -> str:
        """What the page shows in both cells, once it can be opened again."""
        shown: list[dict[str, str]] = []

        def opens() -> bool:
            with contextlib.suppress(*NO_ANSWER, IndexError):
                shown.append(self.person.cells("header"))
            return bool(shown)

        wait_until(opens)
        both = {shown[0]["header/filer"], shown[0]["header/contact"]}
        if len(both) != 1:
            self.faults.append(f"half-written: {both}")
        return both.pop()


def servers(product: Product) -> list[int]:
    """The processes of gunicorn that answer requests: children of the supervisor's child."""
    (web,) = [pid for pid in children(product.pid) if b"gunicorn" in command(pid)]
    return children(web)


def command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kill_in_the_middle(product: Product, posters: list[Poster]) -> None:
    """Kill one server after the next, each time after some more saves were acknowledged."""
    chance = random.Random(20211231)
    for _ in range(KILLS):
        enough = sum(poster.acknowledged for poster in posters) + chance.randint(1, 4)
        wait_until(lambda enough=enough: sum(poster.acknowledged for poster in posters) >= enough)
        wait_until(lambda: servers(product))
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(servers(product)), signal.SIGKILL)


@pytest.fixture(scope="module")
def place(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    var = tmp_path_factory.mktemp("killed") / "var"
    with prepared.copied(var) as url:
        yield var, url


def test_killed_in_the_middle_of_saves_it_keeps_what_it_acknowledged(place: tuple[Path, str]) -> None:
    with started(*place) as product:
        posters = [Poster(Person(product, name)) for name in POSTERS]
        for poster in posters:
            poster.person.save("header", header__filer="零", header__contact="零")
            poster.start()
        kill_in_the_middle(product, posters)
        for poster in posters:
            poster.over.set()
            poster.join()
        ends = [(poster.stands(), poster.faults) for poster in posters]

    assert ends == [(poster.kept, []) for poster in posters]
    assert sum(poster.unknown for poster in posters) > 0
    assert "操作日志完整" in manage_elsewhere(place[0], "verify_audit", url=place[1])


def test_the_ledger_would_notice_a_lost_save() -> None:
    poster = Poster.__new__(Poster)
    poster.kept, poster.faults = "第7次", []
    poster.stands = lambda: "第6次"  # type: ignore[method-assign]

    poster.look("第8次")

    assert poster.faults == ["第6次 instead of 第7次 or 第8次"]
