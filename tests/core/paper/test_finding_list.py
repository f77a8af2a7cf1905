"""校验结果单 as a Sheet: every finding in its row, the reason above, a sound grid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.paper.finding_list import HEADS, NOTHING, FindingList, Listed, finding_sheet
from core.paper.sheet import grid_faults
from tests.golden.yuancheng import yuancheng

ROW = Listed("需说明项", "自评报告", "51%", "50%", "数字不符。", "经核实无误", "李雷\n2022年3月1日")


def sheet_of(rows=(ROW,), reason="", **identity):
    form, snapshot = yuancheng()
    snapshot = replace(snapshot, identity=replace(snapshot.identity, **identity))
    return finding_sheet(form, snapshot, FindingList("第1次报送稿", reason, tuple(rows)))


@pytest.mark.parametrize("rows", [0, 1, 3])
@pytest.mark.parametrize("reason", ["", "待财政确认"])
def test_every_place_of_the_grid_is_covered_once(rows, reason):
    assert grid_faults(sheet_of([ROW] * rows, reason)) == []


def test_a_finding_stands_in_one_row_under_its_heads():
    heads, row = sheet_of().rows

    assert tuple(cell.text for cell in heads) == HEADS
    assert [cell.text for cell in row] == [
        "1",
        "需说明项",
        "自评报告",
        "51%",
        "50%",
        "数字不符。",
        "经核实无误",
        "李雷\n2022年3月1日",
    ]


def test_the_reason_stands_above_and_the_heads_are_repeated():
    sheet = sheet_of(reason="待财政确认")

    assert [cell.text for cell in sheet.rows[0]] == ["带问题报送的理由", "待财政确认"]
    assert sheet.bands[0].header == 1


def test_nothing_found_is_said():
    assert sheet_of([]).rows[1][0].text == NOTHING


@pytest.mark.parametrize(("project", "named"), [("养老项目", "养老项目"), ("", "县民政局")])
def test_it_is_titled_by_project_or_unit(project, named):
    assert sheet_of(project_name=project, unit_name="县民政局").title == (f"{named}校验结果单",)


def test_it_says_of_which_state():
    assert sheet_of().head[1].text == "第1次报送稿"
