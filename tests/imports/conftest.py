"""An administrator of a bureau with a department, before the pages of 批量导入."""

from __future__ import annotations

import pytest

from tests.factories import Role, make_bureau, make_department, make_form_version, make_user
from tests.sandbox import answer_at_once


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    answer_at_once(monkeypatch)


@pytest.fixture
def bureau():
    return make_bureau(code="CZJ", name="测试区财政局")


@pytest.fixture
def department(bureau):
    return make_department(bureau, code="101", name="县教育局")


@pytest.fixture
def administrator(bureau):
    return make_user(bureau, Role.ADMINISTRATOR, username="guanli")


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def form():
    """A released form whose rows come from projects: 产出指标 · 数量指标."""
    return make_form_version()
