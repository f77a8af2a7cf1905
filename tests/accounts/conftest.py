"""Two finance bureaus that must never see each other; an administrator of the first is signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Membership, Unit, User
from tests.factories import make_bureau, make_user

Role = Membership.Role


@pytest.fixture
def bureau(db) -> Unit:
    return make_bureau(code="441602", name="源城区财政局")


@pytest.fixture
def other_bureau(db) -> Unit:
    return make_bureau(code="430903", name="赫山区财政局")


@pytest.fixture
def administrator(bureau: Unit) -> User:
    return make_user(bureau, Role.ADMINISTRATOR, username="lihua", full_name="李华")


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    """A browser in which the administrator of `bureau` is signed in."""
    client.force_login(administrator)
    return client
