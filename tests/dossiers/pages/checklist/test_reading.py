"""核对清单: a unit sees what it will have to file, finance what waits for it, nobody else anything."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.cycles.models import CycleForm
from tests.dossiers.consolidated import issue_one
from tests.dossiers.lives import begin
from tests.dossiers.pages.checklist.asking import ADD, asked, at, close, judge, uses_projects
from tests.dossiers.pages.conftest import signed_in
from tests.factories import Role, make_bureau, make_form_version, make_unit, make_user, small_form

pytestmark = pytest.mark.django_db


def test_the_list_says_what_is_issued_and_what_is_not(life, project):
    cycle = life.evaluation.cycle
    version = make_form_version(small_form(scope="department", code="whole"))
    CycleForm.objects.create(cycle=cycle, scope="department", form_version=version)
    uses_projects(cycle, life.evaluation.form_version)

    tasks = signed_in(life.people["filer"]).get(at(life)).context["tasks"]

    assert [(task.name, task.state) for task in tasks] == [
        (str(life.evaluation), "未填报"),
        (project.name, "尚未下达"),
        ("部门（单位）整体支出", "尚未下达"),
    ]


def states(client, life):
    return {task.name: task.state for task in client.get(at(life)).context["tasks"]}


def test_projects_without_a_task_wait_only_where_the_year_has_a_form_for_them(life, project):
    client = signed_in(life.people["filer"])
    before = states(client, life)

    uses_projects(life.evaluation.cycle, life.evaluation.form_version)

    assert (project.name in before, states(client, life)[project.name]) == (False, "尚未下达")


def test_what_was_agreed_to_is_said_before_anything_is_issued(life, project):
    cycle, whole = life.evaluation.cycle, make_form_version(small_form(scope="department", code="whole"))
    uses_projects(cycle, life.evaluation.form_version)
    CycleForm.objects.create(cycle=cycle, scope="department", form_version=whole)
    for given in ({"project": project.pk}, {}):
        judge(life, asked(life, kind="leave_out", **given))

    found = states(signed_in(life.people["filer"]), life)

    assert [found[project.name], found["部门（单位）整体支出"]] == ["已同意不纳入：与实际不符"] * 2


def test_a_part_of_a_consolidated_filing_is_on_the_list_of_its_unit_for_those_who_see_it():
    one = issue_one()
    address = reverse("checklist", args=[one.east.cycle_id, one.east.unit_id])
    of_unit, of_finance = (signed_in(one.people[who]).get(address) for who in ("east", "division"))

    assert [(task.name, task.state) for task in of_unit.context["tasks"]] == [
        (str(one.east), "分单位自评，未填报")
    ]
    assert of_finance.context["tasks"] == []


def test_without_a_form_of_the_whole_there_is_no_such_line(life):
    tasks = signed_in(life.people["filer"]).get(at(life)).context["tasks"]

    assert [task.evaluation for task in tasks] == [life.evaluation]


def test_a_unit_without_anything_is_told(life):
    unit = make_unit(life.evaluation.unit.parent)
    client = signed_in(make_user(unit, Role.FILER))

    page = client.get(reverse("checklist", args=[life.evaluation.cycle_id, unit.pk]))

    assert "清单中没有本单位的项目。" in page.text


def test_another_unit_finds_neither_list_nor_request(life):
    request = asked(life, **ADD)
    client = signed_in(make_user(make_unit(life.evaluation.unit.parent), Role.FILER))

    addresses = [at(life), reverse("list_request", args=[request.pk])]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert request.name not in client.get(reverse("checklists")).text


def test_a_year_of_another_bureau_is_none_of_the_units(life):
    foreign = begin().evaluation.cycle_id
    address = reverse("checklist", args=[foreign, life.evaluation.unit_id])

    assert signed_in(life.people["filer"]).get(address).status_code == 404


def test_the_index_leads_a_unit_to_its_lists_of_open_years(life):
    client = signed_in(life.people["filer"])
    before = client.get(reverse("checklists")).text
    close(life)

    assert [f'href="{at(life)}"' in text for text in (before, client.get(reverse("checklists")).text)] == [
        True,
        False,
    ]


def test_finance_sees_what_waits_first(life, project):
    first = asked(life, **ADD)
    judge(life, first, decision="refused", answer="已在清单中")
    second = asked(life, kind="leave_out", project=project.pk)

    page = signed_in(life.people["division"]).get(reverse("checklists"))

    assert list(page.context["requests"]) == [second, first]
    assert "不同意：已在清单中" in page.text


def test_a_bureau_sees_nothing_of_another(life):
    request = asked(life, **ADD)
    client = signed_in(make_user(make_bureau(), Role.FINANCE_REVIEWER))

    assert client.get(reverse("list_request", args=[request.pk])).status_code == 404


def test_the_list_asks_the_database_the_same_however_long_it_is(life):
    client = signed_in(life.people["performance"])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("checklists"))
        return len(captured)

    asked(life, **ADD)
    one = queries()
    for number in range(3):
        asked(life, **{**ADD, "code": f"P-{number}"})

    assert queries() == one
