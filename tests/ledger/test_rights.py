"""Who may bring a ledger."""

import pytest

from tests.factories import Role, make_bureau, make_user
from tests.ledger.desk import at, book, bring, line

pytestmark = pytest.mark.django_db


def test_who_only_sees_the_set_is_refused_and_told_who_may(client, filing):
    client.force_login(make_user(filing.cycle.bureau, Role.AUDITOR))

    answer = client.post(at("ledger", filing), {"material": book()})

    assert answer.status_code == 403
    assert "台账由填报单位的填报人导入" in answer.content.decode()


@pytest.mark.usefixtures("uploads")
def test_who_only_sees_the_set_opens_no_comparison(client, desk, filing):
    file = bring(desk, filing, book(line("A01", 0, 1, 1))).context["file"]
    client.force_login(make_user(filing.cycle.bureau, Role.AUDITOR))

    assert client.get(at("ledger_file", filing, file.pk)).status_code == 403


def test_who_sees_nothing_of_the_unit_finds_nothing(client, filing):
    client.force_login(make_user(make_bureau(), Role.AUDITOR))

    assert client.post(at("ledger", filing), {}).status_code == 404
