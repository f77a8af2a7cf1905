"""What runs beside one database alone cannot reach any."""

from __future__ import annotations

import pytest

from accounts.models import Unit


def is_once(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("once") is not None


def test_a_test_that_asks_for_no_database_runs_once(request):
    assert is_once(request)


def test_it_is_refused_the_database():
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Unit.objects.exists()


@pytest.mark.django_db
def test_one_that_asks_by_its_mark_runs_on_both(request):
    assert not is_once(request)


def test_one_that_asks_for_a_fixture_runs_on_both(request, db):
    assert not is_once(request)


@pytest.fixture
def hidden(db):
    return None


def test_one_whose_fixture_asks_runs_on_both(request, hidden):
    assert not is_once(request)
