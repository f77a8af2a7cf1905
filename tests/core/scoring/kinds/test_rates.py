"""R07, R15, R16, R18, R28: rules of a rate, with the worked examples of domain.md §4."""

from decimal import Decimal
from fractions import Fraction

import pytest

from core.scoring.parameters import (
    Band,
    ChangeRate,
    Coefficient,
    RateShare,
    RatioLimit,
    Rounding,
    Satisfaction,
)
from core.scoring.rounding import round_score
from core.scoring.rules import score
from tests.core.scoring.claims import answered, claim

COMPLETION = RateShare(of="completion")
BANDED = Satisfaction(
    mode="bands",
    bands=(Band(low="0.9", score=10), Band(low="0.8", high="0.9", score=8), Band(high="0.8", score=0)),
)


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        (RateShare(), claim("", "62.5%", "5"), Fraction("3.125")),
        (RateShare(), claim("", "95", "8"), Fraction("7.6")),
        (RateShare(), claim("", "100%", "8"), 8),
        (RateShare(), claim("", "108%", "8"), 8),
        (RateShare(), claim("", "0%", "8"), 0),
        (RateShare(), claim("", "-3%", "8"), 0),
        (COMPLETION, claim("100分", "87.5分", "8"), 7),
        (COMPLETION, claim("100", "120", "8"), 8),
        (COMPLETION, claim("100%", "50%", "8"), 4),
        (ChangeRate(), claim("", "20%", "5"), 4),
        (ChangeRate(), claim("", "0%", "5"), 5),
        (ChangeRate(), claim("", "-30%", "5"), 5),
        (ChangeRate(), claim("", "100%", "5"), 0),
        (ChangeRate(), claim("", "99%", "5"), Fraction(5, 100)),
        (ChangeRate(), claim("", "250%", "5"), 0),
        (RatioLimit(), claim("", "100%", "5"), 5),
        (RatioLimit(), claim("", "80%", "5"), 5),
        (RatioLimit(), claim("", "125%", "5"), 4),
        (RatioLimit(limit="1.1"), claim("", "110%", "5"), 5),
        (RatioLimit(limit="1.1"), claim("", "220%", "5"), Fraction("2.5")),
        (Coefficient(), answered("2", coefficient="100%"), 2),
        (Coefficient(highest="0.8"), answered("2", coefficient="80%"), Fraction("1.6")),
        (Coefficient(), answered("2", coefficient="0"), 0),
        (Satisfaction(), claim("≥95%", "92%"), Fraction(920, 95)),
        (Satisfaction(mode="rate"), claim("≥95%", "92%"), Fraction("9.2")),
        (BANDED, claim("≥95%", "90%"), 10),
        (BANDED, claim("≥95%", "89.9999%"), 8),
    ],
)
def test_a_rate_gives_the_exact_score(rule, asked, expected):
    assert score(rule, asked).score == expected


def test_thirty_on_twenty_nine_posts_earn_in_proportion():
    """R16: 在职人员控制率 30/29, typed with four decimals, 5 points: 4.83."""
    outcome = score(RatioLimit(), claim("", "103.4483%", "5"))

    assert round_score(outcome.score, Rounding()) == Decimal("4.83")


@pytest.mark.parametrize(
    ("rule", "asked", "reason", "asks_reason"),
    [
        (RateShare(), claim("", ""), "尚未填写实际完成值，填写并保存后显示计算得分。", False),
        (RateShare(), claim("", "0.95"), "「0.95」没有写计量单位，请写明%，例如95%。", True),
        (RateShare(), claim("", "达成预期"), "「达成预期」不是数字，请填写数字和计量单位。", True),
        (RateShare(), claim("", "5户"), "计量单位不一致", True),
        (COMPLETION, claim("", "5"), "没有年度指标值，不能自动计算得分，请核对。", False),
        (COMPLETION, claim("0", "5"), "目标值不大于0，不能计算完成率，请人工评分并说明理由。", True),
        (Coefficient(), answered(), "请填写“得分系数”，保存后显示计算得分。", False),
        (Coefficient(), answered(coefficient="0.9"), "“得分系数”：「0.9」没有百分号", False),
        (Coefficient(highest="0.8"), answered(coefficient="80.01%"), "得分系数80.01%超过80%，请核对", False),
    ],
)
def test_a_rate_that_is_not_there_is_no_zero(rule, asked, reason, asks_reason):
    outcome = score(rule, asked)

    assert (outcome.score, outcome.asks_reason) == (None, asks_reason)
    assert reason in outcome.working


@pytest.mark.parametrize(
    ("rule", "asked", "working"),
    [
        (RateShare(), claim("", "108%", "8"), "108%，得满分"),
        (RateShare(), claim("", "100%", "8"), "100%，得满分"),
        (RateShare(), claim("", "0%", "8"), "0% × 8"),
        (ChangeRate(), claim("", "0%", "5"), "0% ≤ 0，得满分"),
        (ChangeRate(), claim("", "100%", "5"), "100% ≥ 100%，不得分"),
        (RatioLimit(), claim("", "100%", "5"), "100% ≤ 100%，得满分"),
        (RateShare(), claim("", "-3%", "8"), "-3% < 0，不得分"),
        (COMPLETION, claim("100分", "87.5分", "8"), "87.5 ÷ 100 × 8"),
        (ChangeRate(), claim("", "-30%", "5"), "-30% ≤ 0，得满分"),
        (ChangeRate(), claim("", "120%", "5"), "120% ≥ 100%，不得分"),
        (RatioLimit(), claim("", "80%", "5"), "80% ≤ 100%，得满分"),
    ],
)
def test_a_rate_says_how_it_is_scored(rule, asked, working):
    assert score(rule, asked).working == working
