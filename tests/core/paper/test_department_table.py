"""部门汇总表: a sound sheet, whose subtotals and total follow from the lines above them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paper.department_table import DepartmentRow, DepartmentTable, department_sheet
from core.paper.sheet import grid_faults
from core.paper.sign_off import SignOffRow


def filed(unit="甲单位", *, name="项目", is_whole=False, **said):
    usual = {
        "adjusted": "100", "executed": "60", "rate": "60%", "score": "90", "grade": "优",
        "change": "—", "explained": "1", "number": "2021-1", "frozen": "ab" * 32,
    }  # fmt: skip
    return DepartmentRow(unit, is_whole, SignOffRow(name=name, **{**usual, **said}))


def sheet(*rows, left_out=""):
    return department_sheet(
        DepartmentTable("甲局", "302", "2021年度绩效自评工作", 2021, "final", left_out, rows)
    )


def lines(*rows):
    """The words of each line below the heads and above the signatures."""
    found = sheet(*rows)
    return [[cell.text for cell in row] for row in found.rows[1:-1]]


def test_each_unit_has_its_subtotal_and_all_have_one_total():
    found = lines(
        filed(), filed(name="另一项目", executed="80"), filed("乙单位", adjusted="50", executed="50")
    )

    assert [line[:3] for line in found] == [
        ["1", "甲单位", "项目"],
        ["2", "甲单位", "另一项目"],
        ["", "甲单位", "小计（2份）"],
        ["3", "乙单位", "项目"],
        ["", "乙单位", "小计（1份）"],
        ["", "", "合计（3份）"],
    ]
    assert found[2][3:] == ["200", "140", "70.00%", "90", "", "", "2"]
    assert found[-1][3:] == ["250", "190", "76.00%", "90", "", "", "3"]


def test_a_whole_units_amounts_are_not_added_to_those_of_its_projects():
    found = lines(filed(is_whole=True, adjusted="1000", executed="1", score="60"), filed())

    assert found[-1][2:7] == ["合计（2份）", "100", "60", "60.00%", "90"]
    assert "不计入小计、合计" in sheet(filed(is_whole=True)).foot[0].text
    assert "不计入小计、合计" not in sheet(filed()).foot[0].text


def test_what_is_not_known_is_left_out_of_sums_and_means():
    found = lines(filed(adjusted="—", score="不计分"), filed(executed="—", score="80"))

    assert found[-1][3:7] == ["100", "60", "—", "80"]


@pytest.mark.parametrize("given", [{"adjusted": "0", "executed": "0"}, {"adjusted": "—", "executed": "—"}])
def test_no_rate_of_no_budget(given):
    assert lines(filed(**given))[-1][5] == "—"


def test_what_is_not_in_the_table_is_told_below_it():
    assert sheet(filed(), left_out="另有2份尚未报送。").foot[0].text.endswith("另有2份尚未报送。")


def test_the_signatures_stand_together_below_everything():
    assert [cell.text.partition("：")[0] for cell in sheet(filed()).rows[-1]] == [
        "经办人", "财务负责人", "分管领导", "主要负责人",
    ]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(-999, 10**9)), min_size=1, max_size=12))
def test_subtotals_come_to_the_total_whatever_is_listed(amounts):
    rows = [filed(unit, executed=f"{Decimal(cents).scaleb(-2):f}") for unit, cents in sorted(amounts)]
    found = sheet(*rows)

    texts = [[cell.text for cell in row] for row in found.rows[1:-1]]
    assert grid_faults(found) == []
    subtotals = [Decimal(line[4]) for line in texts if line[2].startswith("小计")]
    assert Decimal(texts[-1][4]) == sum(subtotals) == Decimal(sum(cents for _, cents in amounts)).scaleb(-2)
