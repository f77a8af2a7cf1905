"""由财政局处理的问题: what no filer can mend is listed for the administrators of the bureau, once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Unit
from documents.services import freeze
from evaluations.dossiers.models import Evaluation, OfficeFindings, Submission
from evaluations.dossiers.snapshots import snapshot
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url
from tests.factories import make_cycle, make_evaluation, make_project, make_target, make_user

POINTS = {"check": "C01", "cells": ["“救助人数”的分值"], "message": "分值合计为99，应为100。"}
FILED = {
    "check": "C01",
    "severity": "must_fix",
    "audience": "administrator",
    "places": ["indicators/r1/points"],
    "message": "分值合计为99，应为100，请联系财政局绩效股处理，不影响您送审。",
}


@pytest.fixture
def bureau(unit):
    return Unit.objects.get(path=unit.bureau_path)


@pytest.fixture
def cycle(bureau):
    return make_cycle(bureau)


@pytest.fixture
def desk(bureau):
    """The bureau's 系统管理员."""
    return signed_in(make_user(bureau, Membership.Role.ADMINISTRATOR))


@pytest.fixture
def open_one(unit, cycle):
    """Open one more table of the year, in which these problems were last counted."""

    def act(*rows, cycle=cycle, status="draft"):
        filing = make_evaluation(unit, cycle=cycle, project=make_project(unit))
        Evaluation.objects.filter(pk=filing.pk).update(status=status)
        OfficeFindings.objects.update_or_create(evaluation=filing, defaults={"rows": list(rows)})
        return filing

    return act


@pytest.fixture
def file_before(open_one, person):
    """File a table before these problems were kept; or another time the one given."""

    def act(*findings, filing=None):
        filing = filing or open_one()
        OfficeFindings.objects.all().delete()
        Evaluation.objects.update(office_mark="")
        return Submission.objects.create(
            evaluation=filing,
            number=filing.submissions.count() + 1,
            frozen=freeze(snapshot(filing), filing.form_version),
            findings=list(findings),
            submitted_by=person,
        ).evaluation

    return act


def page_of(desk, cycle):
    return text(desk.get(reverse("office", args=[cycle.pk])))


def test_a_problem_is_told_with_its_form_check_and_cell(desk, open_one, cycle):
    filing = open_one(POINTS)

    page = page_of(desk, cycle)

    assert str(filing.form_version) in page
    assert "<td>分值或权重合计不符</td>" in page
    assert "<div>“救助人数”的分值</div>" in page
    assert "分值合计为99，应为100。" in page


def test_the_filings_in_which_it_stands_are_counted_and_led_to(desk, open_one, cycle):
    filings = [open_one(POINTS), open_one(POINTS)]

    page = page_of(desk, cycle)

    assert page.count("分值合计为99") == 1
    assert "<summary>2张</summary>" in page
    assert all(f'href="{url("overview", filing)}"' in page for filing in filings)


def test_what_is_approved_is_told_before_anybody_files(desk, unit, cycle):
    target = make_target(project := make_project(unit, approved=False))
    target.rows.filter(key="r1").update(points=40)
    filing = make_evaluation(unit, cycle=cycle, project=project)

    page = page_of(desk, cycle)

    assert filing.status == "not_started"
    assert "请到“项目”中核对批复的绩效目标" in page
    assert "请联系财政局" not in page


def test_filings_that_are_not_asked_for_are_left_out(desk, open_one, cycle):
    open_one(POINTS, status="exempt")

    assert "没有需要财政局处理的问题" in page_of(desk, cycle)


def test_another_year_is_another_list(desk, open_one, cycle, bureau):
    open_one(POINTS, cycle=make_cycle(bureau))

    assert "没有需要财政局处理的问题" in page_of(desk, cycle)


def test_a_check_that_is_no_more_and_a_problem_without_cell_are_told_too(desk, open_one, cycle):
    open_one({**POINTS, "check": "C99", "cells": []})

    page = page_of(desk, cycle)

    assert "<td>C99</td>" in page
    assert "整张表" in page


def test_what_was_typed_is_no_markup(desk, open_one, cycle):
    open_one({**POINTS, "message": "<b>分值</b>"})

    assert "&lt;b&gt;分值" in page_of(desk, cycle)


def test_the_list_of_years_leads_there(desk, cycle):
    assert f'href="{reverse("office", args=[cycle.pk])}"' in text(desk.get(reverse("cycles")))


def test_thirty_ask_the_database_as_often_as_one(desk, open_one, cycle):
    opened = [open_one({**POINTS, "message": f"第{number}处"}) for number in range(1, 31)]
    page_of(desk, cycle)
    counts = []
    for kept in (opened, opened[:1]):
        OfficeFindings.objects.exclude(evaluation__in=kept).delete()
        with CaptureQueriesContext(connection) as asked:
            page_of(desk, cycle)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_many_cells_of_one_problem_are_folded(desk, open_one, cycle):
    open_one({**POINTS, "cells": [f"第{number}行的分值" for number in range(1, 5)]})

    page = page_of(desk, cycle)

    assert "<summary>4个栏目</summary>" in page
    assert "<div>第1行的分值</div>" in page


# filed before these problems were kept


def test_what_was_filed_before_is_told_in_the_same_words(desk, file_before, cycle):
    file_before(FILED)

    page = page_of(desk, cycle)

    assert "<div>“救助人数”的分值</div>" in page
    assert "分值合计为99，应为100。请到“项目”中核对批复的绩效目标，有误的请更正。" in page


@pytest.mark.parametrize("change", [{"audience": "filer"}, {"severity": "hint"}])
def test_what_the_filer_can_mend_and_hints_are_left_out(desk, file_before, cycle, change):
    file_before({**FILED, **change})

    assert "没有需要财政局处理的问题" in page_of(desk, cycle)


def test_only_the_last_submission_counts(desk, file_before, cycle):
    file_before(filing=file_before(FILED))

    assert "没有需要财政局处理的问题" in page_of(desk, cycle)
