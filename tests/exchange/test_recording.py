"""代录: who reviews brings what a unit sent by mail, in his own name, and decides on that filing no more."""

from __future__ import annotations

import pytest
from django.urls import reverse

from core.workflow import Action
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.permissions import why_not_move
from evaluations.dossiers.services.moves import RECORDED
from evaluations.exchange import outgoing
from tests.exchange.books import filled
from tests.exchange.desk import accept, bring, cells, words
from tests.factories import Role, make_evaluation, make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]
WHO = [("department", True), ("administrator", False), ("auditor", False)]
"""Who may enter what a unit sent."""
TYPED = {"header/filer": "李雷", "funds/own/adjusted": 200, "funds/own/executed": 150}


@pytest.fixture
def filing():
    return make_evaluation(make_unit())


def reviewer(filing, role: str):
    unit = filing.unit
    posts = {
        "department": (unit.parent, Role.DEPARTMENT_REVIEWER),
        "division": (unit.division, Role.FINANCE_REVIEWER),
        "performance": (unit.parent.parent, Role.FINANCE_REVIEWER),
        "administrator": (unit.parent.parent, Role.ADMINISTRATOR),
        "auditor": (unit.parent.parent, Role.AUDITOR),
        "unit_head": (unit, Role.UNIT_HEAD),
    }
    return make_user(*posts[role])


def sent(filing) -> tuple[str, bytes]:
    """What the unit put into its mail."""
    return "来件.xlsx", filled(outgoing.workbook(filing)[1], TYPED)


@pytest.mark.parametrize("role", ["department", "division", "performance"])
def test_who_reviews_enters_what_a_unit_sent_and_is_told_what_follows(client, filing, role):
    person = reviewer(filing, role)
    client.force_login(person)

    shown = bring(client, sent(filing))
    accept(client, shown)

    assert "采用后记为代录（原件保存），您不能再审核本表" in words(shown)
    assert cells(filing)["funds/total/rate"] == "75.0%"
    assert set(
        Cell.objects.filter(evaluation=filing, ref="header/filer").values_list("changed_by", "source")
    ) == {(person.pk, "imported")}
    (move,) = filing.moves.all()
    assert (move.actor, move.remark) == (person, RECORDED)
    assert Evaluation.objects.get(pk=filing.pk).status == "draft"


def test_who_recorded_it_decides_on_it_no_more(client, filing):
    person = reviewer(filing, "department")
    client.force_login(person)
    accept(client, bring(client, sent(filing)))
    Evaluation.objects.filter(pk=filing.pk).update(status="in_review", step="department")

    now = Evaluation.objects.get(pk=filing.pk)

    assert why_not_move(person, now, Action.APPROVE) is not None
    assert why_not_move(reviewer(filing, "department"), now, Action.APPROVE) is None


@pytest.mark.parametrize("role", ["administrator", "auditor", "unit_head"])
def test_nobody_else_enters_anything_for_a_unit(client, filing, role):
    client.force_login(reviewer(filing, role))

    assert "本表由填报单位的填报人填写" in words(bring(client, sent(filing)))
    assert cells(filing).keys().isdisjoint(TYPED)


def test_pages_stay_closed_to_who_reviews(client, filing):
    client.force_login(reviewer(filing, "department"))

    answer = client.post(
        reverse("dossiers:header", args=[filing.pk]), {"seen:header/filer": "", "header/filer": "甲"}
    )

    assert answer.status_code == 403


def test_it_stands_in_the_menu_of_who_brings_files(client, filing):
    for role, is_there in (("department", True), ("performance", True), ("auditor", False)):
        client.force_login(reviewer(filing, role))
        page = client.get(reverse("home")).content.decode()
        assert (f'href="{reverse("offline")}"' in page) is is_there


@pytest.mark.parametrize(
    ("role", "told"), [("department", True), ("administrator", False), ("auditor", False)]
)
def test_the_page_of_a_filing_says_who_may_enter_it_for_its_unit(client, filing, role, told):
    client.force_login(reviewer(filing, role))

    page = words(client.get(reverse("offline_filing", args=[filing.pk])))

    assert ("代录后您不能再审核本表" in page, "不能修改" in page) == (told, not told)
