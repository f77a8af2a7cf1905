"""首页 and 自评任务."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership
from evaluations.dossiers import queries
from evaluations.dossiers.models import Evaluation
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.factories import make_cycle, make_evaluation, make_project, make_unit, make_user

Role = Membership.Role
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


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2022, 4, 1), ["4月30日"]),
        (date(2022, 5, 1), ["4月30日", "逾期1天"]),
        (date(2022, 7, 1), ["4月30日", "已逾期"]),
        (date(2023, 1, 1), ["2022年4月30日", "已逾期"]),
    ],
)
def test_the_due_date_has_a_year_where_it_is_not_this_one(filer, filing, today, words):
    with time_machine.travel(today):
        page = text(filer.get(HOME))

    assert all(f">{word}" in page for word in words)


@pytest.mark.parametrize(
    ("status", "step", "word"),
    [("draft", "", "必改3项、需说明1项"), ("in_review", "unit_head", "带问题3项"), ("approved", "", "")],
)
def test_what_is_to_be_done_is_said_while_it_is_to_be_done(filer, filing, status, step, word):
    found = {"must_fix": 3, "must_explain": 1}
    Evaluation.objects.filter(pk=filing.pk).update(status=status, step=step, **found)

    assert f'<td class="nowrap">{word}</td>' in text(filer.get(LIST))


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


class TestNothingToDo:
    """An empty list says why."""

    @pytest.mark.parametrize("status", ["in_review", "approved"])
    def test_the_filer_has_filed(self, filer, filing, status):
        step = "unit_head" if status == "in_review" else ""
        Evaluation.objects.filter(pk=filing.pk).update(status=status, step=step)

        assert "本单位的自评表均已报送" in text(filer.get(HOME))

    @pytest.mark.parametrize(
        ("chain", "words"),
        [
            (["unit_head", "performance"], "本年度审核环节不含主管部门审核"),
            (["unit_head", "department"], "到您这一环节的自评表会列在这里"),
        ],
    )
    def test_the_department_is_no_step_or_not_yet_at_its_own(self, unit, chain, words):
        make_evaluation(unit, cycle=make_cycle(unit.parent.parent, chain=chain))
        reviewer = signed_in(make_user(unit.parent, Role.DEPARTMENT_REVIEWER))

        assert words in text(reviewer.get(HOME))

    @pytest.mark.parametrize("place", ["bureau", "division"])
    def test_finance_waits_for_its_own_step(self, unit, filing, place):
        at = unit.parent.parent if place == "bureau" else unit.division
        reviewer = signed_in(make_user(at, Role.FINANCE_REVIEWER))

        assert "到您这一环节的自评表会列在这里" in text(reviewer.get(HOME))

    def test_an_auditor_decides_nothing(self, unit, filing):
        auditor = signed_in(make_user(unit.parent.parent, Role.AUDITOR))

        assert "您的角色不办理自评表" in text(auditor.get(HOME))

    def test_there_is_nothing_at_all(self, filer):
        assert "尚未下达您可以查看的自评任务。" in text(filer.get(HOME))


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
    back = second.split('rel="prev"')[0].rsplit('href="?', 1)[1].split('"')[0]
    assert made[0].get_absolute_url() in text(filer.get(f"{LIST}?{back}"))


def test_home_counts_up_to_a_number(unit, filer, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED", 2)
    many(unit, 3)

    assert "<b>1+</b>" in text(filer.get(HOME))


def test_list_of_a_stranger_is_empty(filing):
    stranger = signed_in(make_user(make_unit(), Membership.Role.FILER))

    assert "没有符合条件的自评表。" in text(stranger.get(LIST))


def test_home_asks_to_sign_in(client, db):
    assert client.get(HOME).url.startswith(reverse("login"))
