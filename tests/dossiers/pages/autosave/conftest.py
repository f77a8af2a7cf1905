"""The filer at 项目资金 in a real browser, and a colleague who may write there too."""

from __future__ import annotations

import pytest

from accounts.models import Membership
from tests.dossiers.pages.typing import ADJUSTED, opens
from tests.factories import fill_in, make_evaluation, make_unit, make_user

Role = Membership.Role


@pytest.fixture
def unit(transactional_db):
    return make_unit()


@pytest.fixture
def filing(unit):
    return make_evaluation(unit)


@pytest.fixture
def filer(unit):
    return make_user(unit, Role.FILER, full_name="李雷")


@pytest.fixture
def colleague(unit):
    return make_user(unit, Role.FILER, full_name="王小明")


@pytest.fixture
def desk(page, sign_in, live_server, filing, filer):
    """The filer before 项目资金, with a budget of 200 that was saved before."""
    fill_in(filing, filer, {ADJUSTED: "200"})
    sign_in(filer)
    opens(page, live_server, filing)
    return page
