"""主管部门要求的报送日期: set by the department for its own units, shown to them, never what is overdue."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.cycles.models import DepartmentDate
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.queries import wanted_by_department
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.factories import Role, make_department, make_evaluation, make_unit, make_user
from tests.oversight.conftest import at

TODAY = timezone.localdate()
DAY, DUE = TODAY + timedelta(days=10), TODAY + timedelta(days=20)


@pytest.fixture
def due(life):
    """Finance wants it in twenty days."""
    life.evaluation.cycle.due_on = DUE
    life.evaluation.cycle.save()
    Evaluation.objects.update(due_on=DUE)
    life.evaluation.refresh_from_db()
    return life


def post(client, life, day=DAY):
    return client.post(at("department_date", life), {"due_on": str(day)})


def words(day):
    return f"{day.year}年{day.month}月{day.day}日"


def said(life, who="filer"):
    page = signed_in(life.people[who]).get(reverse("dossiers:overview", args=[life.evaluation.pk]))
    return f"主管部门要求 {DAY.year}年{DAY.month}月{DAY.day}日前报送" in page.text


def test_the_day_is_kept_shown_and_on_the_record(due, reviewer):
    page = reviewer.post(at("department_date", due), {"due_on": str(DAY)}, follow=True)

    kept = DepartmentDate.objects.get()
    assert (kept.department, kept.due_on, kept.set_by) == (
        due.evaluation.unit.parent,
        DAY,
        due.people["department"],
    )
    assert str(kept) == f"{kept.department}要求{DAY.isoformat()}前报送"
    assert f"主管部门要求 {DAY.year}年{DAY.month}月{DAY.day}日前报送" in page.text
    assert AuditEvent.objects.get(action="设定要求报送日期").detail["要求报送日期"] == DAY.isoformat()


def test_its_units_see_it_on_their_filings_and_lists(due, reviewer):
    before = said(due)
    post(reviewer, due)

    home = signed_in(due.people["filer"]).get(reverse("home")).text
    assert (before, said(due)) == (False, True)
    assert f"主管部门要求{DAY.month}月{DAY.day}日前" in home.replace(f"{DAY.year}年", "")


def test_it_is_changed_and_taken_back(due, reviewer):
    post(reviewer, due)
    post(reviewer, due, DAY + timedelta(days=1))
    changed = DepartmentDate.objects.get().due_on
    post(reviewer, due, "")

    assert (changed, DepartmentDate.objects.exists()) == (DAY + timedelta(days=1), False)


def test_what_is_overdue_is_overdue_by_finances_date(due, reviewer):
    post(reviewer, due)
    DepartmentDate.objects.update(due_on=TODAY - timedelta(days=3))

    home = signed_in(due.people["filer"]).get(reverse("home"))

    assert [row["is_late"] for row in home.context["rows"]] == [False]
    assert due.evaluation.due_on == DUE


def test_the_box_shows_what_stands(due, reviewer):
    post(reviewer, due)

    assert f'value="{DAY.isoformat()}"' in reviewer.get(at("department_date", due)).text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (DUE, "应早于财政部门规定的报送截止日"),
        (TODAY - timedelta(days=1), "不能早于今天"),
        ("2026-02-30", "输入一个有效的日期"),
    ],
)
def test_a_day_that_does_not_fit_is_refused_at_its_box(due, reviewer, day, words):
    page = post(reviewer, due, day)

    assert (page.status_code, DepartmentDate.objects.exists()) == (422, False)
    assert words in page.context["form"].errors["due_on"][0]
    assert f'value="{day}"' in page.text


def test_after_an_extension_it_may_be_as_late_as_some_filing_shows_it(due, reviewer):
    later = DUE + timedelta(days=20)
    Evaluation.objects.update(due_on=later)

    assert post(reviewer, due, DUE).status_code == 302
    due.evaluation.refresh_from_db()
    assert wanted_by_department([due.evaluation]) == {due.evaluation.pk: DUE}


def test_a_day_that_no_filing_would_show_is_refused(due, reviewer):
    due.evaluation.cycle.due_on = DUE + timedelta(days=20)
    due.evaluation.cycle.save()

    page = post(reviewer, due, DUE)

    assert (page.status_code, f"报送截止日{DUE.isoformat()}" in page.text) == (422, True)


def test_where_nothing_is_to_be_filed_the_day_of_the_year_counts(due, reviewer):
    Evaluation.objects.update(status="approved", due_on=DUE + timedelta(days=20))

    assert post(reviewer, due, DUE).status_code == 422


def test_the_head_of_the_department_says_when_its_filings_are_due(due, reviewer):
    later = DUE + timedelta(days=20)
    same = reviewer.get(at("department", due)).text
    extended = make_evaluation(due.evaluation.unit, cycle=due.evaluation.cycle)
    Evaluation.objects.filter(pk=extended.pk).update(due_on=later)

    page = reviewer.get(at("department", due)).text

    assert f"报送截止 {words(DUE)}</span>" in same
    assert f"报送截止 {words(DUE)}至{words(later)}（各表不同）</span>" in page


def test_once_it_is_filed_nothing_is_wanted(due, reviewer):
    post(reviewer, due)
    Evaluation.objects.filter(pk=due.evaluation.pk).update(status="approved")

    assert said(due) is False


def test_in_a_closed_year_it_is_refused_and_logged(due, reviewer):
    due.evaluation.cycle.is_open = False
    due.evaluation.cycle.save()

    page = post(reviewer, due)

    assert (page.status_code, "已结束" in page.text) == (409, True)
    assert AuditEvent.objects.get(result="refused").action == "设定要求报送日期"


@pytest.mark.parametrize("who", ["division", "performance", "administrator"])
def test_finance_reads_it_and_sets_none(due, who):
    client = signed_in(due.people[who])

    assert "由主管部门审核人员设定" in client.get(at("department_date", due)).text
    assert (post(client, due).status_code, DepartmentDate.objects.exists()) == (403, False)


@pytest.mark.parametrize("who", ["filer", "unit_head"])
def test_for_the_people_of_a_unit_the_page_does_not_exist(due, who):
    assert post(signed_in(due.people[who]), due).status_code == 404


def test_another_department_sets_none(due):
    other = make_department(due.evaluation.unit.parent.parent)
    client = signed_in(make_user(other, Role.DEPARTMENT_REVIEWER))

    assert (post(client, due).status_code, DepartmentDate.objects.exists()) == (404, False)


def test_the_units_of_another_department_are_not_asked(due, reviewer):
    post(reviewer, due)
    bureau = due.evaluation.unit.parent.parent
    other = make_evaluation(make_unit(make_department(bureau)), cycle=due.evaluation.cycle)

    assert wanted_by_department([due.evaluation, other]) == {due.evaluation.pk: DAY}


def test_a_department_that_files_itself_asks_itself_nothing(due, reviewer):
    post(reviewer, due)
    own = make_evaluation(due.evaluation.unit.parent, cycle=due.evaluation.cycle)

    assert wanted_by_department([own]) == {}


def test_a_part_of_a_consolidated_filing_is_none_of_its_own(due, reviewer):
    post(reviewer, due)
    part = make_evaluation(due.evaluation.unit, cycle=due.evaluation.cycle)
    part.parent = due.evaluation

    assert wanted_by_department([part, due.evaluation]) == {due.evaluation.pk: DAY}


def test_another_year_has_its_own_day(due, reviewer):
    post(reviewer, due)
    other = make_evaluation(due.evaluation.unit)

    assert wanted_by_department([due.evaluation, other]) == {due.evaluation.pk: DAY}


def test_a_day_that_is_not_before_the_due_date_is_not_shown(due, reviewer):
    post(reviewer, due)
    Evaluation.objects.update(due_on=DAY)
    due.evaluation.refresh_from_db()

    assert wanted_by_department([due.evaluation]) == {}


def test_a_list_asks_once_for_all(due, reviewer):
    post(reviewer, due)
    filings = [make_evaluation(due.evaluation.unit, cycle=due.evaluation.cycle) for _ in range(3)]

    with CaptureQueriesContext(connection) as asked:
        wanted_by_department([due.evaluation, *filings])

    assert len(asked) == 1
