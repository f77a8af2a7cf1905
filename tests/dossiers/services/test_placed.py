"""Figures placed in the report: stored by address, printed from the table, refused where they are none."""

from __future__ import annotations

import pytest

from core.filing import cells
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.snapshots import snapshot
from tests.dossiers.services.saving import save, stored
from tests.factories import fill_in

pytestmark = pytest.mark.django_db
REPORT, EXECUTED = "report/s1", "funds/total/executed"
SHOWN = "全年支出⟦“年度资金总额”的全年执行数⟧万元。"
STORED = "全年支出⟦funds/total/executed⟧万元。"


def reads(evaluation):
    return snapshot(Evaluation.objects.get(pk=evaluation.pk)).typed(cells.report("s1"))


def test_it_is_stored_by_address_and_reads_as_the_table_does(evaluation, filer):
    save(evaluation, filer, funds__total__executed=("", "701.23"))
    saved = save(evaluation, filer, report__s1=("", SHOWN))

    assert (saved.ok, stored(evaluation)[REPORT]) == (True, STORED)
    assert reads(evaluation) == "全年支出701.23万元。"


def test_it_follows_the_table(evaluation, filer):
    save(evaluation, filer, funds__total__executed=("", "701.23"))
    save(evaluation, filer, report__s1=("", SHOWN))

    saved = save(evaluation, filer, funds__total__executed=("701.23", "800"))

    assert saved.checked.snapshot.typed(cells.report("s1")) == "全年支出800万元。"
    assert reads(evaluation) == "全年支出800万元。"


def test_the_same_text_again_is_no_change(evaluation, filer):
    save(evaluation, filer, report__s1=("", SHOWN))

    assert save(evaluation, filer, report__s1=(SHOWN, SHOWN)).saved == 0
    assert save(evaluation, filer, report__s1=("", SHOWN)).ok


def test_what_was_seen_is_compared_by_address(evaluation, filer):
    save(evaluation, filer, report__s1=("", SHOWN))

    assert save(evaluation, filer, report__s1=(SHOWN, "改写。")).ok
    assert stored(evaluation)[REPORT] == "改写。"


def test_somebody_elses_text_is_shown_as_it_stands_in_the_box(evaluation, filer):
    save(evaluation, filer, report__s1=("", SHOWN))

    (clash,) = save(evaluation, filer, report__s1=("", "我写的。")).conflicts

    assert clash.theirs == SHOWN


@pytest.mark.parametrize(
    ("text", "words"), [("⟦去年的数⟧", "不是可以引用的栏目"), ("支出⟦", "成对使用"), ("看⟧这里", "成对使用")]
)
def test_what_is_no_cell_of_the_table_is_refused(evaluation, filer, text, words):
    saved = save(evaluation, filer, report__s1=("", text))

    assert words in saved.refused[cells.report("s1")]
    assert REPORT not in stored(evaluation)


def test_a_bracket_that_was_seen_and_is_none_clashes(evaluation, filer):
    save(evaluation, filer, report__s1=("", "旧。"))

    assert save(evaluation, filer, report__s1=("⟦", "新。")).conflicts


def test_other_cells_take_no_figures(evaluation, filer):
    saved = save(evaluation, filer, goals__1__actual=("", SHOWN))

    assert "保留符号" in saved.refused[cells.goal(1, "actual")]


def test_a_text_is_as_long_as_it_prints(evaluation, filer):
    save(evaluation, filer, funds__total__executed=("", "1"))

    fits = save(evaluation, filer, report__s1=("", "字" * 199 + "⟦“年度资金总额”的全年执行数⟧"))
    too_long = save(evaluation, filer, report__s1=("", "字" * 200 + "⟦“年度资金总额”的全年执行数⟧"))

    assert fits.ok
    assert "最多填写200字，现有201字" in too_long.refused[cells.report("s1")]


def test_a_figure_of_an_empty_cell_stops_the_filing(evaluation, filer):
    fill_in(evaluation, filer, {REPORT: SHOWN})

    (found,) = [one for one, _ in check(evaluation).found if one.check == "M08"]

    assert [str(place) for place in found.places] == [REPORT, EXECUTED]
    assert found.stops
    assert "“年度资金总额”的全年执行数，该栏未填" in found.message


def test_a_figure_of_a_filled_cell_is_not_asked_about(evaluation, filer):
    fill_in(evaluation, filer, {EXECUTED: "1", REPORT: SHOWN})

    assert [one for one, _ in check(evaluation).found if one.check == "M08"] == []
