"""What each item has of its own, as a plan or a contract, divides no other; what is of all is read."""

from __future__ import annotations

import pytest

from core.verification.prose import read_prose

PLANS = ["合同价", "计划", "任务", "目标任务", "本单位预算", "当年预算", "预算", "下达资金", "应付"]
EACH = "甲标段支付560万元，{verb}{plan}700万元的80%；乙标段支付340万元，{verb}{plan}的85%。"


def ratios(text):
    return [one.holds for one in read_prose(text) if one.kind in ("share", "rate")]


def wrong(text):
    return [one.working for one in read_prose(text) if one.holds == "no"]


@pytest.mark.parametrize("verb", ["占", "完成"])
@pytest.mark.parametrize("plan", PLANS)
def test_a_ratio_of_its_own_plan_is_not_of_the_plan_of_another(plan, verb):
    assert not wrong(EACH.format(plan=plan, verb=verb))


@pytest.mark.parametrize("plan", PLANS)
def test_a_ratio_of_the_plan_beside_it_is_still_read(plan):
    assert "no" in ratios(EACH.format(plan=plan, verb="占").replace("560", "650"))


@pytest.mark.parametrize(
    "text",
    [
        "发放助学金560人，占计划500人的112%；发放奖学金126人，占计划的105%。",
        "新建公厕12座，占计划10座的120%；改造旧厕36座，占计划的90%。",
        "一标段合同价700万元，支付560万元，占合同价的80%；二标段支付340万元，占合同价的85%。",
        "一标段支付309.44万元，占1378.00万元的22%，二标段支付946.08万元，占合同价的66%。",
        "甲乡完成560亩，占700亩的80%；乙乡完成340亩，占85%。",
        "甲乡完成560亩，占全部700亩的80%；乙乡完成595亩，占90%。",
        "发放助学金47人，占任务58人的81.0%；发放奖学金105人，占任务的123.5%。",
        "甲中心预算71万元，支出36万元，占预算的51%；乙中心支出17万元，占预算的39%；丙中心支出318万元，占预算的39%。",
        "甲镇完成1417万元，占预算1359万元的104.3%，乙乡完成1471万元，占预算的99.3%，丙乡完成146万元，占预算的89.0%。",
    ],
)
def test_what_is_of_wholes_that_no_figure_says_is_not_called_wrong(text):
    assert not wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "教育支出480万元，占总支出1000万元的48%；卫生支出300万元，占总支出的50%。",
        "中央资金600万元，占资金总额1000万元的60%；省级资金300万元，占80%。",
        "6月末执行318.9万元，占全年预算726.0万元的43.9%；9月末执行521.4万元，占91.8%；12月末执行719.8万元，占99.1%。",
        "甲标段支付560万元，占合同价700万元的80%；乙标段合同价400万元，支付340万元，占合同价的58%。",
        "在职人员64人，本科以上51人，占79.7%，35岁以下17人，占56.6%。",
    ],
)
def test_what_is_of_one_whole_for_all_is_still_read(text):
    assert "no" in ratios(text)
