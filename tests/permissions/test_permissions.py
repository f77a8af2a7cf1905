"""Every address × role × state is answered as `tests/permissions.tsv` says (D18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.permissions.making import lay_files, make_world
from tests.permissions.matrix import TABLE, Cell, addresses, cells, read
from tests.permissions.world import World

ANSWERS = read(TABLE.read_text(encoding="utf-8"))
WRONG = frozenset({*ANSWERS.groups["wrong"], "GET logout"})
CELLS = list(cells(WRONG))
BY_REQUEST: dict[str, list[Cell]] = defaultdict(list)
for one in CELLS:
    BY_REQUEST[one[1]].append(one)


def test_no_two_lines_speak_about_one_cell():
    assert ANSWERS.overlaps == []


def test_every_cell_has_an_answer():
    assert [cell for cell in CELLS if cell not in ANSWERS.answers] == []


def test_no_line_speaks_about_a_cell_that_does_not_exist():
    assert sorted(set(ANSWERS.answers) - set(CELLS)) == []


def test_the_cells_cover_every_address():
    asked = {request.split(" ", 1)[1] for request in BY_REQUEST}
    assert {name if not name.startswith("move:") else "move" for name in asked} == addresses()


@pytest.mark.parametrize(
    ("text", "overlaps"), [("filer\tGET x\t-\tok", 0), ("filer\tGET x\t-\tok\n*\tGET x\t-\t404", 1)]
)
def test_an_overlap_is_noticed(text, overlaps):
    assert len(read(text).overlaps) == overlaps


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """One world for the whole table; every request is undone."""
    with django_db_blocker.unblock(), undone():
        yield make_world()


class undone(transaction.Atomic):
    """What happens inside is rolled back; inside it, a refusal may still be logged durably."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)
        self._from_testcase = True

    def __exit__(self, *raised: object) -> None:
        transaction.set_rollback(True)
        super().__exit__(*raised)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("request_", sorted(BY_REQUEST))
def test_everybody_is_answered_as_the_table_says(world, request_):
    lay_files()

    wrong = [fault for cell in BY_REQUEST[request_] if (fault := judged(world, cell, ANSWERS.answers[cell]))]

    assert wrong == []


def judged(world: World, cell: Cell, expected: str) -> str:
    """What is wrong about the answer to one cell; empty where nothing is."""
    refused = expected != "ok" and cell[1].startswith("POST")
    with undone():
        before = world.untouched(cell[2]) if refused else None
        found = told(world.answer(*cell))
        changed = refused and world.trace(cell[2]) != before
    if found != expected:
        return f"{' '.join(cell)}: {found}, not {expected}"
    return f"{' '.join(cell)}: {found}, yet something changed" if changed else ""


def told(response: HttpResponse) -> str:
    """The answer in the words of the table."""
    if response.status_code != 302:
        return "ok" if response.status_code == 200 else str(response.status_code)
    if response.url.split("?")[0] == reverse("login"):
        return "login"
    return "home" if response.url == reverse("home") else "ok"
