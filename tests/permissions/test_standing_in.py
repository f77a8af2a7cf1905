"""代填: whom a unit's filings are granted to is answered as its filer is, and as a stranger without that."""

from __future__ import annotations

import pytest
from django.utils import timezone

from evaluations.dossiers.models import FillingGrant
from tests.factories import Role, make_user
from tests.permissions.making import cookies_of, lay_files
from tests.permissions.test_permissions import ANSWERS, BY_REQUEST, judged, undone, world  # noqa: F401

REQUESTS = sorted(request for request, asked in BY_REQUEST.items() if asked[0][2] != "-")
"""Those of one filing, in each of its states."""
STATES = ("not_started", "draft", "department", "approved")


@pytest.fixture
def stand_in(world):  # noqa: F811
    """填报人 of the department; everything is undone afterwards."""
    with undone():
        person = make_user(world.unit.department, Role.FILER)
        world.cookies["stand_in"] = cookies_of({"stand_in": person})["stand_in"]
        yield person


def answered_otherwise(world, as_who: str, states: tuple[str, ...]) -> list[str]:  # noqa: F811
    """Which requests of a filing are not answered as the table says of `as_who`."""
    lay_files()
    asked = [(request, state) for request in REQUESTS for state in states]
    faults = (judged(world, ("stand_in", *cell), ANSWERS.answers[as_who, *cell]) for cell in asked)
    return [fault for fault in faults if fault]


@pytest.mark.once
@pytest.mark.django_db
def test_without_a_grant_the_department_is_answered_as_another_unit(world, stand_in):  # noqa: F811
    assert answered_otherwise(world, "filer_other", ("draft",)) == []


@pytest.mark.once
@pytest.mark.django_db
def test_with_a_grant_it_is_answered_as_the_units_filer(world, stand_in):  # noqa: F811
    FillingGrant.objects.create(
        cycle=world.cycle,
        unit=world.unit,
        department=world.unit.department,
        reason="无财务人员",
        until=timezone.localdate(),
        granted_by=world.people["filer"],
    )

    assert answered_otherwise(world, "filer", STATES) == []
