"""A bureau with one released form, whose administrator is signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Unit, User
from indicators import rows
from indicators.models import FormTemplate
from indicators.release import release
from tests.factories import Role, make_bureau, make_user, small_form


@pytest.fixture
def bureau(db) -> Unit:
    return make_bureau()


@pytest.fixture
def administrator(bureau) -> User:
    return make_user(bureau, Role.ADMINISTRATOR)


@pytest.fixture
def desk(client, administrator) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def template(administrator) -> FormTemplate:
    template = rows.write(small_form())
    release(template, by=administrator)
    return template
