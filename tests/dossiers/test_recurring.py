"""问题统计: what recurs over many filings, by check and by unit, for finance alone."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from evaluations.dossiers import recurring
from evaluations.dossiers.models import Evaluation, Submission
from tests.dossiers.lives import begin
from tests.factories import (
    Role,
    make_bureau,
    make_cycle,
    make_department,
    make_evaluation,
    make_project,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
QUERIES = 8
"""Session, person, posts, notices; years, departments, what was filed, the filings of one check."""


def finding(check="C05", severity="must_fix"):
    return {"check": check, "severity": severity}


@pytest.fixture
def life():
    """One filing, filed by the services, without a finding."""
    return begin().to()


@pytest.fixture
def filed(life):
    """`filed(unit, finding, …)`: another filing of the same year that was filed so."""
    first = life.evaluation.submissions.get()

    def more(unit, *findings, cycle=None, number=1, evaluation=None) -> Evaluation:
        one = evaluation or make_evaluation(
            unit, cycle=cycle or life.evaluation.cycle, project=make_project(unit)
        )
        kept = {"frozen": first.frozen, "findings": list(findings), "submitted_by": first.submitted_by}
        Submission.objects.create(evaluation=one, number=number, **kept)
        return one

    return more


@pytest.fixture
def desk(client, life):
    client.force_login(life.people["performance"])
    return client


def test_checks_are_counted_by_filings_then_by_how_often():
    rows = [
        (1, "甲", [finding("C05"), finding("C05"), finding("C02", "must_explain")]),
        (2, "乙", [finding("C02", "hint")]),
        (3, "丙", []),
    ]

    found = recurring.count(rows)

    assert found.filings == 3
    assert [(name, len(one.filings), one.count, one.by_kind) for name, one in found.checks] == [
        ("C02", 2, 2, [0, 1, 1]),
        ("C05", 1, 2, [2, 0, 0]),
    ]


def test_units_begin_with_the_one_most_concerned():
    rows = [(1, "甲", [finding("C02")]), (2, "乙", [finding("C05"), finding("C05"), finding("C02")])]

    units = recurring.count(rows).units

    assert [(one.name, one.count, one.most) for one in units] == [
        ("乙", 3, "资金合计与分项不符"),
        ("甲", 1, "总分与合计不符"),
    ]


def test_a_check_that_is_gone_keeps_its_id():
    assert recurring.label_of("X99") == "X99"


def test_the_last_submission_of_a_filing_counts(desk, life, filed):
    one = filed(life.evaluation.unit, finding("C05"))
    filed(life.evaluation.unit, finding("C02"), number=2, evaluation=one)

    page = desk.get(reverse("recurring_findings")).content.decode()

    assert "已报送2份" in page
    assert "总分与合计不符" in page
    assert "资金合计与分项不符" not in page


def test_a_check_leads_to_its_filings(desk, life, filed):
    one = filed(life.evaluation.unit, finding("C05"))

    page = desk.get(reverse("recurring_findings"), {"check": "C05"}).content.decode()

    assert "有“资金合计与分项不符”的自评表" in page
    assert f'href="{one.get_absolute_url()}"' in page
    assert f'href="{life.evaluation.get_absolute_url()}"' not in page


def test_a_check_that_found_nothing_has_no_list(desk):
    assert 'id="concerned"' not in desk.get(reverse("recurring_findings"), {"check": "C05"}).content.decode()


def test_it_is_chosen_by_year_and_department(desk, life, filed):
    bureau = life.evaluation.unit.parent.parent
    department = make_department(bureau)
    filed(make_unit(department), finding("C05"))
    filed(life.evaluation.unit, finding("C02"), cycle=make_cycle(bureau, name="别的工作", data_year=2019))

    def shown(**asked):
        page = desk.get(reverse("recurring_findings"), asked).content.decode()
        return ["资金合计与分项不符" in page, "总分与合计不符" in page]

    assert shown(cycle=life.evaluation.cycle_id) == [True, False]
    assert shown(cycle=life.evaluation.cycle_id, department=department.pk) == [True, False]
    assert shown(cycle=life.evaluation.cycle_id, department=life.evaluation.unit.parent_id) == [False, False]


def test_filings_of_another_bureau_are_not_counted(client, life, filed):
    filed(life.evaluation.unit, finding("C05"))
    client.force_login(make_user(make_bureau(), Role.FINANCE_REVIEWER))

    page = client.get(reverse("recurring_findings"), {"cycle": life.evaluation.cycle_id}).content.decode()

    assert "已报送0份" in page
    assert "资金合计与分项不符" not in page


@pytest.mark.parametrize("name", ["recurring_findings", "recurring_workbook"])
@pytest.mark.parametrize("who", ["filer", "unit_head", "department"])
def test_it_is_for_finance_alone(client, life, who, name):
    client.force_login(life.people[who])

    assert client.get(reverse(name)).status_code == 404


def test_the_menu_shows_it_to_finance_alone(client, life):
    def entry(who):
        client.force_login(life.people[who])
        return f'href="{reverse("recurring_findings")}"' in client.get(reverse("home")).content.decode()

    assert [entry("performance"), entry("filer")] == [True, False]


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_queries_however_many_filings(desk, life, filed, count, django_assert_num_queries):
    for _ in range(count):
        filed(life.evaluation.unit, finding("C05"))
    desk.get(reverse("home"))

    with django_assert_num_queries(QUERIES):
        desk.get(reverse("recurring_findings"), {"check": "C05"})


def test_the_workbook_has_both_lists(desk, life, filed):
    filed(life.evaluation.unit, finding("C05"))

    answer = desk.get(reverse("recurring_workbook"))

    book = openpyxl.load_workbook(BytesIO(answer.content))
    first = [cell.value for cell in book["按校验内容"][2]]
    assert first == [
        "C05",
        "资金合计与分项不符",
        "1",
        "1",
        "1",
        "0",
        "0",
    ]
    assert book["按单位"]["A2"].value == life.evaluation.unit.name


def test_before_any_year_there_is_nothing(client):
    client.force_login(make_user(make_bureau(), Role.ADMINISTRATOR))

    assert client.get(reverse("recurring_findings")).status_code == 200
    assert client.get(reverse("recurring_workbook")).status_code == 200
