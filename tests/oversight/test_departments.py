"""The pages 主管部门: units × tasks, for whoever looks after a department."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Unit
from evaluations.dossiers.models import Evaluation
from evaluations.oversight import matrix
from tests.dossiers.consolidated import issue_one
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text
from tests.factories import Role, make_bureau, make_evaluation, make_unit, make_user
from tests.oversight.conftest import at


def page_of(client, life, **asked):
    return text(client.get(at("department", life), asked))


@pytest.mark.parametrize("who", ["department", "division", "performance", "administrator"])
def test_whoever_looks_after_the_department_is_led_to_its_matrix(life, who):
    answer = signed_in(life.people[who]).get(reverse("departments"))

    assert (answer.status_code, answer["Location"]) == (302, at("department", life))


def test_another_year_and_department_can_be_chosen(life):
    other = make_evaluation(make_unit(division=life.evaluation.unit.division))
    asked = {"cycle": other.cycle_id, "department": other.unit.parent_id}

    answer = signed_in(life.people["division"]).get(reverse("departments"), asked)

    assert answer["Location"] == reverse("department", args=[other.cycle_id, other.unit.parent_id])


def test_where_nothing_was_issued_the_page_says_so(db):
    client = signed_in(make_user(make_bureau(), Role.AUDITOR))

    assert "尚未下达您可以查看的自评任务" in text(client.get(reverse("departments")))


@pytest.mark.parametrize("who", ["filer", "unit_head"])
def test_for_the_people_of_one_unit_there_is_no_such_page(life, who):
    client = signed_in(life.people[who])

    assert client.get(reverse("departments")).status_code == 404
    assert client.get(at("department", life)).status_code == 404


def test_a_unit_stands_with_its_filing_its_state_and_whom_it_waits_for(life, reviewer):
    life.to("unit_head")

    page = page_of(reviewer, life)

    assert life.evaluation.get_absolute_url() in page
    assert reverse("dossiers:dossier", args=[life.evaluation.cycle_id, life.evaluation.unit_id]) in page
    assert f"等主管部门审核人员{life.people['department'].full_name}" in page
    assert "项目支出</th>" in page


def test_what_is_open_and_the_filer_are_named(life, reviewer):
    page = page_of(reviewer, life)

    assert f"必改{life.evaluation.must_fix}项" in page
    assert f"等填报人{life.people['filer'].full_name}" in page


def test_a_unit_where_nobody_can_sign_in_is_told(life, reviewer):
    life.people["filer"].is_active = False
    life.people["filer"].save()

    assert "等填报人尚无账号" in page_of(reviewer, life)


def test_what_is_approved_waits_for_nobody(life, reviewer):
    Evaluation.objects.update(status="approved")

    page = page_of(reviewer, life)

    assert "审核通过1份" in page
    assert 'muted small">等' not in page


def test_a_unit_without_a_task_is_told_and_a_retired_one_left_out(life, reviewer):
    make_unit(life.evaluation.unit.parent, name="没有任务的单位")
    make_unit(life.evaluation.unit.parent, name="停用的单位", valid_to=date(2020, 1, 1))

    page = page_of(reviewer, life)

    assert "没有任务的单位" in page
    assert "尚未下达自评任务" in page
    assert "停用的单位" not in page


def test_a_retired_unit_that_has_to_file_stays(life, reviewer):
    Unit.objects.filter(pk=life.evaluation.unit_id).update(valid_to=date(2020, 1, 1))

    assert life.evaluation.unit.name in page_of(reviewer, life)


def test_a_part_of_a_consolidated_filing_stands_in_the_whole_alone(db):
    found = issue_one()
    client = signed_in(found.people["department"])

    page = text(client.get(reverse("department", args=[found.whole.cycle_id, found.whole.unit.parent_id])))

    assert f'"{found.whole.get_absolute_url()}"' in page
    assert f'"{found.east.get_absolute_url()}"' not in page


@pytest.mark.parametrize(("asked", "shown"), [("1", 0), ("2", 1), ("0", 0), ("x", 0), ("999999", 0)])
def test_many_units_are_shown_page_by_page(life, reviewer, monkeypatch, asked, shown):
    monkeypatch.setattr(matrix, "PAGE", 1)
    make_unit(life.evaluation.unit.parent)
    names = Unit.objects.filter(path__startswith=life.evaluation.unit.parent.path).order_by("path")

    page = page_of(reviewer, life, page=asked)

    heads = [name for name in names.values_list("name", flat=True) if f"                {name}\n" in page]
    assert heads == [names[shown].name]
    assert ("上一页" in page, "下一页" in page) == (shown > 0, True)


def test_a_page_behind_the_last_says_that_there_is_none(life, reviewer):
    assert "本页没有单位" in page_of(reviewer, life, page="9")


def test_the_page_asks_as_much_for_one_unit_as_for_four(life, reviewer):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            page_of(reviewer, life)
        return len(found)

    asked()
    one = asked()
    for _ in range(3):
        make_evaluation(make_unit(life.evaluation.unit.parent), cycle=life.evaluation.cycle)

    assert asked() == one
