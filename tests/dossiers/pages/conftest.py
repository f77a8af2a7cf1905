"""A filing of a unit, and browsers in which its people are signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Membership
from evaluations.dossiers.models import Evaluation
from tests.factories import fill_in, make_evaluation, make_unit, make_user
from tests.web.conftest import page, sign_in, window  # noqa: F401  the browser at both sizes

Role = Membership.Role


@pytest.fixture
def unit(db):
    return make_unit()


@pytest.fixture
def person(unit):
    """The unit's 填报人."""
    return make_user(unit, Role.FILER, full_name="李雷")


@pytest.fixture
def filing(unit) -> Evaluation:
    """A filing as it was opened: 未填报."""
    return make_evaluation(unit)


@pytest.fixture
def filled(filing, person) -> Evaluation:
    """Everything filled in, and nothing found."""
    fill_in(filing, person)
    return Evaluation.objects.get(pk=filing.pk)


@pytest.fixture
def filer(person) -> Client:
    return signed_in(person)


@pytest.fixture
def head(unit) -> Client:
    """The unit's 单位负责人."""
    return signed_in(make_user(unit, Role.UNIT_HEAD, full_name="王芳"))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
