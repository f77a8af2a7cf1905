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


TRUE = [
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
