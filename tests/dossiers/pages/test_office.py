"""由财政局处理的问题: what no filer can mend is listed for the administrators of the bureau, once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Unit
from documents.services import freeze
from evaluations.dossiers.models import Submission
from evaluations.dossiers.snapshots import snapshot
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url
from tests.factories import make_cycle, make_evaluation, make_project, make_user

ROW = {"check": "C01", "severity": "must_fix", "audience": "administrator", "found": "", "expected": ""}
POINTS = {**ROW, "places": ["indicators/r1/points"], "message": "分值合计为99，应为100。", "answer": None}


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
def file(unit, person, cycle):
    """File one more table of the year with these findings; or another time the one given."""

    def act(*findings, cycle=cycle, filing=None):
        filing = filing or make_evaluation(unit, cycle=cycle, project=make_project(unit))
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


def test_a_problem_is_told_with_its_form_check_and_cell(desk, file, cycle):
    filing = file(POINTS)

    page = page_of(desk, cycle)

    assert str(filing.form_version) in page
    assert "<td>分值或权重合计不符</td>" in page
    assert "<div>“救助人数”的分值</div>" in page
    assert "分值合计为99，应为100。" in page


def test_the_filings_in_which_it_stands_are_counted_and_led_to(desk, file, cycle):
    filings = [file(POINTS), file(POINTS)]

    page = page_of(desk, cycle)

    assert page.count("分值合计为99") == 1
    assert "<summary>2张</summary>" in page
    assert all(f'href="{url("overview", filing)}"' in page for filing in filings)


@pytest.mark.parametrize("change", [{"audience": "filer"}, {"severity": "hint"}])
def test_what_the_filer_can_mend_and_hints_are_left_out(desk, file, cycle, change):
    file({**POINTS, **change})

    assert "没有需要财政局处理的问题" in page_of(desk, cycle)


def test_only_the_last_submission_counts(desk, file, cycle):
    file(filing=file(POINTS))

    assert "没有需要财政局处理的问题" in page_of(desk, cycle)


def test_another_year_is_another_list(desk, file, cycle, bureau):
    file(POINTS, cycle=make_cycle(bureau))

    assert "没有需要财政局处理的问题" in page_of(desk, cycle)


def test_a_check_that_is_no_more_and_a_problem_without_cell_are_told_too(desk, file, cycle):
    file({**POINTS, "check": "C99", "places": []})

    page = page_of(desk, cycle)

    assert "<td>C99</td>" in page
    assert "整张表" in page


def test_what_was_typed_is_no_markup(desk, file, cycle):
    file({**POINTS, "message": "<b>分值</b>"})

    assert "&lt;b&gt;分值" in page_of(desk, cycle)


def test_the_list_of_years_leads_there(desk, cycle):
    assert f'href="{reverse("office", args=[cycle.pk])}"' in text(desk.get(reverse("cycles")))


def test_thirty_ask_the_database_as_often_as_one(desk, file, cycle):
    counts = []
    for number in range(1, 31):
        file({**POINTS, "message": f"第{number}处"})
        if number in (1, 30):
            with CaptureQueriesContext(connection) as asked:
                page_of(desk, cycle)
            counts.append(len(asked))

    assert counts[0] == counts[1]


def test_many_cells_of_one_problem_are_folded(desk, file, cycle):
    file({**POINTS, "places": [f"indicators/r{number}/points" for number in range(1, 5)]})

    page = page_of(desk, cycle)

    assert "<summary>4个栏目</summary>" in page
    assert "<div>“救助人数”的分值</div>" in page
