"""A filing as plain data: what has a place becomes a cell, what has none is told, what is none is refused."""

from __future__ import annotations

import pytest

from core.foreign import case as module
from core.foreign import funds, given, lines
from core.foreign.case import from_data
from core.foreign.reading import TOO_LONG, Unreadable, check
from tests.core.filing.forms import make_form

FORM = make_form()
ROW = {
    "level1": "产出指标",
    "level2": "数量指标",
    "level3": "救助人次",
    "target": "100人次",
    "actual": "100人次",
    "weight": 5,
    "score": 5,
    "note": None,
}
OUTLINE = {
    "title": "自评报告",
    "sections": [
        {"key": "s1", "heading": "基本情况", "has_text": False},
        {"key": "s2", "heading": "项目概况"},
        {"key": "s3", "heading": "存在问题"},
    ],
}
REPORTED = make_form(report=OUTLINE)
WORDED = make_form(
    texts=[
        {
            "label": "说明",
            "after": "goals",
            "rows": [{"key": "remark", "label": ""}],
            "columns": [{"key": "text"}],
        }
    ]
)


def typed(data, form=FORM):
    return {ref: cell.typed for ref, cell in from_data(data, form).snapshot.cells.items()}


def test_a_row_of_money_is_known_by_its_label():
    read = typed({"funds": [{"label": "年度资金总额：", "adjusted": "100", "executed": 90, "weight": "10"}]})

    assert read == {
        "funds/total/adjusted": "100",
        "funds/total/executed": "90",
        "funds/total/points": "10",
    }


def test_a_row_of_money_that_the_form_does_not_have_is_told():
    reading = from_data({"funds": [{"label": "社会捐赠", "adjusted": "1"}]}, FORM)

    assert reading.left_out == (funds.NO_ROW.format(name="“社会捐赠”"),)


def test_a_figure_without_a_column_is_told_a_mark_is_nothing():
    (first, *_) = FORM.funds.rows
    row = {"label": FORM.funds.rows[1].label, "weight": "—", "score": "3", "balance": "1"}
    reading = from_data({"funds": [{"label": first.label, "score": "1"}, row]}, FORM)

    names = [
        funds.NO_COLUMN.format(name=f"“{FORM.funds.rows[1].label}”", column=one)
        for one in ("score", "balance")
    ]
    assert list(reading.left_out) == names


def test_a_form_without_money_takes_none():
    reading = from_data({"funds": [{"label": "年度资金总额"}]}, make_form(funds=None))

    assert len(reading.left_out) == 1


def test_an_amount_that_is_none_is_a_finding_at_its_cell():
    reading = from_data({"funds": [{"label": "年度资金总额", "executed": "九十"}]}, FORM)

    found = [one for one in check(reading) if one.check == "C35"]
    assert [(str(one.places[0]), one.found) for one in found] == [("funds/total/executed", "九十")]


def test_rows_stand_under_their_group():
    reading = from_data(
        {"indicators": [ROW, {**ROW, "level1": "效益指标（30分）", "level2": "社会效益指标"}]}, FORM
    )

    assert [(line.key, line.group) for line in reading.snapshot.lines] == [
        ("r1", "quantity"),
        ("r2", "social"),
    ]


def test_a_row_of_an_unknown_group_is_told():
    reading = from_data(
        {"indicators": [{**ROW, "level2": "美观指标"}, {**ROW, "level1": "外观", "level2": None}]}, FORM
    )

    assert reading.snapshot.lines == ()
    assert list(reading.left_out) == [
        lines.NO_GROUP.format(name="“救助人次”", group=group) for group in ("美观指标", "外观")
    ]


def test_a_cell_of_a_row_without_a_column_is_told():
    reading = from_data({"indicators": [{**ROW, "baseline": "80人次", "empty": None}]}, FORM)

    assert reading.left_out == (lines.NO_COLUMN.format(name="“救助人次”", column="baseline"),)


def test_points_that_are_none_are_told_at_their_cell():
    reading = from_data({"indicators": [{**ROW, "weight": "五"}]}, FORM)

    assert [str(one.places[0]) for one in reading.refused] == ["indicators/r1/points"]
    assert reading.snapshot.lines[0].approved_points is None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"actual": None, "weight": None, "score": "—", "note": "本年未开展"}, "是"),
        ({"actual": None, "weight": None, "score": None, "note": None}, None),
        ({"actual": None, "score": None, "note": "本年未开展"}, None),
    ],
)
def test_a_row_in_which_only_the_reason_stands_does_not_apply(changed, expected):
    assert typed({"indicators": [{**ROW, **changed}]}).get("indicators/r1/not_applicable") == expected


def test_rows_that_the_form_prescribes_are_known_by_their_names():
    fixed = _fixed(["甲率", "乙率"])
    reading = from_data({"indicators": [{**ROW, "level3": "乙率"}, {**ROW, "level3": "丙率"}]}, fixed)

    assert [line.name for line in reading.snapshot.lines] == ["甲率", "乙率"]
    assert typed({"indicators": [{**ROW, "level3": "乙率"}]}, fixed)["indicators/k2/score"] == "5"
    assert reading.left_out == (lines.NO_ROW.format(name="“丙率”"),)
    assert reading.missing == (lines.NOT_THERE.format(name="“甲率”"),)


def test_points_of_rows_that_the_form_prescribes_are_its_own_where_none_are_printed():
    read = typed({"indicators": [{"level3": "甲率", "score": "4"}]}, _fixed(["甲率"]))

    assert read["indicators/k1/points"] == "5"


def test_of_rows_that_are_all_others_none_is_there():
    reading = from_data({"indicators": [{**ROW, "level3": "丙率"}]}, _fixed(["甲率"]))

    assert (reading.snapshot.lines, reading.missing) == ((), ())


def _fixed(names):
    rows = [{"key": f"k{number}", "name": name, "points": "5"} for number, name in enumerate(names, start=1)]
    groups = [
        {
            "key": "output",
            "name": "产出指标",
            "children": [{"key": "quantity", "name": "数量指标", "rows": rows}],
        }
    ]
    return make_form(indicators__level3="fixed", indicators__groups=groups)


def test_a_form_that_gives_no_points_takes_none():
    reading = from_data({"indicators": [ROW]}, make_form(indicators__scored=False))

    assert sorted(reading.left_out) == sorted(
        lines.NO_COLUMN.format(name="“救助人次”", column=one) for one in ("weight", "score")
    )


def test_goals_and_their_sides():
    told = {"goals": [{"expected": "甲", "actual": "乙", "weight": "5"}, {"expected": "丙"}]}
    reading = from_data(told, FORM)

    assert typed(told) == {"goals/1/expected": "甲", "goals/1/actual": "乙", "goals/2/expected": "丙"}
    assert reading.snapshot.goals == 2
    assert reading.left_out == (module.NO_PLACE.format(name="年度总体目标第1项的“weight”"),)


def test_a_form_without_goals_takes_none():
    assert len(from_data({"goals": [{"expected": "甲"}]}, make_form(goals=None)).left_out) == 1


def test_the_header_and_what_stands_beside_it():
    assert typed({"header": {"filer": "林清和"}}) == {"header/filer": "林清和"}
    assert typed({"filer": "林清和"}) == {"header/filer": "林清和"}


def test_what_the_form_does_not_ask_is_told():
    told = {"header": {"fax": "1"}, "remark": "无", "nothing": None, "total": {"rank": "1", "place": None}}

    assert list(from_data(told, FORM).left_out) == [
        module.NO_PLACE.format(name=name) for name in ("“fax”", "“remark”", "总分栏的“rank”")
    ]


@pytest.mark.parametrize(
    "told", [{"remark": "无"}, {"texts": {"remark": "无"}}, {"texts": {"remark/text": "无"}}]
)
def test_boxes_of_words(told):
    assert typed(told, WORDED) == {"texts/remark/text": "无"}


@pytest.mark.parametrize(
    "report", [{"s2": "甲"}, {"一、项目概况": "甲"}, "基本情况\n（一）项目概况\n甲\n二、存在问题\n"]
)
def test_a_report_by_keys_by_headings_or_as_one_text(report):
    reading = from_data({"report": report}, REPORTED)

    assert reading.snapshot.typed(module.CellRef.parse("report/s2")) == "甲"
    assert {"report/s2", "report/s3"} <= reading.given


@pytest.mark.parametrize(
    ("report", "remark"),
    [
        ({"附则": "甲", "s1": ""}, module.NO_SECTION.format(name="“附则”")),
        ("没有标题", module.NO_HEADINGS),
    ],
)
def test_a_report_with_other_headings_is_told(report, remark):
    assert from_data({"report": report}, REPORTED).left_out == (remark,)


def test_cells_by_their_address():
    told = {"cells": {"total/score": "93", "funds/total/balance": "1", "nowhere": "1"}}

    assert typed(told) == {"total/score": "93"}
    assert len(from_data(told, FORM).left_out) == 2


def test_who_and_when():
    told = {"year": 2022, "unit": "甲局", "department": "乙局", "project": "丙"}
    identity = from_data(told, FORM).snapshot.identity

    assert (identity.data_year, identity.work_year, identity.unit_name) == (2022, 2023, "甲局")
    assert (identity.department_name, identity.project_name) == ("乙局", "丙")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], given.NO_CASE),
        ({"year": "二〇二一"}, module.NO_YEAR),
        ({"year": "20211"}, module.NO_YEAR),
        ({"funds": {}}, given.NO_LIST.format(name="“funds”")),
        ({"funds": ["甲"]}, given.NO_LIST.format(name="“funds”")),
        ({"goals": [{}] * 501}, given.TOO_MANY.format(name="“goals”")),
        ({"total": []}, given.NO_GROUP.format(name="“total”")),
        ({"goals": [{"expected": "甲" * 60_001}]}, TOO_LONG),
        ({"unit": ["甲"]}, given.NO_WORDS.format(name="“unit”")),
        ({"unit": True}, given.NO_WORDS.format(name="“unit”")),
        ({"unit": "甲\u202e"}, "文件第2个字符（U+202E）不能显示或打印，请删除后再校验。"),
    ],
)
def test_what_is_no_filing_is_refused_in_words(data, sentence):
    with pytest.raises(Unreadable, match=r".") as refused:
        from_data(data, FORM)
    assert str(refused.value) == sentence
