"""The child at once, and a filer with a task before the pages of 离线填报."""

from __future__ import annotations

import pytest

from tests.exchange.slipping import hand
from tests.factories import Role, make_evaluation, make_project, make_unit, make_user
from tests.sandbox import answer_at_once


@pytest.fixture
def at_once(monkeypatch):
    answer_at_once(monkeypatch)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def filer(unit):
    return make_user(unit, Role.FILER)


@pytest.fixture
def filing(unit):
    return make_evaluation(unit)


@pytest.fixture
def desk(client, filer):
    client.force_login(filer)
    return client


@pytest.fixture
def second(filing):
    """Another filing of the unit and year."""
    project = make_project(filing.unit, name="第二个项目")
    return make_evaluation(filing.unit, cycle=filing.cycle, project=project)


@pytest.fixture
def team(filing):
    """办公室, which fills in one row."""
    return hand(filing, "办公室", "r1")
