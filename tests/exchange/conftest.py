"""The child at once, and a filer with a task before the pages of 离线填报."""

from __future__ import annotations

import pytest

from foundation.intake import child, sandbox
from foundation.intake.refusal import RefusedFile
from tests.exchange.slipping import hand
from tests.factories import Role, make_evaluation, make_project, make_unit, make_user


@pytest.fixture
def at_once(monkeypatch):
    """What the child does is done here: tests/exchange/test_hostile.py starts a real one."""

    def run(task, extension, file, *, limits=None):
        file.seek(0)
        told = child.answer(task, extension, file)
        if "refused" in told:
            raise RefusedFile(told["refused"])
        return told["ok"]

    monkeypatch.setattr(sandbox, "run", run)


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
