"""A bureau, its project without a target, and its administrator at the desk."""

from __future__ import annotations

import pytest

from tests.factories import Role, make_bureau, make_project, make_unit, make_user


@pytest.fixture
def bureau():
    return make_bureau()


@pytest.fixture
def unit(bureau):
    return make_unit(bureau)


@pytest.fixture
def project(unit):
    return make_project(unit, approved=False)


@pytest.fixture
def desk(client, bureau):
    client.force_login(make_user(bureau, Role.ADMINISTRATOR))
    return client
