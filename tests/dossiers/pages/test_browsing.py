"""首页 and 自评任务."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership
from evaluations.dossiers.models import Evaluation
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.factories import make_cycle, make_evaluation, make_project, make_unit, make_user

HOME, LIST = reverse("dossiers:home"), reverse("dossiers:list")


def many(unit, count):
    cycle = make_cycle(unit.parent.parent)
    return [make_evaluation(unit, cycle=cycle, project=make_project(unit)) for _ in range(count)]


@pytest.mark.parametrize("page", [HOME, LIST])
def test_thirty_rows_take_as_many_queries_as_one(unit, filer, page):
    many(unit, 1)
    with CaptureQueriesContext(connection) as one:
        filer.get(page)

    many(unit, 29)
    with CaptureQueriesContext(connection) as thirty:
        filer.get(page)

    assert len(thirty) == len(one)


@time_machine.travel(date(2022, 4, 28))
def test_home_shows_what_is_due_next_first(unit, filer):
    late, soon = many(unit, 2)
    Evaluation.objects.filter(pk=soon.pk).update(due_on=date(2022, 4, 27))

    page = text(filer.get(HOME))

    assert page.index(str(soon)) < page.index(str(late))
    assert "逾期1天" in page
    assert "还有2天" in page


@time_machine.travel(date(2022, 4, 30))
def test_home_says_today(unit, filer, filing):
    assert "今日截止" in text(filer.get(HOME))


def test_home_of_the_unit_head_waits_for_review(head, filing):
    Evaluation.objects.filter(pk=filing.pk).update(status="in_review", step="unit_head")

    page = text(head.get(HOME))

    assert "待单位负责人审签" in page
    assert f'aria-label="审核：{filing}"' in page


def test_empty_home_says_so(db):
    nobody = signed_in(make_user(make_unit(), Membership.Role.UNIT_HEAD))

    assert "目前没有等待您办理的自评表。" in text(nobody.get(HOME))


def test_list_filters_by_state(unit, filer):
    draft, approved = many(unit, 2)
    Evaluation.objects.filter(pk=approved.pk).update(status="approved")

    page = text(filer.get(LIST, {"status": "approved"}))

    assert approved.get_absolute_url() in page
    assert draft.get_absolute_url() not in page


def test_unknown_state_shows_all(unit, filer, filing):
    assert filing.get_absolute_url() in text(filer.get(LIST, {"status": "x' or 1=1"}))


def test_list_leads_to_the_next_page_and_back(unit, filer):
    made = many(unit, 31)

    first = text(filer.get(LIST))
    following = first.split('rel="next"')[0].rsplit('href="?', 1)[1].split('"')[0]
    second = text(filer.get(f"{LIST}?{following}"))

    assert made[30].get_absolute_url() not in first
    assert made[30].get_absolute_url() in second
    assert "回到第一页" in second


def test_list_of_a_stranger_is_empty(filing):
    stranger = signed_in(make_user(make_unit(), Membership.Role.FILER))

    assert "没有符合条件的自评表。" in text(stranger.get(LIST))


def test_home_asks_to_sign_in(client, db):
    assert client.get(HOME).url.startswith(reverse("login"))
