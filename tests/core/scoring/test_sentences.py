"""Every kind of rule in plain words, for a row of 10 points."""

from decimal import Decimal

import pytest

from core.scoring.parameters import (
    AllOrNothing,
    Alternative,
    AtLeast,
    AtMost,
    Band,
    Bands,
    Bonus,
    BonusItem,
    ChangeRate,
    Coefficient,
    Delay,
    EitherOr,
    Fault,
    Judgement,
    Manual,
    Occurrences,
    OverTarget,
    Period,
    Periods,
    RateShare,
    RatioLimit,
    Reduction,
    Rounding,
    Satisfaction,
    Steps,
    Tier,
    Tiers,
)
from core.scoring.wording import rule_in_words

BANDS = (Band(low="0.9", score=1), Band(low="0", high="0.9", score="0.5"), Band(high=0, score=0))
ONE_STEP = {"side": "below", "limit": 1, "step": "0.1", "deduction": 1}
CUTS = (Reduction(above=2, share="0.1"), Reduction(above=3, share="0.2"))
GRADES = Tiers(
    asks_share=True,
    tiers=(
        Tier(name="优", low="0.9", high=1, high_closed=True),
        Tier(name="良", low="0.6", high="0.6", high_closed=True),
    ),
)
SAID = [
    (
        AtLeast(pass_mark="0.6"),
        "实际完成值≥指标值得满分10分；未达到的，按实际完成值÷指标值×10计分，完成率低于60%不得分",
    ),
    (
        AtLeast(over_target=OverTarget(threshold="1.3")),
        "实际完成值≥指标值得满分10分；未达到的，按实际完成值÷指标值×10计分；完成率达到130%的，须说明原因",
    ),
    (
        AtLeast(over_target=OverTarget(mode="reduce", threshold="1.3", reductions=CUTS)),
        "实际完成值≥指标值得满分10分；未达到的，按实际完成值÷指标值×10计分"
        "；完成率达到130%的，须说明原因；超过200%的扣减分值的10%，超过300%的扣减分值的20%",
    ),
    (
        Bands(of="completion", finished=10, bands=BANDS),
        "项目已完成且没有超出预算的得10分；其余按完成率（实际完成值÷指标值）所在的档计分："
        "90%（含）以上得1分；0%（含）至90%（不含）得0.5分；0%（不含）以下得0分",
    ),
    (
        Bands(scores="share", bands=BANDS),
        "按实际完成值所在的档计分：90%（含）以上得10分；0%（含）至90%（不含）得5分；0%（不含）以下得0分",
    ),
    (RateShare(of="completion"), "按完成率（实际完成值÷指标值）×10计分，最多得10分"),
    (ChangeRate(), "下降或持平得满分10分；增加的，按（1−实际完成值）×10计分，增加一倍及以上不得分"),
    (RatioLimit(limit="1.05"), "实际完成值不超过105%得满分10分；超过的，按105%÷实际完成值×10计分"),
    (Coefficient(highest="0.9"), "按得分系数×10计分，得分系数最高90%"),
    (Satisfaction(), "实际完成值≥指标值得满分10分；未达到的，按实际完成值÷指标值×10计分"),
    (
        Satisfaction(mode="bands", scores="share", bands=BANDS),
        "按实际完成值所在的档计分：90%（含）以上得10分；0%（含）至90%（不含）得5分；0%（不含）以下得0分",
    ),
    (
        Steps(side="below", limit=1, step="0.01", deduction="0.5", full=2, rounding="ceil"),
        "实际完成值不低于100%得满分2分；每低于1个百分点扣0.5分（不足1个百分点的按1个百分点扣），扣完为止",
    ),
    (
        Steps(measure="天", step=10, deduction=1, rounding="linear", lowest=2),
        "实际完成值不超过指标值得满分10分；每超过10天扣1分（不足10天的按比例扣），扣至2分为止",
    ),
    (
        Steps(side="below", of="completion", limit=1, step="0.1", deduction=1),
        "完成率（实际完成值÷指标值）不低于100%得满分10分；每低于10个百分点扣1分（不足10个百分点的不扣），扣完为止",
    ),
    (
        Occurrences(deduction="0.5", asked="迟报次数"),
        "没有发生（迟报次数）得满分10分；每发生1次扣0.5分，扣完为止",
    ),
    (
        Judgement(faults=(Fault(name="虚列套取", least=4, most=7), Fault(name="迟报", least=1, most=1))),
        "没有下列情形得满分10分；虚列套取扣4至7分；迟报扣1分，扣完为止",
    ),
    (Delay(), "按期完成得满分10分；滞后的，按滞后天数占计划工期的比例扣减，扣完为止"),
    (
        Delay(mode="steps", per="month", deduction=1, rounding="ceil"),
        "按期完成得满分10分；每滞后1个月扣1分（不足1个月的按1个月扣），扣完为止",
    ),
    (AllOrNothing(), "实际完成值达到指标值得满分10分，否则不得分"),
    (AllOrNothing(question="有年度计划", full=2, otherwise="0.5"), "有年度计划得满分2分，否则得0.5分"),
    (
        Periods(periods=(Period(name="第一季度", score=1), Period(name="春节前", score=1, planned="0.5"))),
        "按期完成的各时段得分相加：第一季度得1分；春节前完成50%得1分",
    ),
    (
        Bonus(base=1, items=(BonusItem(name="表彰", score="0.5"),), highest=3),
        "基础分1分；表彰每个加0.5分；合计最多得3分",
    ),
    (
        EitherOr(
            pick="best",
            alternatives=(
                Alternative(name="变动率", rule=AtMost(), target="≤0%"),
                Alternative(name="人工", rule=Manual()),
            ),
        ),
        "取得分最高的一种方式计分：（1）变动率（指标值≤0%）：实际完成值为0得满分10分，大于0不得分"
        "；（2）人工：人工评分，须说明理由，最多得10分",
    ),
    (
        GRADES,
        "按达成情况在区间内评分：优得9分（含）至10分（含）；良得6分；填写达成程度的，按达成程度×分值计分",
    ),
]


@pytest.mark.parametrize(("rule", "words"), SAID, ids=lambda given: getattr(given, "kind", ""))
def test_a_rule_is_said_in_plain_words(rule, words):
    assert rule_in_words(rule, points=Decimal(10)) == words


def test_a_share_of_points_that_are_not_known_is_said_in_percent():
    words = rule_in_words(
        Bands(scores="share", bands=(Band(low="0.9", score=1), Band(high="0.9", score="0.625")))
    )

    assert words == "按实际完成值所在的档计分：90%（含）以上得100%；90%（不含）以下得62.5%"


def test_a_score_in_proportion_says_how_it_is_rounded():
    words = rule_in_words(RateShare(), points=Decimal(8), rounding=Rounding(decimals=0))

    assert words == "按实际完成值（比率）×8计分，最多得8分（取整数，四舍五入）"


@pytest.mark.parametrize(
    "rule",
    [Bands(of="completion", bands=BANDS), RateShare(of="completion"), Steps(of="completion", **ONE_STEP)],
)
def test_the_execution_rate_is_called_by_its_name(rule):
    words = rule_in_words(rule, of_amounts=True)

    assert "预算执行率（全年执行数÷全年预算数）" in words
    assert "实际完成值" not in words
