"""What an administrator takes away is gone with the next request of a session that is open."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.models import User
from tests.factories import Role, fill_in, make_bureau, make_evaluation, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return make_evaluation(make_unit())


@pytest.fixture
def filer(filing) -> User:
    return make_user(filing.unit, Role.FILER)


@pytest.fixture
def administrator(filing) -> User:
    return make_user(filing.unit.parent.parent, Role.ADMINISTRATOR)


@pytest.fixture
def session(filer) -> Client:
    """Signed in before anything is taken away."""
    client = Client()
    client.force_login(filer)
    return client


def page(session: Client, filing) -> int:
    return session.get(reverse("dossiers:funds", args=[filing.pk])).status_code


def test_a_post_that_ends_takes_its_filings_along(session, filing, filer, administrator):
    assert page(session, filing) == 200

    services.end_membership(filer.memberships.get(), by=administrator)

    assert page(session, filing) == 404


def test_what_was_open_is_not_saved_after_the_post_ended(session, filing, filer, administrator):
    services.end_membership(filer.memberships.get(), by=administrator)

    response = session.post(
        reverse("dossiers:funds", args=[filing.pk]),
        {"seen:funds/total/executed": "", "funds/total/executed": "199"},
    )

    assert (response.status_code, filing.cells.filter(typed="199").exists()) == (404, False)


def test_files_of_evidence_and_papers_are_gone_too(session, filing, filer, administrator):
    fill_in(filing, filer)
    services.end_membership(filer.memberships.get(), by=administrator)

    assert {
        session.get(reverse(f"dossiers:{name}", args=[filing.pk, *more])).status_code
        for name, more in (
            ("evidence_file", [1]),
            ("evidence_preview", [1]),
            ("download", [1]),
            ("preview", []),
        )
    } == {404}


def test_an_administrator_who_is_one_no_longer_manages_nobody(filer, administrator):
    client = Client()
    client.force_login(administrator)
    other = make_user(make_bureau(), Role.ADMINISTRATOR)
    assert client.get(reverse("person", args=[filer.pk])).status_code == 200

    services.end_membership(administrator.memberships.get(), by=other)

    assert client.post(reverse("person_password", args=[filer.pk])).status_code == 404


@pytest.mark.parametrize("take_away", ["deactivate", "new password"])
def test_whoever_is_locked_out_is_out_at_once(session, filing, filer, administrator, take_away):
    if take_away == "deactivate":
        services.set_active(filer, active=False, by=administrator)
    else:
        services.reset_password(filer, by=administrator)

    assert page(session, filing) == 302
    assert session.get("/").url.startswith(reverse("login"))
