"""代填 of one filing alone opens no ledger: a ledger is of the whole unit."""

from __future__ import annotations

import pytest

from tests.dossiers.granted import grant
from tests.dossiers.pages.conftest import signed_in
from tests.factories import Role, make_user
from tests.ledger.desk import at, book, bring, brought, line, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]


@pytest.fixture
def stand_in(filing, second, filer):
    grant(filing, filer, evaluation=filing)
    return signed_in(make_user(filing.unit.parent, Role.FILER))


def test_no_ledger_is_listed_given_out_or_brought(desk, filing, stand_in):
    shown = brought(desk, filing, book(line("A01", 0, 10000, 10000)))
    take(desk, shown, filing)
    file = shown.context["file"]

    for name, *args in (["ledger"], ["ledger_file", file.pk], ["ledger_original", file.pk]):
        assert stand_in.get(at(name, filing, *args)).status_code == 404
    assert bring(stand_in, filing, book(line("A01", 0, 1, 1))).status_code == 404


def test_with_a_grant_of_everything_ledgers_are_brought(filing, stand_in, filer):
    grant(filing, filer)

    assert bring(stand_in, filing, book(line("A01", 0, 1, 1))).status_code == 200
