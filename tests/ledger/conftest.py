"""A filer with two tasks before the pages of 台账导入."""

from __future__ import annotations

import pytest

from tests.factories import Role, make_evaluation, make_project, make_unit, make_user, small_form
from tests.sandbox import answer_at_once

FUNDS = small_form().funds.model_dump()
FUNDS["rows"] = [
    {"key": "total", "label": "年度资金总额", "role": "total"},
    {"key": "own", "label": "其中：当年财政拨款", "role": "part"},
    {"key": "carryover", "label": "上年结转资金", "role": "part"},
]
FORM = small_form(funds=FUNDS)


@pytest.fixture(autouse=True)
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
    return make_evaluation(unit, form=FORM, project=make_project(unit, code="A01", name="医疗救助"))


@pytest.fixture
def second(filing):
    """Another filing of the unit and year."""
    project = make_project(filing.unit, code="A02", name="临时救助")
    return make_evaluation(filing.unit, cycle=filing.cycle, form=FORM, project=project)


@pytest.fixture
def desk(client, filer):
    client.force_login(filer)
    return client
