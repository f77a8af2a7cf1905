"""复核底稿 and the draft of 意见书."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.paper.sheet import grid_faults
from core.second.opinion import USUAL, draft, title_of
from core.second.paper import HEADS, PaperRow, WorkingPaper, from_text, result_of, to_text, working_sheet

ROW = PaperRow(
    *("产出指标", "数量指标", "救助人数", "≥100人", "50", "100人", "50", "80人", "40", "80.00%"),
    *("完成值与佐证材料不符", "名册为80人。", "已核对，1个文件"),
)
SAME = replace(ROW, name="拨付及时", filed_score="40", score="40", reason="", remark="")
SAID = WorkingPaper(
    *("医疗救助", "甲单位", "303001", "2021-303001-1", "2021年度绩效自评工作"),
    2021,
    *("第1次复核，随机抽取，随机种子42，9份中抽取2份，本表为第1份", "王五", "2022-06-01", "ab" * 32),
    *("100", "优", "90", "优", "10.00%"),
    (ROW, SAME),
)


def texts(sheet, row):
    return [cell.text for cell in sheet.rows[row]]


def test_what_is_frozen_is_read_back():
    assert from_text(to_text(SAID)) == SAID


def test_every_row_stands_with_what_was_filed_and_what_was_found():
    sheet = working_sheet(SAID)

    assert grid_faults(sheet) == []
    assert texts(sheet, 0) == list(HEADS)
    assert texts(sheet, 1)[1:] == [getattr(ROW, name) for name in PaperRow.__dataclass_fields__]
    assert texts(sheet, 3) == ["合计", "100", "", "90", "偏离度10.00%"]
    assert [cell.value for cell in sheet.rows[1] if cell.is_number] == [50, 50, 40, Decimal("0.8")]


def test_it_says_how_it_was_drawn_and_from_what():
    foot = {line.label: line.text for line in working_sheet(SAID).foot}

    assert foot["抽取"].endswith("9份中抽取2份，本表为第1份")
    assert foot["依据的报送内容"] == "ab" * 32
    assert foot["复核结果"].startswith("自评100分（优），复核90分（优），偏离度10.00%")


def test_without_grades_none_are_told():
    assert result_of(replace(SAID, filed_grade="", grade="")).startswith("自评100分，复核90分，")


def test_the_draft_names_each_row_that_differs():
    text = draft(USUAL, SAID)

    assert "对你单位医疗救助绩效自评情况进行了复核" in text
    assert "1.救助人数：自评50分，复核40分。完成值与佐证材料不符。名册为80人。" in text
    assert "拨付及时" not in text
    assert title_of(SAID) == "关于医疗救助绩效自评的复核意见"


def test_a_self_score_that_is_not_what_its_rows_make_is_explained_on_both_papers():
    other = replace(SAID, filed="96", filed_by_rows="100", total_remark="填报时合计有误", rows=(SAME,))
    said = "自评表填写的自评得分为96分，按各行得分计算为100分。填报时合计有误。"

    sheet = working_sheet(other)

    assert (texts(sheet, 2)[1], [line.text for line in sheet.foot if line.label == "自评得分"]) == (
        "100",
        [said],
    )
    assert draft("{differences}", other) == f"{said}\n各项指标的复核得分与自评得分一致。"
    assert from_text(to_text(other)) == other
    assert "filed_by_rows" not in to_text(SAID)


@pytest.mark.parametrize(("signs", "end"), [(189, "医绩效"), (190, "…绩效")])
def test_a_name_too_long_for_the_title_is_cut(signs, end):
    title = title_of(replace(SAID, name=("医疗" * 100)[:signs]))

    assert (len(title), f"{end}自评的复核意见" in title) == (200, True)


def test_where_nothing_differs_the_draft_says_so():
    assert "各项指标的复核得分与自评得分一致。" in draft("{differences}", replace(SAID, rows=(SAME,)))


def test_what_the_text_of_the_place_names_and_nobody_knows_stays():
    assert draft("{unit_name}{other}", replace(SAID, unit_name="{name}")) == "{name}{other}"
