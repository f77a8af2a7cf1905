"""The judge of the table itself: a wrong line, a door left open and a refusal that acts are reported."""

from __future__ import annotations

import pytest

from accounts.models import Unit
from evaluations.dossiers import queries
from evaluations.dossiers.views import filling
from tests.factories import write_cells
from tests.permissions.test_permissions import ANSWERS, judged, world  # noqa: F401  the world of the table

pytestmark = pytest.mark.django_db
SEEN = ("filer", "GET overview", "draft")
UNSEEN = ("stranger", "GET overview", "draft")
FORBIDDEN = ("unit_head", "POST header", "draft")


@pytest.mark.parametrize(("cell", "answer"), [(SEEN, "ok"), (UNSEEN, "404"), (FORBIDDEN, "403")])
def test_the_cells_looked_at_here_are_right(world, cell, answer):  # noqa: F811
    assert ANSWERS.answers[cell] == answer
    assert judged(world, cell, answer) == ""


@pytest.mark.parametrize("wrong", ["403", "404", "409", "422", "login", "home"])
def test_a_line_with_a_wrong_answer_is_reported(world, wrong):  # noqa: F811
    assert judged(world, SEEN, wrong) == f"filer GET overview draft: ok, not {wrong}"


def test_a_door_left_open_is_reported(world, monkeypatch):  # noqa: F811
    monkeypatch.setattr(queries, "visible_units", lambda user, on=None: Unit.objects.all())

    assert judged(world, UNSEEN, "404") == "stranger GET overview draft: ok, not 404"


def test_a_refusal_that_changes_something_is_reported(world, monkeypatch):  # noqa: F811
    monkeypatch.setattr(
        filling, "log_refusal", lambda evaluation, *_, **__: write_cells(evaluation, {"header/filer": "某人"})
    )

    assert judged(world, FORBIDDEN, "403").endswith("403, yet something changed")
