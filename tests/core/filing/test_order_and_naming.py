"""The order of the paper, and what its cells are called."""

from dataclasses import replace

import pytest

from core.filing.cells import CellRef
from core.filing.naming import cell_name, row_name
from core.filing.order import addresses, lines_in_order, paper_order
from tests.core.filing.forms import make_filing, make_form

OUTLINE = {
    "cover_title": "报告",
    "title": "报告",
    "cover": [],
    "sections": [{"key": "s1", "heading": "基本情况"}, {"key": "s2", "heading": "分析", "has_text": False}],
}


def test_rows_stand_by_group_whatever_order_they_came_in():
    filing = make_filing()

    backwards = replace(filing, lines=filing.lines[::-1])

    assert [line.key for line in lines_in_order(make_form(), backwards)][:3] == ["r3", "r2", "r1"]
    assert [line.key for line in lines_in_order(make_form(), filing)] == [f"r{n}" for n in range(1, 15)]


def test_every_cell_of_the_filing_has_one_place_in_the_order():
    refs = [str(ref) for ref in paper_order(make_form(report=OUTLINE), make_filing())]

    assert len(refs) == len(set(refs))
    assert set(make_filing().cells) <= set(refs)
    assert (refs[0], refs[-1]) == ("header/filer", "report/s1")


def test_whatever_its_rows_a_filing_has_one_goal_at_least_and_the_other_cells_of_its_form():
    assert addresses(make_form(funds=None)) == {
        "header/filer",
        "goals/1/expected",
        "goals/1/actual",
        "total/points",
        "total/score",
        "total/grade",
    }


def test_a_form_of_rows_alone_has_no_other_places():
    refs = paper_order(make_form(funds=None, header=[]), replace(make_filing(), goals=0, lines=()))

    assert [str(ref) for ref in refs] == ["total/points", "total/score", "total/grade"]


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("header/filer", "填报人"),
        ("funds/total/executed", "“年度资金总额”的全年执行数"),
        ("goals/1/actual", "年度总体目标的实际完成情况"),
        ("indicators/r13/actual", "“政策知晓率”的实际完成值"),
        ("indicators/r13/score_reason", "“政策知晓率”的得分说明"),
        ("total/score", "“总分”的得分"),
        ("total/grade", "自评等级"),
        ("report/s1", "自评报告“基本情况”"),
        ("header/fax", "header/fax"),
        ("funds/total/loan", "funds/total/loan"),
        ("report/s9", "report/s9"),
    ],
)
def test_a_cell_is_called_as_the_form_calls_it(ref, name):
    assert cell_name(make_form(report=OUTLINE), make_filing(), CellRef.parse(ref)) == name


def test_goals_are_numbered_where_there_are_several():
    filing = replace(make_filing(), goals=2)

    assert cell_name(make_form(), filing, CellRef.parse("goals/2/expected")) == "年度总体目标第2项的预期目标"


@pytest.mark.parametrize("ref", ["funds/total/executed", "goals/1/actual", "report/s1"])
def test_a_cell_of_a_part_that_the_form_lacks_keeps_its_address(ref):
    assert cell_name(make_form(funds=None, goals=None), make_filing(), CellRef.parse(ref)) == ref


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("funds/higher_level_transfer/rate", "上级追加"),
        ("indicators/r14/note", "工作满意度"),
        ("total/score", ""),
    ],
)
def test_a_row_is_called_by_its_label(ref, name):
    assert row_name(make_form(), make_filing(), CellRef.parse(ref)) == name


@pytest.mark.parametrize(
    "parts", [("funds", "total"), ("nowhere", "a"), ("funds", "a/b", "c"), ("total", "")]
)
def test_what_is_no_cell_cannot_be_made(parts):
    with pytest.raises(ValueError, match="not a cell"):
        CellRef(*parts)


BOXES = {
    "label": "资金管理情况",
    "after": "funds",
    "rows": [{"key": "split", "label": "资金分配"}, {"key": "paid", "label": "资金拨付"}],
    "columns": [{"key": "state", "label": "情况说明"}, {"key": "fault"}],
}


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("texts/split/state", "“资金分配”的情况说明"),
        ("texts/paid/fault", "资金拨付"),
        ("texts/paid/gone", "texts/paid/gone"),
    ],
)
def test_a_box_of_words_is_called_by_its_row_and_column(ref, name):
    form = make_form(texts=[BOXES])

    assert cell_name(form, make_filing(form), CellRef.parse(ref)) == name


def test_a_box_alone_in_its_row_is_called_by_its_block():
    form = make_form(texts=[{"label": "职能概述", "after": "header", "rows": [{"key": "duties"}]}])

    assert cell_name(form, make_filing(form), CellRef.parse("texts/duties/text")) == "职能概述"
