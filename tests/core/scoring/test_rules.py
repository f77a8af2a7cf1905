"""Rules of domain.md §4: exact ends, worked examples, and what holds for all numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.quantities import Actual
from core.figures.targets import Target
from core.scoring.outcome import Claim
from core.scoring.parameters import (
    AllOrNothing,
    AtLeast,
    AtMost,
    Band,
    Bands,
    ChangeRate,
    Coefficient,
    Delay,
    Equal,
    ExecutionShare,
    Manual,
    Occurrences,
    RateShare,
    RatioLimit,
    Rounding,
    Satisfaction,
    Steps,
)
from core.scoring.rounding import round_score
from core.scoring.rules import score
from tests.core.scoring.claims import TIERS, amounts, claim

BANDS = (Band(low="0.9", score=10), Band(high="0.9", score=0))
RATIO, LINEAR = AtMost(), AtMost(mode="linear")
CAPPED, STRICT, EXACT = Equal(), Equal(mode="strict"), Equal(mode="exact")

SCORED = [
    # R01 at least
    (AtLeast(), "5662", "4044", "2", Fraction(4044 * 2, 5662)),
    (AtLeast(), "≥95%", "92%", "10", Fraction(920, 95)),
    (AtLeast(), "≥95%", "95%", "10", 10),
    (AtLeast(), "≥95%", "94.9999%", "10", Fraction(949999, 95000)),
    (AtLeast(), "1700人", "1782", "5", 5),
    (AtLeast(), "≥90%", "95", "22.5", Fraction("22.5")),
    (AtLeast(), "≥2次", "0次", "5", 0),
    (AtLeast(), "≥2次", "-1次", "5", 0),
    (AtLeast(), "≥0", "0", "5", 5),
    (AtLeast(), "≥0", "3", "5", 5),
    (AtLeast(), ">0", "1", "5", 5),
    (AtLeast(), ">0", "0", "5", 0),
    (AtLeast(), "0起", "0起", "2", 2),
    (AtLeast(), "≥-5%", "-5%", "2", 2),
    (AtLeast(), "≥3万元", "28000元", "3", Fraction(28, 10)),
    # R02 at most
    (RATIO, "≤5300", "5830", "10", Fraction(100, 11)),
    (LINEAR, "≤5300", "5830", "10", 9),
    (RATIO, "≤5300", "5300", "10", 10),
    (LINEAR, "≤5300", "5300", "10", 10),
    (RATIO, "≤160", "386", "15", Fraction(160 * 15, 386)),
    (LINEAR, "≤160", "386", "15", 0),
    (LINEAR, "≤160", "320", "15", 0),
    (LINEAR, "≤160", "319", "15", Fraction(15, 160)),
    (RATIO, "≤0起", "0起", "5", 5),
    (RATIO, "≤0起", "1起", "5", 0),
    (LINEAR, "≤0起", "1起", "5", 0),
    (RATIO, "≤-30%", "-31%", "5", 5),
    (RATIO, "≤5%", "-1%", "5", 5),
    # R03 equal
    (CAPPED, "=100%", "98%", "10", Fraction(98, 10)),
    (CAPPED, "=100%", "104%", "10", 10),
    (STRICT, "=100", "125", "10", 8),
    (STRICT, "=100", "80", "10", 8),
    (STRICT, "=100", "100", "10", 10),
    (EXACT, "=100%", "99.9999%", "10", 0),
    (EXACT, "=100%", "100%", "10", 10),
    (CAPPED, "=0", "0", "5", 5),
    (CAPPED, "=0", "-1", "5", 5),
    (CAPPED, "=0", "1", "5", 0),
    (STRICT, "=0", "-1", "5", 0),
    (STRICT, "=0", "0", "5", 5),
    (STRICT, "=5", "-1", "5", 0),
    (CAPPED, "=0", "0.5", "5", 0),
    (EXACT, "=-5", "-5", "5", 5),
    (EXACT, "=-5", "-6", "5", 0),
    (STRICT, "=-5", "-5", "5", 5),
]
UNDECIDED = [
    (AtLeast(), claim("0起", "3起"), "目标值为0且没有写明符号"),
    (AtLeast(), claim("0起", "1起"), "目标值为0且没有写明符号"),
    (STRICT, claim("=-5%", "-6%"), "目标值不大于0且未达到"),
    (AtLeast(), claim("≥-5%", "-10%"), "目标值不大于0且未达到"),
    (AtMost(), claim("≤-30%", "-20%"), "目标值不大于0且未达到"),
    (CAPPED, claim("=-5%", "-6%"), "目标值不大于0且未达到"),
    (CAPPED, claim("=-5%", "3%"), "目标值不大于0且未达到"),
    (AtLeast(), claim("≥95%", "1"), "「1」没有写计量单位，请写明%，例如95%。"),
    (AtLeast(), claim("5户", "5人"), "计量单位不一致（「户」与「人」）"),
    (AtLeast(), claim("≥95%", ""), "尚未填写实际完成值，填写并保存后显示计算得分。"),
    (AtLeast(), claim("—", "5"), "没有年度指标值，不能自动计算得分，请核对。"),
    (AtLeast(), claim("≥90%", "91%%"), "「91%%」中的数字不能识别"),
    (AtLeast(), claim("≥95%", "95%", None), "本行没有分值"),
    (AtLeast(), claim("≥95%", "达成预期"), "「达成预期」不是数字"),
    (ExecutionShare(), amounts("5", "0"), "全年预算数为0或负数"),
    (ExecutionShare(), amounts("0", "0"), "全年预算数为0或负数"),
    (ExecutionShare(), amounts(None, "5"), "尚未填写全年执行数"),
    (ExecutionShare(), amounts("5", None), "没有全年预算数"),
]


@pytest.mark.parametrize(("rule", "target", "actual", "points", "expected"), SCORED)
def test_a_rule_gives_the_exact_score(rule, target, actual, points, expected):
    assert score(rule, claim(target, actual, points)).score == expected


@pytest.mark.parametrize(("rule", "asked", "reason"), UNDECIDED)
def test_no_score_is_given_without_a_reason(rule, asked, reason):
    outcome = score(rule, asked)

    assert (outcome.score, outcome.low) == (None, None)
    assert reason in outcome.working
    assert outcome.asks_reason or "说明理由" not in outcome.working


@pytest.mark.parametrize(
    ("executed", "adjusted", "points", "expected"),
    [
        ("701.23", "1155.50", "10", Fraction(70123, 11555)),
        ("182", "179", "10", 10),
        ("179", "179", "10", 10),
        ("0", "179", "10", 0),
        ("-5", "179", "10", 0),
        ("80", "100", "20", 16),
        ("0.4", "0.5", "10", 8),
    ],
)
def test_the_execution_rate_is_scored_in_proportion(executed, adjusted, points, expected):
    assert score(ExecutionShare(), amounts(executed, adjusted, points)).score == expected


def test_words_for_a_number_give_a_range_not_a_score():
    outcome = score(AtLeast(), claim("85%", "部分达成预期", "8"), words=TIERS)

    assert (outcome.score, outcome.low, outcome.high) == (None, Fraction(24, 5), Fraction(32, 5))
    assert outcome.is_range


def test_words_as_target_of_a_numeric_rule_give_a_range():
    assert score(AtLeast(), claim("按时拨付", "达成预期", "7"), words=TIERS).tier == "达成年度指标"


def test_an_unreadable_figure_is_not_taken_for_words():
    assert "不能识别" in score(AtLeast(), claim("≥90%", "91%%"), words=TIERS).working


def test_judged_rules_do_not_ask_for_numbers():
    assert score(Manual(), claim("", "", "5")).high == 5


@pytest.mark.parametrize(
    ("executed", "adjusted", "rounding", "printed"),
    [
        ("701.23", "1155.50", Rounding(decimals=0), "6"),
        ("79.27", "100", Rounding(), "7.93"),
        ("99.6", "100", Rounding(decimals=0, mode="down"), "9"),
        ("54.96", "100", Rounding(decimals=0), "5"),
        ("64.50", "100", Rounding(decimals=0), "6"),
    ],
)
def test_a_score_is_rounded_once(executed, adjusted, rounding, printed):
    outcome = score(ExecutionShare(), amounts(executed, adjusted))

    assert outcome.score is not None
    assert str(round_score(outcome.score, rounding)) == printed


numbers = st.decimals(min_value=0, max_value=10**6, places=2)
points = st.decimals(min_value=0, max_value=100, places=1)
rules = st.sampled_from([AtLeast(), RATIO, LINEAR, CAPPED, STRICT, EXACT, ExecutionShare()])
rising = st.sampled_from([AtLeast(), CAPPED, ExecutionShare()])
falling = st.sampled_from([RATIO, LINEAR])


def of(rule, target, actual, weight):
    asked = Claim(
        Target("", "quantitative", target, "元", ">="), Actual("", "quantitative", actual, "元"), weight
    )
    return score(rule, asked).score


@given(rules, numbers, numbers, points)
def test_a_score_lies_between_nothing_and_full_points(rule, target, actual, weight):
    given_score = of(rule, target, actual, weight)

    assert given_score is None or 0 <= given_score <= weight


@given(rising, numbers.filter(bool), numbers, numbers, points)
def test_more_is_never_worse_where_more_is_asked(rule, target, one, other, weight):
    less, more = sorted((one, other))

    assert of(rule, target, less, weight) <= of(rule, target, more, weight)


@given(falling, numbers, numbers, numbers, points)
def test_more_is_never_better_where_less_is_asked(rule, target, one, other, weight):
    less, more = sorted((one, other))

    assert of(rule, target, less, weight) >= of(rule, target, more, weight)


@given(rules, numbers, numbers, points, st.sampled_from([Decimal(2), Decimal("0.1"), Decimal(10000)]))
def test_the_unit_of_both_figures_does_not_matter(rule, target, actual, weight, scale):
    assert of(rule, target, actual, weight) == of(rule, target * scale, actual * scale, weight)


@given(numbers.filter(bool), numbers, st.integers(1, 100))
def test_a_score_is_exact(target, actual, weight):
    exact = of(AtLeast(), target, actual, Decimal(weight))

    assert exact * Fraction(target) == min(Fraction(actual), Fraction(target)) * weight


@given(numbers.filter(bool), numbers, points)
def test_full_points_are_given_exactly_at_the_target(target, actual, weight):
    reached = of(AtLeast(), target, actual, weight) == weight

    assert reached == (actual >= target or weight == 0)


@pytest.mark.parametrize(
    "rule",
    [
        RateShare(),
        RateShare(of="completion"),
        ChangeRate(),
        RatioLimit(),
        Bands(bands=BANDS),
        Bands(of="completion", bands=BANDS),
        Satisfaction(),
        Satisfaction(mode="rate"),
        Steps(limit=1, step="0.01", deduction=1),
        Steps(step="0.01", deduction=1),
        Occurrences(deduction=1),
        AllOrNothing(),
    ],
    ids=lambda rule: rule.kind,
)
def test_words_where_a_rule_reads_a_number_give_the_range_of_their_tier(rule):
    assert score(rule, claim("85%", "部分达成预期"), words=TIERS).tier == "部分达成"


@pytest.mark.parametrize(
    "rule", [Occurrences(deduction=1, asked="次数"), AllOrNothing(question="有计划"), Coefficient(), Delay()]
)
def test_words_where_a_rule_reads_answers_are_left_alone(rule):
    outcome = score(rule, claim("85%", "部分达成预期"), words=TIERS)

    assert (outcome.tier, outcome.score) == (None, None)


def test_words_as_target_do_not_matter_where_only_the_actual_counts():
    assert score(RateShare(), claim("按时拨付", "50%"), words=TIERS).score == 5
