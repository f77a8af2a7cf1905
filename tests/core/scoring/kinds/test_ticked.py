"""R10–R12, R14, R19: what is ticked, chosen and counted."""

from fractions import Fraction

import pytest

from core.scoring.asked import asked_of
from core.scoring.parameters import AllOrNothing, Bonus, BonusItem, Checklist, Item, Options, Period, Periods
from core.scoring.rules import score
from tests.core.scoring.claims import answered, claim

REASONABLE = Checklist(
    items=(
        Item(name="符合法律法规", score=1),
        Item(name="符合职责", score="0.5"),
        Item(name="符合规划", score="0.5"),
    )
)
"""赫山, 绩效目标合理性: ①1 ②0.5 ③0.5."""
IN_TIME = Options(
    options=(
        Item(name="到位及时", score=2),
        Item(name="不及时未影响", score=1),
        Item(name="影响", score="0.5"),
    )
)
PLAN = AllOrNothing(question="有年度计划", full=2)
PARTIAL = AllOrNothing(otherwise="0.5")
QUARTERS = Periods(periods=tuple(Period(name=f"第{name}季度", score=1) for name in "一二三四"))
SPRING = Periods(
    periods=(Period(name="春节前", score=2, planned="0.5"), Period(name="6月底前", score=3, planned=1))
)
MIXED = Periods(periods=(Period(name="年终", score=1), Period(name="春节前", score=1, planned="0.5")))
PRAISE = Bonus(items=(BonusItem(name="正面批示", score=1, most=2),), highest=2)
EXTRA = Bonus(base=5, items=(BonusItem(name="创新", score=2), BonusItem(name="表彰", score="0.5")), highest=8)


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        (REASONABLE, answered("2", item_1="是", item_2="是", item_3="是"), 2),
        (REASONABLE, answered("2", item_1="是", item_2="否", item_3="是"), Fraction("1.5")),
        (REASONABLE, answered("2", item_1="否", item_2="否", item_3="否"), 0),
        (IN_TIME, answered("2", option="到位及时"), 2),
        (IN_TIME, answered("2", option=" 影响 "), Fraction("0.5")),
        (PLAN, answered("2", met="是"), 2),
        (PLAN, answered("4", met="是"), 2),
        (PLAN, answered("2", met="否"), 0),
        (PARTIAL, claim("≥95%", "95%", "3"), 3),
        (PARTIAL, claim("≥95%", "94.9999%", "3"), Fraction("0.5")),
        (PARTIAL, claim(">0起", "0起", "3"), Fraction("0.5")),
        (PARTIAL, claim(">0起", "1起", "3"), 3),
        (PARTIAL, claim("<5天", "5天", "3"), Fraction("0.5")),
        (PARTIAL, claim("<5天", "4天", "3"), 3),
        (PARTIAL, claim("≤5天", "5天", "3"), 3),
        (PARTIAL, claim("≤5天", "6天", "3"), Fraction("0.5")),
        (PARTIAL, claim("=100%", "100%", "3"), 3),
        (PARTIAL, claim("=100%", "101%", "3"), Fraction("0.5")),
        (PARTIAL, claim("0起", "0起", "3"), 3),
        (PARTIAL, claim("12次", "13次", "3"), 3),
        (QUARTERS, answered("4", period_1="是", period_2="是", period_3="否", period_4="是"), 3),
        (SPRING, answered("5", period_1="50%", period_2="99.99%"), 2),
        (SPRING, answered("5", period_1="49.99%", period_2="100%"), 3),
        (MIXED, answered("2", period_1="否", period_2="70%"), 1),
        (PRAISE, answered("1", item_1="2"), 2),
        (PRAISE, answered("1", item_1="0"), 0),
        (PRAISE, answered("1", item_1="7"), 2),
        (EXTRA, answered("5", item_1="1", item_2="1"), Fraction("7.5")),
        (EXTRA, answered("5", item_1="2", item_2="3"), 8),
    ],
)
def test_answers_earn_what_they_say(rule, asked, expected):
    assert score(rule, asked).score == expected


@pytest.mark.parametrize(
    ("rule", "asked", "reason"),
    [
        (
            REASONABLE,
            answered(item_1="是"),
            "请回答“符合职责”、“符合规划”：填“是”或“否”，保存后显示",
        ),
        (REASONABLE, answered(item_1="是", item_2="否", item_3="也许"), "请回答“符合规划”：填“是”或“否”"),
        (IN_TIME, answered(), "请选择“符合哪种情况”，保存后显示计算得分。"),
        (IN_TIME, answered(option="迟到"), "请选择“符合哪种情况”"),
        (PLAN, answered(), "请回答“有年度计划”"),
        (PARTIAL, claim("0起", "3起"), "目标值为0且没有写明符号"),
        (PARTIAL, claim("0起", "1起"), "目标值为0且没有写明符号"),
        (PARTIAL, claim("≥95%", ""), "尚未填写实际完成值"),
        (
            QUARTERS,
            answered(period_1="是"),
            "请回答“第二季度按期完成”、“第三季度按期完成”、“第四季",
        ),
        (SPRING, answered(period_1="50%"), "请填写“6月底前完成的进度”，保存后显示计算得分。"),
        (PRAISE, answered(), "请填写“正面批示的个数”（没有的填0），保存后显示计算得分。"),
        (PRAISE, answered(item_1="1.5"), "“正面批示的个数”应为整数"),
    ],
)
def test_what_is_not_answered_is_no_zero(rule, asked, reason):
    outcome = score(rule, asked)

    assert outcome.score is None
    assert reason in outcome.working
    assert outcome.asks_reason == ("说明理由" in outcome.working)


@pytest.mark.parametrize(
    ("rule", "asked", "working"),
    [
        (REASONABLE, answered("2", item_1="是", item_2="否", item_3="是"), "3项中符合2项：1 + 0.5"),
        (REASONABLE, answered("2", item_1="否", item_2="否", item_3="是"), "3项中符合1项"),
        (IN_TIME, answered("2", option="到位及时"), "选择“到位及时”"),
        (PLAN, answered("2", met="是"), "“有年度计划”：是"),
        (PARTIAL, claim("≥95%", "95%", "3"), "95%达到≥95%"),
        (PARTIAL, claim("12次", "11次", "3"), "11未达到12"),
        (SPRING, answered("5", period_1="50%", period_2="100%"), "2个时段中按期完成2个：2 + 3"),
        (PRAISE, answered("1", item_1="7"), "0 + 2（正面批示最多2分）"),
        (EXTRA, answered("5", item_1="2", item_2="3"), "5 + 2 × 2 + 3 × 0.5 = 10.5，最多得8分"),
    ],
)
def test_an_answer_says_how_it_is_scored(rule, asked, working):
    assert score(rule, asked).working == working


def test_a_bonus_alone_may_exceed_the_points():
    outcome = score(PRAISE, answered("1", item_1="2"))

    assert (outcome.score, outcome.highest) == (2, 2)


def test_an_option_is_shown_with_its_points():
    assert asked_of(IN_TIME)[0].choices[0] == ("到位及时", "到位及时（2分）")


def test_a_period_asks_for_a_tick_or_for_its_progress():
    assert [(asked.key, asked.kind, asked.unit) for asked in asked_of(MIXED)] == [
        ("period_1", "tick", ""),
        ("period_2", "rate", "%"),
    ]
