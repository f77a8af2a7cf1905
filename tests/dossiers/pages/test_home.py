"""首页: what waits by due date with its numbers; for administrators what waits in the open work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation, OfficeFindings
from evaluations.dossiers.waiting import work_of
from tests.dossiers.consolidated import issue_one
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.dossiers.pages.test_browsing import HOME, many
from tests.factories import Role, make_bureau, make_cycle, make_evaluation, make_unit, make_user

TODAY = date(2022, 4, 28)
WORK = "年度自评工作待办"


def due(filing, days):
    Evaluation.objects.filter(pk=filing.pk).update(due_on=TODAY + timedelta(days=days))


@pytest.fixture
def four(unit):
    """One of each term, and one more that is late."""
    filings = many(unit, 5)
    for filing, days in zip(filings, (-1, -20, 0, 7, 8), strict=True):
        due(filing, days)
    return filings


@time_machine.travel(TODAY)
def test_what_waits_is_counted_by_when_it_is_due(filer, four):
    page = text(filer.get(HOME))

    assert [word in page for word in ("已逾期 2<", "今日截止 1<", "7日内截止 1<", "7日后截止 1<")] == [
        True
    ] * 4


@time_machine.travel(TODAY)
def test_a_term_shows_its_own(filer, four):
    page = text(filer.get(HOME, {"due": "soon"}))

    assert four[3].get_absolute_url() in page
    assert four[2].get_absolute_url() not in page
    assert "等待您办理：7日内截止" in page


@time_machine.travel(TODAY)
def test_a_term_that_is_none_shows_all(filer, four):
    page = text(filer.get(HOME, {"due": "x' or 1=1"}))

    assert all(filing.get_absolute_url() in page for filing in four)


@time_machine.travel(TODAY)
def test_an_empty_term_says_so(filer, filing):
    due(filing, 8)

    assert "没有已逾期的待办自评表。" in text(filer.get(HOME, {"due": "late"}))


def test_only_what_waits_for_a_person_is_counted(head, filing):
    assert "截止 1<" not in text(head.get(HOME))


@time_machine.travel(TODAY)
def test_what_was_filed_is_to_be_reviewed_and_not_late(head, filing):
    due(filing, -1)
    Evaluation.objects.filter(pk=filing.pk).update(status="in_review", step="unit_head")

    page, late = text(head.get(HOME)), text(head.get(HOME, {"due": "late"}))
    review = text(head.get(HOME, {"due": "review"}))

    assert ["待审核 1<" in page, "已逾期 1<" in page] == [True, False]
    assert "没有已逾期的待办自评表。" in late
    assert filing.get_absolute_url() in review


class TestAdministrator:
    @pytest.fixture
    def administrator(self, unit):
        return make_user(unit.parent.parent, Role.ADMINISTRATOR)

    def one(self, administrator):
        (work,) = work_of(administrator, TODAY)
        return work

    def test_the_open_work_is_listed_with_its_links(self, administrator, filing):
        page = text(signed_in(administrator).get(HOME))

        assert WORK in page
        assert filing.cycle.name in page
        assert f"/cycles/{filing.cycle_id}/office/" in page

    def test_what_is_late_and_not_filed_is_counted(self, administrator, unit, four):
        Evaluation.objects.filter(pk=four[1].pk).update(status="approved")

        assert self.one(administrator).late == 1

    def test_a_consolidated_one_is_late_once_whatever_its_parts(self, db):
        one = issue_one()
        Evaluation.objects.update(due_on=TODAY - timedelta(days=1))

        assert self.one(one.people["administrator"]).late == 1

    def test_what_is_the_bureaus_to_mend_is_counted(self, administrator, unit):
        filings = many(unit, 2)
        for filing in filings:
            OfficeFindings.objects.create(evaluation=filing, rows=[])
        Evaluation.objects.filter(pk=filings[0].pk).update(status="exempt")

        assert self.one(administrator).office == 1

    def test_units_that_nobody_files_for_are_counted_once(self, administrator, unit):
        many(unit, 2)

        assert self.one(administrator).nobody == 1
        assert "1个</a>" in text(signed_in(administrator).get(HOME))

    def test_a_unit_with_a_filer_is_not(self, administrator, filing, person):
        assert self.one(administrator).nobody == 0

    def test_a_filer_who_was_deactivated_files_nothing(self, administrator, filing, person):
        person.is_active = False
        person.save()

        assert self.one(administrator).nobody == 1

    def test_closed_work_and_that_of_another_bureau_is_not_listed(self, administrator, filing):
        Cycle.objects.filter(pk=filing.cycle_id).update(is_open=False)
        make_evaluation(make_unit())

        assert work_of(administrator, TODAY) == []
        assert WORK not in text(signed_in(administrator).get(HOME))

    def test_nobody_else_is_shown_the_work(self, head, filing):
        assert WORK not in text(head.get(HOME))

    def test_as_many_queries_for_two_years_as_for_one(self, administrator, filing):
        desk = signed_in(administrator)
        desk.get(HOME)
        with CaptureQueriesContext(connection) as one:
            desk.get(HOME)
        make_cycle(filing.cycle.bureau, name="另一年度")

        with CaptureQueriesContext(connection) as two:
            desk.get(HOME)

        assert len(two) == len(one)

    def test_an_administrator_of_an_empty_bureau_has_none(self, db):
        assert WORK not in text(signed_in(make_user(make_bureau(), Role.ADMINISTRATOR)).get(HOME))
