"""What does not come out is called wrong where a slip explains it and nothing parts its figures."""

from __future__ import annotations

import pytest

from core.verification.prose import read_prose


def verdicts(text, kind):
    return [told.holds for told in read_prose(text) if told.kind == kind]


LIST = "桥梁检测46座，其中A级31座、B级12座、C级2座"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{LIST}。", "sum"),
        ("检查单位258家。其中：医院36家；诊所48家；药店164家。", "sum"),
        ("补助270户，每户450元，补助12.51万元。", "product"),
        ("下达74.73万元，支出74.23万元，执行率100%。", "rate"),
        ("参保人数由41596人增加到49279人，增加683人。", "change"),
        ("办公费支出81.36万元，较预算数20.40万元节约2.04万元。", "change"),
        ("满意度由86.2%提高到99.4%，提高3.2个百分点。", "change"),
        ("项目32个，其中吸纳型12个、订单型9个、其他11个，吸纳型占35.7%，订单型占28.125%。", "share"),
    ],
)
def test_it_is_called_wrong(text, kind):
    assert "no" in verdicts(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "支付工程款120万元，支付监理费30万元，支付设计费50万元，以上三项共计255万元。",
        "补助270户，每户450元，补助15.12万元。",
    ],
)
def test_what_is_stated_in_words_and_no_slip_explains_is_doubtful(text):
    assert "doubtful" in [told.holds for told in read_prose(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"{LIST}，另有1座因施工封闭未评级。",
        "全年该项收入328.6万元，教师劳务支出278.4万元、外聘教师31.5万元、耗材16.9万元。",
        "每人每年60元，其中医保25元、公卫25元、个人10元。全县签约53280人，筹集319.68万元；脱贫人口签约14650人，"
        "县财政代缴14.65万元。",
        "全年预算100万元，支出80万元，执行率0%。",
        "检查单位278家。其中：医院36家；诊所48家；药店164家。",
        "支付工程款120万元，支付监理费30万元，支付设计费50万元，以上三项共计955万元。",
        "受害率0.21‰，火场过火面积126.8公顷，受害森林面积31.4公顷。",
    ],
)
def test_what_may_be_read_of_the_wrong_figures_is_not_told(text):
    assert not [told.working for told in read_prose(text) if told.holds in ("no", "doubtful")]


def test_figures_that_come_out_together_are_parted_by_nothing():
    text = "2021年培训费支出40万元。2022年支出30万元，减少10万元，下降29%。"

    assert verdicts(text, "change") == ["yes", "no"]
