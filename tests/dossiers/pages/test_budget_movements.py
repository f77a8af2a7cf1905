"""预算变动 beside 项目资金: offered, explained, written where the button asks, else questioned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations.dossiers.beside import movements_of
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.projects.registering import Entry, register
from tests.dossiers.consolidated import issue_one
from tests.dossiers.pages.posting import autosave, text, typed, url
from tests.dossiers.pages.test_funds_together import at
from tests.factories import fill_in, make_evaluation, make_project

ADJUSTED, OWN, EXECUTED = "funds/total/adjusted", "funds/own/adjusted", "funds/total/executed"
BUTTON, WORKING = "按预算变动填入", "年初100.00（示例〔2021〕1号，2021年1月5日） + 追加20.00"


def moved(filing, *, source="", initial="100"):
    """100 at the beginning of the year and 20 more."""
    rows = [("initial", initial, date(2021, 1, 5)), ("added", "20", date(2021, 6, 1))]
    entries = [Entry(kind, Decimal(amount), "示例〔2021〕1号", on, source) for kind, amount, on in rows]
    register(filing.project, filing.cycle.data_year, entries, by=None)
    return filing


def test_the_sum_is_offered_and_explained(filer, filing):
    page = text(filer.get(url("funds", moved(filing))))

    assert f'value="budget:{ADJUSTED}"' in page
    assert '预算变动 <b class="num">120.00</b>' in page
    assert WORKING in page
    assert "只计入合计" not in page


def test_nothing_is_written_before_the_button_asks(filer, filing):
    filer.get(url("funds", moved(filing)))

    assert typed(filing, ADJUSTED) == ""


def test_of_another_year_or_project_nothing_is_said(filer, filing):
    register(filing.project, 2020, [Entry("initial", Decimal(9), "示例", date(2020, 1, 5))], by=None)
    moved(make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit)))

    assert "预算变动" not in text(filer.get(url("funds", filing)))


def test_a_source_that_is_named_is_offered_in_its_row(filer, filing):
    page = text(filer.get(url("funds", moved(filing, source="当年财政拨款"))))

    assert f'value="budget:{OWN}"' in page


def test_a_movement_without_a_source_is_told_to_count_for_the_total(filer, filing):
    moved(filing, source="当年财政拨款")
    entry = Entry("recovered", Decimal(5), "示例3号", date(2021, 12, 1))
    register(filing.project, 2021, [entry], by=None)

    assert "只计入合计" in text(filer.get(url("funds", filing)))


def test_the_button_writes_the_sum(filer, filing):
    filer.post(url("funds", moved(filing)), {"then": f"budget:{ADJUSTED}"})

    assert typed(filing, ADJUSTED) == "120.00"
    assert Cell.objects.get(evaluation=filing, ref=ADJUSTED).source == Cell.Source.COMPUTED


def test_and_takes_what_was_typed_with_it(filer, filing):
    answer = autosave(filer, moved(filing), {EXECUTED: "60"}, then=f"budget:{ADJUSTED}")

    assert (typed(filing, EXECUTED), typed(filing, ADJUSTED)) == ("60", "120.00")
    assert BUTTON not in answer.json()["told"].get(ADJUSTED, "")


@pytest.mark.parametrize("then", ["budget:funds/total/executed", "budget:none", "budget:"])
def test_of_any_other_cell_nothing_is_written(filer, filing, then):
    answer = filer.post(url("funds", moved(filing)), {"then": then})

    assert answer.status_code == 302
    assert not Cell.objects.filter(evaluation=filing).exclude(typed="").exclude(source="approved").exists()


def test_where_the_cell_says_so_it_is_explained_and_not_offered(filer, filing, person):
    fill_in(moved(filing), person, {ADJUSTED: "120"})

    page = text(filer.get(url("funds", filing)))

    assert BUTTON not in page
    assert WORKING in page


def test_another_figure_is_to_be_explained_and_may_be_taken_over(filer, filled):
    page = text(filer.get(url("check", moved(filled))))

    assert "的全年预算数填列200.00万元，与登记的预算变动不符：年初100.00" in page
    assert "按预算变动填入 120.00" in page


def test_it_is_taken_over_from_the_checks(filer, filled):
    filer.post(url("funds", moved(filled)), {"then": f"budget:{ADJUSTED}", "back": "check"})

    assert typed(filled, ADJUSTED) == "120.00"


def test_the_registered_sum_asks_nothing(filer, filled):
    page = text(filer.get(url("check", moved(filled, initial="180"))))

    assert "预算变动不符" not in page


def test_without_a_beginning_nothing_is_offered_and_the_list_is_to_be_looked_at(filer, filled):
    entry = Entry("added", Decimal(20), "示例2号", date(2021, 6, 1))
    register(filled.project, filled.cycle.data_year, [entry], by=None)

    funds, checks = text(filer.get(url("funds", filled))), text(filer.get(url("check", filled)))

    assert "budget:" not in funds + checks
    assert "没有登记年初数，请先核对登记是否完整。" in checks


def test_a_reader_sees_how_and_no_button(head, filled):
    page = text(head.get(url("funds", moved(filled))))

    assert WORKING in page
    assert '预算变动 <b class="num">120.00</b>' in page
    assert BUTTON not in page


def test_a_closed_filing_takes_nothing(filer, filled):
    Evaluation.objects.filter(pk=moved(filled).pk).update(status="approved")

    answer = filer.post(url("funds", filled), {"then": f"budget:{ADJUSTED}"})

    assert answer.status_code == 409
    assert typed(filled, ADJUSTED) == "200"


@pytest.mark.django_db
def test_a_part_of_a_consolidated_filing_has_none_and_the_whole_has():
    one = issue_one()
    moved(one.whole)

    assert set(movements_of([one.whole, one.east])) == {one.whole.pk}


class TestTogether:
    """资金集中填报."""

    @pytest.fixture
    def second(self, filing):
        return make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit))

    def test_each_project_has_its_own(self, filer, filing, second):
        page = text(filer.get(at("dossier_funds", moved(second))))

        assert f'value="budget:{second.pk}/{ADJUSTED}"' in page
        assert f'value="budget:{filing.pk}/{ADJUSTED}"' not in page

    def test_the_button_writes_into_its_project_alone(self, filer, filing, second):
        for one in (filing, second):
            moved(one)

        filer.post(at("dossier_funds", filing), {"then": f"budget:{second.pk}/{ADJUSTED}"})

        assert (typed(filing, ADJUSTED), typed(second, ADJUSTED)) == ("", "120.00")

    def test_as_many_queries_for_three_projects_as_for_two(self, filer, filing, second):
        moved(filing)
        filer.get(at("dossier_funds", filing))
        with CaptureQueriesContext(connection) as two:
            filer.get(at("dossier_funds", filing))
        moved(second)
        make_evaluation(filing.unit, cycle=filing.cycle, project=make_project(filing.unit))

        with CaptureQueriesContext(connection) as three:
            filer.get(at("dossier_funds", filing))

        assert len(three) == len(two)
