"""下达自评任务: every project or unit that has to file gets a filing, once, and lacks nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.cycles.models import CycleForm
from evaluations.dossiers import issuing
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.opening import open_evaluation
from tests.factories import (
    Role,
    make_bureau,
    make_cycle,
    make_division,
    make_evaluation,
    make_form_version,
    make_project,
    make_target,
    make_unit,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau():
    return make_bureau()


@pytest.fixture
def unit(bureau):
    return make_unit(bureau)


@pytest.fixture
def cycle(bureau):
    return make_cycle(bureau)


@pytest.fixture
def used(cycle):
    return CycleForm.objects.create(cycle=cycle, scope="project", form_version=make_form_version())


@pytest.fixture
def desk(client, bureau):
    client.force_login(make_user(bureau, Role.ADMINISTRATOR))
    return client


def fixed_form(**given):
    asked = {**small_form().indicators.model_dump(), "level3": "fixed"}
    return make_form_version(small_form(indicators=asked, **given))


def key(project):
    return f"project-{project.pk}"


def retire(unit, last_day=date(2019, 12, 31)):
    unit.valid_to = last_day
    unit.save()


def at(cycle, used=None):
    return reverse("issue", args=[cycle.pk]) + (f"?form={used.pk}" if used else "")


def test_projects_of_the_bureau_wait_for_a_filing(used, unit):
    project = make_project(unit)
    make_project(make_unit())

    assert [(found.key, found.why_not) for found in issuing.candidates(used)] == [(key(project), None)]


def test_a_project_gets_its_filing(used, unit):
    project = make_project(unit)
    (evaluation,) = issuing.issue(used, [key(project)], by=None)

    assert (evaluation.project, evaluation.unit, evaluation.status) == (project, unit, "not_started")


def test_a_filing_has_the_rows_that_were_approved(used, unit):
    (evaluation,) = issuing.issue(used, [key(make_project(unit))], by=None)

    assert list(evaluation.lines.values_list("key", "approved_target")) == [
        ("r1", "≥100人"),
        ("r2", "按时拨付"),
    ]


def test_what_was_issued_does_not_wait_any_more(used, unit):
    issuing.issue(used, [key(make_project(unit))], by=None)

    assert issuing.candidates(used) == []


def test_what_files_on_another_form_of_the_scope_does_not_wait_either(used, unit, cycle):
    issuing.issue(used, [key(make_project(unit))], by=None)
    other = CycleForm.objects.create(
        cycle=cycle, scope="project", form_version=make_form_version(small_form(code="other"))
    )

    assert issuing.candidates(other) == []


def test_only_what_was_chosen_is_issued(used, unit):
    chosen, _ = make_project(unit), make_project(unit)
    issuing.issue(used, [key(chosen)], by=None)

    assert Evaluation.objects.get().project == chosen


def test_without_a_target_a_project_waits_with_the_reason(used, unit):
    project = make_project(unit, approved=False)

    assert issuing.candidates(used)[0].why_not == "2021年度尚无批复绩效目标，请先在“项目”中填列。"
    assert issuing.issue(used, [key(project)], by=None) == []


def test_without_rows_a_project_waits_with_the_reason(used, unit):
    make_target(make_project(unit, approved=False)).rows.all().delete()

    assert issuing.candidates(used)[0].why_not == "2021年度批复绩效目标没有指标，请先在“项目”中填列。"


def test_rows_that_the_form_has_no_place_for_are_named(used, unit):
    make_target(make_project(unit, approved=False)).rows.filter(key="r1").update(group="cost")

    assert "（cost）不在本表样中" in issuing.candidates(used)[0].why_not


def test_a_form_with_rows_of_its_own_needs_no_target(cycle, unit):
    make_project(unit, approved=False)
    used = CycleForm.objects.create(cycle=cycle, scope="project", form_version=fixed_form())

    assert issuing.candidates(used)[0].why_not is None


def test_whole_unit_forms_wait_for_units_and_not_for_divisions(cycle, bureau, unit):
    make_division(bureau)
    version = fixed_form(scope="department", code="whole")
    used = CycleForm.objects.create(cycle=cycle, scope="department", form_version=version)

    assert {found.unit for found in issuing.candidates(used)} == {bureau, unit}


def test_a_project_of_a_unit_that_is_no_more_waits_with_the_reason(used, unit):
    project = make_project(unit)
    retire(unit)

    assert "实施单位已停用" in issuing.candidates(used)[0].why_not
    assert issuing.issue(used, [key(project)], by=None) == []


def test_a_unit_that_is_no_more_files_nothing(cycle, bureau, unit):
    version = fixed_form(scope="department", code="whole")
    used = CycleForm.objects.create(cycle=cycle, scope="department", form_version=version)
    retire(unit)

    assert {found.unit for found in issuing.candidates(used)} == {bureau}


def test_the_last_day_of_a_unit_still_counts(used, unit):
    make_project(unit)
    retire(unit, timezone.localdate())

    assert issuing.candidates(used)[0].why_not is None


def test_all_units_are_locked_by_key_before_the_first_line_of_the_log(used, bureau):
    projects = [make_project(make_unit(bureau, code=code)) for code in ("ZZ9", "AA1")]

    with CaptureQueriesContext(connection) as asked:
        issuing.issue(used, [key(project) for project in projects], by=None)

    asked_for = [query["sql"] for query in asked]
    logged = next(at for at, sql in enumerate(asked_for) if "audit_chainhead" in sql)
    locked = [sql for sql in asked_for[:logged] if "'AA1'" in sql and "'ZZ9'" in sql]
    assert len(locked) == 1
    assert "ORDER BY 1 ASC" in locked[0]  # its own key


def test_a_unit_gets_its_filing_once(cycle, unit):
    version = fixed_form(scope="department", code="whole")
    used = CycleForm.objects.create(cycle=cycle, scope="department", form_version=version)
    issuing.issue(used, [f"unit-{unit.pk}"], by=None)

    assert Evaluation.objects.get().project is None
    assert unit not in {found.unit for found in issuing.candidates(used)}


def test_a_closed_year_issues_nothing(used, unit, cycle):
    cycle.is_open = False
    cycle.save()

    with pytest.raises(NotAllowed, match="不能再下达"):
        issuing.issue(used, [key(make_project(unit))], by=None)


def test_whoever_is_second_is_told(used, unit, monkeypatch):
    project = make_project(unit)
    waiting = issuing.candidates(used)
    issuing.issue(used, [key(project)], by=None)
    monkeypatch.setattr(issuing, "candidates", lambda used: waiting)

    with pytest.raises(NotAllowed, match="刚由他人下达"):
        issuing.issue(used, [key(project)], by=None)


def test_the_page_issues_what_is_ticked(desk, cycle, used, unit):
    project = make_project(unit)
    page = desk.post(at(cycle, used), {"chosen": [key(project)]}, follow=True)

    assert "已下达1项自评任务。" in page.text
    assert "已全部下达" in page.text


def test_at_first_everything_is_ticked(desk, cycle, used, unit):
    make_project(unit)
    lacking = make_project(unit, approved=False)

    page = desk.get(at(cycle)).text

    assert page.count("checked") == 1
    assert key(lacking) not in page


@pytest.mark.parametrize("chosen", [[], ["project-0"], ["unit-1"], ["=cmd|' /C calc'!A0"]])
def test_nothing_or_what_does_not_wait_is_refused(desk, cycle, used, unit, chosen):
    make_project(unit)
    page = desk.post(at(cycle, used), {"chosen": chosen})

    assert page.status_code == 422
    assert not Evaluation.objects.exists()


def test_a_closed_year_says_so(desk, cycle, used, unit):
    project = make_project(unit)
    cycle.is_open = False
    cycle.save()

    page = desk.post(at(cycle, used), {"chosen": [key(project)]})

    assert page.status_code == 409
    assert "不能再下达自评任务" in page.text


def test_a_year_without_forms_says_what_to_do(desk, cycle):
    assert "还没有选定自评表样" in desk.get(at(cycle)).text


def test_with_several_forms_one_is_chosen(desk, cycle, used, unit):
    other = CycleForm.objects.create(
        cycle=cycle, scope="department", form_version=fixed_form(scope="department", code="whole")
    )

    page = desk.get(at(cycle, other)).text

    assert "部门（单位）整体支出" in page


def test_the_year_of_another_bureau_does_not_exist(desk):
    assert desk.get(at(make_cycle(make_bureau()))).status_code == 404


class TestLastYearsForm:
    """Two forms of one scope: who filed on the other last year is not ticked on this one."""

    @pytest.fixture
    def other(self, cycle):
        version = make_form_version(form_named("other"))
        return CycleForm.objects.create(cycle=cycle, scope="project", form_version=version)

    @pytest.fixture
    def project(self, bureau, unit, other):
        """One that filed on the other form last year."""
        last = make_cycle(bureau, data_year=2020)
        project = make_project(unit)
        make_evaluation(unit, cycle=last, project=project, form=form_named("other"))
        return project

    def test_it_is_said_and_not_ticked(self, desk, cycle, used, other, project):
        address = reverse("issue", args=[cycle.pk])

        here, there = (desk.get(f"{address}?form={one.pk}") for one in (used, other))

        assert f"上年度用“{other.form_version}”填报，本表样未预选。" in here.text
        assert key(project) not in here.context["form"].ticked
        assert key(project) in there.context["form"].ticked

    def test_it_may_be_issued_all_the_same(self, desk, cycle, used, project):
        desk.post(reverse("issue", args=[cycle.pk]) + f"?form={used.pk}", {"chosen": [key(project)]})

        assert Evaluation.objects.get(cycle=cycle).form_version == used.form_version

    def test_a_form_that_this_year_does_not_use_says_nothing(self, used, other, project):
        other.delete()

        assert [found.last_form for found in issuing.candidates(used)] == [""]

    def test_the_unit_of_a_whole_is_told_too(self, bureau, unit, cycle):
        last = make_cycle(bureau, data_year=2020)
        mine, other = (
            CycleForm.objects.create(cycle=cycle, scope="department", form_version=make_form_version(form))
            for form in (form_named("mine", scope="department"), form_named("other", scope="department"))
        )
        open_evaluation(last, other.form_version, unit)

        told = {found.unit: found.last_form for found in issuing.candidates(mine)}

        assert told == {unit: str(other.form_version), unit.department: ""}


def form_named(code, **given):
    return small_form(code=code, **given)
