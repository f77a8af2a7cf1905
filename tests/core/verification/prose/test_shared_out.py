"""What shares divide without a rest adds up, where each part prints as its share."""

from __future__ import annotations

import pytest

from core.verification.prose import read_prose

ALL = (
    "到位资金9180.20万元，中央补助5967.13万元（65.00%），省级补助2203.25万元（24.00%），"
    "县级安排1009.82万元（11.00%）。"
)
REST = (
    "资产总计14,206.40万元。固定资产9,092.10万元，占64.0%；在建工程3,551.60万元，占25.0%；"
    "剩下的无形资产1,562.70万元。"
)

LISTED = [
    "资金总额1,000.00万元，中央600.00万元，占60%；省级300.00万元，占30%；其余为县级95.00万元、自筹5.00万元。",
    "样本500人，满意300人，占60%；基本满意150人，占30%；其余为不满意45人和未答5人。",
    "耕地3,600亩，水田2,160亩，占60%；旱地1,260亩，占35%；其余为园地175亩、其他5亩。",
]


def sums(text):
    return {one.holds for one in read_prose(text) if one.kind == "sum"}


@pytest.mark.parametrize("text", [ALL, REST])
def test_parts_that_shares_divide_add_up(text):
    assert "no" not in sums(text)
    assert sums(text) & {"yes", "rounding"}


@pytest.mark.parametrize(
    ("text", "right", "slipped"),
    [(ALL, "2203.25", "2203.75"), (ALL, "1009.82", "1009.28"), (REST, "1,562.70", "1,526.70")],
)
def test_one_slip_in_a_part_that_its_share_does_not_show_is_wrong(text, right, slipped):
    assert "no" in sums(text.replace(right, slipped))


@pytest.mark.parametrize("text", LISTED)
def test_a_rest_of_several_is_all_that_is_left(text):
    assert sums(text) == {"yes"}


@pytest.mark.parametrize(
    ("text", "right", "slipped"),
    [(LISTED[0], "95.00", "65.00"), (LISTED[1], "45人", "54人"), (LISTED[2], "175", "157")],
)
def test_one_slip_in_a_rest_of_several_is_wrong(text, right, slipped):
    assert "no" in sums(text.replace(right, slipped))


TRUE = [
    "资金总额237.00万元，中央142.20万元，占60.00%；省级53.61万元，占23%；其余资金包括县级34.89万元。",
    "支出1000.00万元，甲类600.00万元，占60%；乙类300.00万元，占30%；其余为县级95.00万元，自筹5.00万元。",
    "支出1000.00万元，甲类600.00万元，占60%；乙类300.00万元，占30%；其余主要为县级90.00万元。",
    "支出1000.00万元，甲类600.00万元，占60%；乙类300.00万元，占30%；其余为县级90.00万元等。",
    "支出1000.00万元，甲类600.00万元，占60%；乙类300.00万元，占30%；其余为县级约90.00万元。",
    "支出1000.00万元，甲类600.00万元，占60%；乙类300.00万元，占30%。其余为县级90.00万元。",
    "到位资金9180.20万元，中央补助5967.13万元（65.00%），省级补助2203.25万元（24.00%），其中一般债券1009.28万元。",
    "支出1000.00万元，甲类600.40万元，占60.0%；乙类300.10万元，占30.0%；其余由主管部门统筹，另有存款99.05万元。",
    "支出1000.00万元，甲类600.40万元，占60.0%；乙类300.10万元，占30.0%；其余各项涉及28人。",
    "支出2000.00万元，甲类1200.00万元，占60.0%，其中乙类800.00万元，占支出的40.0%。",
]


@pytest.mark.parametrize("text", TRUE)
def test_shares_that_leave_some_say_nothing_of_a_sum(text):
    assert "no" not in sums(text)


def test_what_no_slip_explains_is_left_open():
    assert "no" not in sums(ALL.replace("2203.25", "2203.61").replace("1009.82", "1009.47"))
