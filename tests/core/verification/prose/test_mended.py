"""Where all figures but a few are confirmed, one slip in those is told; what chance may have made is not."""

from __future__ import annotations

import pytest

from core.verification.prose import read_prose

SHARE = (
    "中心年内支出9,120.00万元。\n教育支出7,296.00万元，占比80.0%，其中小学2,918.40万元，占全部支出的32.0%。"
)


def wrong(text):
    return [one.working for one in read_prose(text) if one.holds == "no"]


MENDED = [
    ("送审金额6,812.40万元，审定金额6,315.10万元，审减497.30万元，综合审减率7.3%。", "6,812.40", "6,012.40"),
    (
        "抽取样本中甲村312人、乙村188人，甲村占样本总数（500人）的62.40%；回答“知道”的466人。",
        "62.40",
        "62.90",
    ),
    ("每趟次补助360元，全年5条线路共开行12480趟，补助总额449.28万元。", "449.28", "444.28"),
    (
        "财政安排资金5,236.00万元。已形成支出4,738.58万元，尚未支出497.42万元，支出率90.50%。",
        "497.42",
        "947.42",
    ),
]


@pytest.mark.parametrize(("text", "right", "slipped"), MENDED)
def test_what_one_slip_mends_is_wrong(text, right, slipped):
    assert text.count(right) == 1
    assert not wrong(text)
    assert wrong(text.replace(right, slipped))


TRUE = [
    "2022年建成通车26.5公里，累计建成98.4公里，占批复总长125公里的78.7%。",
    "本年到位资金600万元，加上上年结转60万元，支出594万元。",
    "门诊次均费用312元，住院次均费用5018元，服务门诊11,460人次、住院986人次，总费用902.17万元。",
    "报销662万元，其中基本医保480万元，大病保险98万元，医疗救助84万元，政策范围内报销比达82.71%。",
    "举办展览14个，其中原创9个，占展览总数64.29%，未收费的5个；另有未成年人专场3个。",
    "抽查单位43个，实际抽查43个，抽查率100%；开展复查41个，另有3个正在整改。",
    "县乡道维修按每公里6,000元、村道3,200元执行，县道186.4公里，列支111.84万元。",
]


@pytest.mark.parametrize("text", TRUE)
def test_what_chance_may_have_made_is_not_told(text):
    assert not wrong(text)


YEARS = (
    "2019年支出512.40万元，2020年支出548.30万元，2021年支出529.85万元。"
    "2020年较2019年增长7.006%，2021年较2020年下降3.365%。"
)
ENERGY = "能耗折标煤3,150.0吨，用电占62.4%，折1965.6吨；天然气折611.1吨，占19.4%。"


@pytest.mark.parametrize(
    ("text", "right", "slipped"), [(YEARS, "548.30", "543.80"), (ENERGY, "3,150.0", "3,510.0")]
)
def test_two_claims_that_want_the_same_of_one_figure_make_each_other_sure(text, right, slipped):
    assert not wrong(text)
    assert wrong(text.replace(right, slipped))


ROW = (
    "部门支出总额3,750.00万元，其中：人员经费2,437.50万元，占65%；公用经费337.50万元，占9%；"
    "项目支出975.00万元，占26%。"
)


@pytest.mark.parametrize(("right", "slipped"), [("占9%", "占1%"), ("占26%", "占62%")])
def test_a_share_in_a_row_of_others_of_one_whole_is_wrong_however_far(right, slipped):
    assert not wrong(ROW)
    assert wrong(ROW.replace(right, slipped))


def test_a_base_in_brackets_belongs_to_the_change_before_them():
    true = (
        "拨款收入612.30万元，同比增加40.20万元（上年572.10万元）；"
        "事业收入92.00万元，同比减少7.60万元（上年99.60万元）。"
    )

    assert not wrong(true)
    assert wrong(true.replace("99.60", "96.90")) == ["96.90 - 92.00 = 4.90万元"]


def test_a_share_between_those_of_another_whole_is_left_alone():
    assert not wrong("支出3,750万元，其中人员2,437.50万元，占65%；培训费337.50万元，占运行经费的19%。")
