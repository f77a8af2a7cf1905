"""The worked examples of domain.md §4, rule by rule, printed with two decimals."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from core.figures import printing
from core.figures.quantities import parse_actual
from core.scoring.aggregation import UnitFigure, aggregate
from core.scoring.caps import TotalCap, capped
from core.scoring.grades import grade
from core.scoring.outcome import earned
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
    Checklist,
    Coefficient,
    Delay,
    EitherOr,
    Equal,
    ExecutionShare,
    Fault,
    GradeBand,
    GradeCap,
    Grading,
    Item,
    Judgement,
    Manual,
    Occurrences,
    Options,
    OverTarget,
    Period,
    Periods,
    RateShare,
    RatioLimit,
    Reduction,
    Rounding,
    Satisfaction,
    Steps,
)
from core.scoring.registry import KINDS
from core.scoring.rounding import round_score
from core.scoring.rules import score
from core.scoring.sharing import share_score
from core.scoring.siblings import Part, moved
from core.scoring.splitting import split_evenly
from core.scoring.totals import total
from tests.core.scoring.claims import TIERS, amounts, answered, claim

LINEAR = AtMost(mode="linear")
PASS_MARK = Bands(
    of="completion",
    finished=10,
    bands=(
        Band(low=1, score=10),
        Band(low="0.8", high=1, score=7),
        Band(low="0.6", high="0.8", score=5),
        Band(high="0.6", score=0),
    ),
)
KEY_SPENDING = Bands(
    bands=(
        Band(low="0.9", score=5),
        Band(low="0.8", high="0.9", score=4),
        Band(low="0.7", high="0.8", score=3),
        Band(low="0.6", high="0.7", score=2),
        Band(high="0.6", score=0),
    )
)
ADJUSTMENT = Bands(
    bands=(
        Band(low="0.3", low_closed=False, score=0),
        Band(low="0.2", low_closed=False, high="0.3", high_closed=True, score="0.5"),
        Band(low="0.1", low_closed=False, high="0.2", high_closed=True, score=1),
        Band(low=0, low_closed=False, high="0.1", high_closed=True, score=2),
        Band(high=0, high_closed=True, score=3),
    )
)
THREE_PUBLIC = Steps(limit=1, step="0.01", deduction="0.5")
CARRY_OVER = Steps(limit="0.15", step="0.05", deduction=1)
PROCUREMENT = Steps(side="below", limit=1, step="0.01", deduction="0.5")
ASSETS = Steps(side="below", limit=1, step="0.01", deduction="0.1")
GOAL = Checklist(items=[Item(name="甲", score=1), Item(name="乙", score="0.5"), Item(name="丙", score="0.5")])
FIVE = Checklist(items=[Item(name=f"第{number}项", score="0.4") for number in range(1, 6)])
ALL_FIVE = {f"item_{number}": "是" for number in range(1, 6)}
ARRIVED = Options(
    options=[Item(name="及时", score=2), Item(name="未影响", score=1), Item(name="影响", score="0.5")]
)
LEFT = Options(
    options=[Item(name="无结余", score=3), Item(name="不超过上年", score=2), Item(name="超过", score=0)]
)
MISUSE = Judgement(
    faults=[
        Fault(name="虚列套取", least=4, most=7),
        Fault(name="截留挤占挪用", least=3, most=6),
        Fault(name="超标准", least=2, most=5),
    ]
)
QUARTERS = Periods(periods=[Period(name=f"第{name}季度", score=1) for name in "一二三四"])
SPRING = Periods(
    periods=[Period(name="春节前", score=1, planned="0.5"), Period(name="6月底前", score=1, planned=1)]
)
HALF = TIERS.model_copy(update={"asks_share": True})
BANDED = Satisfaction(
    mode="bands",
    bands=[
        Band(low="0.9", score=10),
        Band(low="0.8", high="0.9", score=8),
        Band(low="0.6", high="0.8", score=6),
        Band(high="0.6", score=0),
    ],
)
PRAISE = Bonus(base=0, items=[BonusItem(name="正面批示", score=1, most=2)], highest=2)
EITHER = EitherOr(
    alternatives=[
        Alternative(name="结转结余率", rule=AtMost(), target="≤9%"),
        Alternative(name="变动率", rule=AtMost(), target="≤-30%"),
    ]
)
CUTS = [Reduction(above=2, share="0.1"), Reduction(above=3, share="0.2"), Reduction(above=5, share="0.3")]
NOTED = AtLeast(over_target=OverTarget(threshold="1.3"))
REDUCED = AtLeast(over_target=OverTarget(mode="reduce", threshold="1.3", reductions=CUTS))
YEARS = Delay(mode="steps", deduction=2)

EXAMPLES = [
    ("R01", AtLeast(), claim("5662", "4044", "2"), "1.43"),
    ("R02", AtMost(), claim("≤5300", "5830"), "9.09"),
    ("R02", LINEAR, claim("≤5300", "5830"), "9"),
    ("R02", AtMost(), claim("≤160", "386", "15"), "6.22"),
    ("R02", LINEAR, claim("≤160", "386", "15"), "0"),
    ("R02", AtMost(), claim("≤0", "0"), "10"),
    ("R02", AtMost(), claim("≤0", "1"), "0"),
    ("R03", Equal(), claim("=100%", "98%"), "9.8"),
    ("R03", Equal(), claim("=100%", "105%"), "10"),
    ("R03", Equal(mode="strict"), claim("=100%", "125%"), "8"),
    ("R03", Equal(), claim("是", "是"), "10"),
    ("R03", Equal(), claim("是", "否"), "0"),
    ("R04", ExecutionShare(), amounts("79.27", "100"), "7.93"),
    ("R04", ExecutionShare(), amounts("701.23", "1155.50"), "6.07"),
    ("R04", ExecutionShare(), amounts("95.88", "100"), "9.59"),
    ("R04", ExecutionShare(), amounts("182", "179"), "10"),
    ("R05", PASS_MARK, replace(amounts("85", "100"), answers={"finished": "是"}), "10"),
    ("R05", PASS_MARK, replace(amounts("80", "100"), answers={"finished": "否"}), "7"),
    ("R05", PASS_MARK, replace(amounts("60", "100"), answers={"finished": "否"}), "5"),
    ("R05", PASS_MARK, replace(amounts("59.99", "100"), answers={"finished": "否"}), "0"),
    ("R06", KEY_SPENDING, claim("", "80%", "5"), "4"),
    ("R06", KEY_SPENDING, claim("", "59.9%", "5"), "0"),
    ("R06", ADJUSTMENT, claim("", "0%", "3"), "3"),
    ("R06", ADJUSTMENT, claim("", "30%", "3"), "0.5"),
    ("R06", ADJUSTMENT, claim("", "30.1%", "3"), "0"),
    ("R07", RateShare(), claim("", "62.5%", "5"), "3.13"),
    ("R07", RateShare(of="completion"), claim("100分", "87.5分", "8"), "7"),
    ("R08", THREE_PUBLIC, claim("", "103%", "2"), "0.5"),
    ("R08", CARRY_OVER, claim("", "22%", "4"), "3"),
    ("R08", CARRY_OVER.model_copy(update={"rounding": "ceil"}), claim("", "22%", "4"), "2"),
    ("R08b", PROCUREMENT, claim("", "98%", "2"), "1"),
    ("R08b", ASSETS, claim("", "95%", "1"), "0.5"),
    ("R09", Occurrences(deduction=1), claim("", "2起", "3"), "1"),
    ("R09", Occurrences(deduction="0.5", asked="未按进度的专项"), answered("2", occurrences="3"), "0.5"),
    ("R10", GOAL, answered("2", item_1="是", item_2="否", item_3="是"), "1.5"),
    ("R10", FIVE, answered("2", **ALL_FIVE), "2"),
    ("R11", AllOrNothing(question="有年度计划"), answered("2", met="是"), "2"),
    ("R11", AllOrNothing(question="有年度计划"), answered("2", met="否"), "0"),
    ("R12", ARRIVED, answered("2", option="影响"), "0.5"),
    ("R12", LEFT, answered("3", option="不超过上年"), "2"),
    ("R13", MISUSE, answered("10", fault_1="4", fault_2="3", fault_3="0"), "3"),
    ("R13", MISUSE, answered("10", fault_1="7", fault_2="6", fault_3="0"), "0"),
    ("R14", QUARTERS, answered("4", period_1="是", period_2="是", period_3="否", period_4="是"), "3"),
    ("R14", SPRING, answered("2", period_1="50%", period_2="99%"), "1"),
    ("R15", ChangeRate(), claim("", "20%", "5"), "4"),
    ("R15", ChangeRate(), claim("", "-3%", "5"), "5"),
    ("R16", RatioLimit(), replace(claim("", "103.45%", "5"), worked=Fraction(30, 29)), "4.83"),
    ("R17", HALF, claim("", "部分达成预期", "8", share="75%"), "6"),
    ("R18", Satisfaction(), claim("≥95%", "92%"), "9.68"),
    ("R18", Satisfaction(mode="rate"), claim("≥95%", "92%"), "9.2"),
    ("R18", BANDED, claim("≥95%", "90%"), "10"),
    ("R19", PRAISE, answered("1", item_1="3"), "2"),
    ("R20", EITHER, answered("20", which="结转结余率", way_1_actual="9%"), "20"),
    ("R20", EITHER, answered("20", which="变动率", way_2_actual="-30%"), "20"),
    ("R21", NOTED, claim("100", "700"), "10"),
    ("R21", REDUCED, claim("100", "201"), "9"),
    ("R21", REDUCED, claim("100", "301"), "8"),
    ("R21", REDUCED, claim("100", "501"), "7"),
    ("R23", Delay(), answered("15", start="2019-01-01", planned="2021-09-27", done="2022-06-08"), "11.19"),
    ("R23", YEARS, answered("10", planned="2019-12-31", done="2022-01-01"), "6"),
    ("R28", Coefficient(), answered("2", coefficient="100%"), "2"),
    ("R28", Coefficient(), answered("2", coefficient="85%"), "1.7"),
]


@pytest.mark.parametrize(("number", "rule", "asked", "printed"), EXAMPLES)
def test_a_worked_example_comes_out_as_it_is_written(number, rule, asked, printed):
    outcome = score(rule, asked)

    assert printing.plain(round_score(outcome.score, Rounding())) == printed


def test_every_rule_of_a_row_has_its_worked_example():
    """R29 gives no score of its own: what it allows is below."""
    numbers = {number for number, *_ in EXAMPLES} | {"R29"}

    assert {kind.number for kind in KINDS.values()} | {"R06", "R08b", "R21"} == numbers


def test_r21_far_more_than_was_asked_is_to_be_explained():
    assert [bool(score(NOTED, claim("100", actual)).note) for actual in ("129.9", "130")] == [False, True]


def test_r22_what_does_not_apply_is_left_out_given_or_moved():
    rows = [Part(Fraction(6), Fraction(8)), Part(Fraction(0), Fraction(0), Fraction(9))]

    assert total([72], 10, "rescale") == 80
    assert total([72], 10, "full") == 82
    assert moved(rows).score == Fraction(6 * 17, 8)


def test_r24_slow_spending_holds_grade_and_total_down():
    bands = [GradeBand(name="优", minimum=90), GradeBand(name="良", minimum=80)]
    cap = GradeCap(execution_rate_below="0.9", highest="良", reason="预算执行率低于90%")
    total_cap = TotalCap(execution_rate_below="0.8", highest=89, reason="预算执行率低于80%")

    assert grade(94, Fraction(70123, 115550), Grading(bands=bands, caps=[cap])).name == "良"
    assert capped(Fraction(94), Fraction(3, 4), [total_cap]).score == 89


def test_r25_shares_of_whole_points_add_up():
    assert (sum(split_evenly(Decimal(15), 2)), split_evenly(Decimal(15), 2)) == (15, (8, 7))
    assert split_evenly(Decimal(90), 4, decimals=1) == (Decimal("22.5"),) * 4


def test_r26_figures_are_put_together_and_scored_once():
    units = [
        UnitFigure("甲", parse_actual("90%"), Decimal(300)),
        UnitFigure("乙", parse_actual("98%"), Decimal(100)),
    ]

    whole = aggregate(units, "weighted_mean")

    assert (whole.value, score(AtLeast(), claim("≥92%", whole.text)).score) == (Fraction(92, 100), 10)


def test_r27_two_rows_have_one_score():
    rows = [
        ("社会效益", earned(Fraction(10), "得满分")),
        ("生态效益", earned(Fraction(15, 2), "60% ÷ 80% × 10")),
    ]

    assert share_score(rows, "lowest", Fraction(10)).score == Fraction(15, 2)
    assert share_score(rows, "mean", Fraction(10)).score == Fraction(35, 4)


def test_r29_a_person_gives_the_score_and_says_why():
    outcome = score(Manual(), claim("", "按实现程度", "5"))

    assert (outcome.score, outcome.low, outcome.high, outcome.asks_reason) == (None, 0, 5, True)
