"""修改意见单 as a Sheet: every remark in its row, a sound grid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.paper.remark_list import HEADS, NOTHING, ListedRemark, RemarkList, remark_sheet
from core.paper.sheet import grid_faults
from tests.golden.yuancheng import yuancheng

ROW = ListedRemark(3, "自评报告", "51%", "不符", "请核对", "决算", "已改", "改为：50%", "已确认")


def sheet_of(rows=(ROW,), **identity):
    form, snapshot = yuancheng()
    snapshot = replace(snapshot, identity=replace(snapshot.identity, **identity))
    return remark_sheet(form, snapshot, RemarkList("已确认1条", tuple(rows)))


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_every_place_of_the_grid_is_covered_once(rows):
    assert grid_faults(sheet_of([ROW] * rows)) == []


def test_a_remark_stands_in_one_row_under_its_heads():
    heads, row = sheet_of().rows

    assert tuple(cell.text for cell in heads) == HEADS
    assert [cell.text for cell in row] == [
        *("3", "自评报告", "51%", "不符", "请核对", "决算", "已改", "改为：50%", "已确认")
    ]


def test_nothing_sent_is_said():
    assert sheet_of([]).rows[1][0].text == NOTHING


@pytest.mark.parametrize(("project", "named"), [("养老项目", "养老项目"), ("", "县民政局")])
def test_it_is_titled_by_project_or_unit(project, named):
    assert sheet_of(project_name=project, unit_name="县民政局").title == (f"{named}修改意见单",)


def test_it_says_where_it_stands():
    sheet = sheet_of()

    assert (sheet.head[1].text, sheet.foot[0].text) == ("已确认1条", "1条")
