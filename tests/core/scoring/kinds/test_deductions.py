"""R08, R08b, R09, R13: what is taken, and that nothing goes below the lowest score."""

from fractions import Fraction

import pytest

from core.scoring.parameters import Fault, Judgement, Occurrences, Steps
from core.scoring.rules import score
from tests.core.scoring.claims import amounts, answered, claim

THREE_PUBLIC = Steps(limit="1", step="0.01", deduction="0.5")
CARRY_OVER = Steps(limit="0.15", step="0.05", deduction=1)
BEGUN = CARRY_OVER.model_copy(update={"rounding": "ceil"})
LINEAR = CARRY_OVER.model_copy(update={"rounding": "linear"})
PROCUREMENT = Steps(side="below", limit="1", step="0.01", deduction="0.5", full=2)
ASSETS = Steps(side="below", limit="1", step="0.01", deduction="0.1")
BY_TARGET = Steps(side="above", measure="天", step=10, deduction=1)
BY_COMPLETION = Steps(side="below", of="completion", limit=1, step="0.1", deduction=1, lowest=2)
TENTHS = "100%，每10个百分点扣1分"
EACH_CASE = Occurrences(deduction=1)
COUNTED = Occurrences(deduction="0.5", asked="迟报次数", lowest=1)
FAULTS = Judgement(
    faults=(
        Fault(name="虚列套取", least=4, most=7),
        Fault(name="截留挤占挪用", least=3, most=6),
        Fault(name="超标准", least=2, most=5),
    )
)


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        (THREE_PUBLIC, claim("", "100%", "2"), 2),
        (THREE_PUBLIC, claim("", "100.9999%", "2"), 2),
        (THREE_PUBLIC, claim("", "101%", "2"), Fraction("1.5")),
        (THREE_PUBLIC, claim("", "103%", "2"), Fraction("0.5")),
        (THREE_PUBLIC, claim("", "104%", "2"), 0),
        (THREE_PUBLIC, claim("", "150%", "2"), 0),
        (CARRY_OVER, claim("", "15%", "4"), 4),
        (CARRY_OVER, claim("", "22%", "4"), 3),
        (BEGUN, claim("", "22%", "4"), 2),
        (BEGUN, claim("", "20%", "4"), 3),
        (BEGUN, claim("", "15.0001%", "4"), 3),
        (LINEAR, claim("", "22%", "4"), Fraction("2.6")),
        (PROCUREMENT, claim("", "98.5%", "2"), Fraction("1.5")),
        (PROCUREMENT, claim("", "100%", "4"), 2),
        (PROCUREMENT, claim("", "100%", "1"), 1),
        (PROCUREMENT, claim("", "120%", "4"), 2),
        (ASSETS, claim("", "95%", "1"), Fraction("0.5")),
        (BY_TARGET, claim("≤30天", "55天", "5"), 3),
        (BY_TARGET, claim("≤30天", "30天", "5"), 5),
        (BY_COMPLETION, claim("100户", "85户", "5"), 4),
        (BY_COMPLETION, claim("100户", "10户", "5"), 2),
        (BY_COMPLETION, claim("100户", "85户", "1"), 1),
        (BY_COMPLETION, amounts("70", "100"), 7),
        (EACH_CASE, claim("0起", "0起", "3"), 3),
        (EACH_CASE, claim("0起", "2起", "3"), 1),
        (EACH_CASE, claim("0起", "5", "3"), 0),
        (COUNTED, answered("3", occurrences="0"), 3),
        (COUNTED, answered("3", occurrences="3"), Fraction("1.5")),
        (COUNTED, answered("3", occurrences="9"), 1),
        (FAULTS, answered(fault_1="0", fault_2="0", fault_3="0"), 10),
        (FAULTS, answered(fault_1="4", fault_2="3.5", fault_3="0"), Fraction("2.5")),
        (FAULTS, answered(fault_1="7", fault_2="6", fault_3="5"), 0),
    ],
)
def test_what_is_taken_is_exact_and_ends_at_the_lowest_score(rule, asked, expected):
    assert score(rule, asked).score == expected


@pytest.mark.parametrize(
    ("rule", "asked", "reason"),
    [
        (THREE_PUBLIC, claim("", ""), "尚未填写实际完成值，填写并保存后显示计算得分。"),
        (BY_TARGET, claim("", "55天"), "没有年度指标值，不能自动计算得分，请核对。"),
        (BY_TARGET, claim("≤30户", "55天"), "计量单位不一致"),
        (EACH_CASE, claim("0起", "1.5起"), "「1.5起」不是发生的次数，请填写0或正整数，例如0起、2起。"),
        (EACH_CASE, claim("0起", "-1起"), "不是发生的次数"),
        (EACH_CASE, claim("0起", "3%"), "不是发生的次数"),
        (EACH_CASE, claim("0起", "很少"), "「很少」不是数字"),
        (COUNTED, answered(), "请填写“迟报次数”（没有的填0），保存后显示计算得分。"),
        (COUNTED, answered(occurrences="—"), "请填写“迟报次数”（没有的填0）"),
        (COUNTED, answered(occurrences="1.5"), "“迟报次数”应为整数，例如0或2，请改正。"),
        (COUNTED, answered(occurrences="-1"), "是负数"),
        (FAULTS, answered(fault_1="0"), "请填写“截留挤占挪用扣分”、“超标准扣分”（没有的填0）"),
        (
            FAULTS,
            answered(fault_1="3.99", fault_2="0", fault_3="0"),
            "应扣4分至7分，没有此情形的填0",
        ),
        (FAULTS, answered(fault_1="7.01", fault_2="0", fault_3="0"), "“虚列套取”应扣4分至7分"),
    ],
)
def test_what_is_not_answered_takes_nothing_and_gives_nothing(rule, asked, reason):
    outcome = score(rule, asked)

    assert outcome.score is None
    assert reason in outcome.working


@pytest.mark.parametrize(
    ("rule", "asked", "working"),
    [
        (CARRY_OVER, claim("", "12%", "4"), "12%未超过15%，得满分"),
        (CARRY_OVER, claim("", "15%", "4"), "15%未超过15%，得满分"),
        (CARRY_OVER, claim("", "17%", "4"), "17%超过15%，每5个百分点扣1分，不足一个的不扣，得满分"),
        (PROCUREMENT, claim("", "120%", "2"), "120%不低于100%，得满分"),
        (PROCUREMENT, claim("", "98%", "2"), "98%低于100%，每1个百分点扣0.5分：2 − 2 × 0.5"),
        (THREE_PUBLIC, claim("", "150%", "2"), "150%超过100%，每1个百分点扣0.5分：2 − 50 × 0.5，扣完为止"),
        (BY_TARGET, claim("≤30天", "55天", "5"), "55天超过30天，每10天扣1分：5 − 2 × 1"),
        (
            BY_COMPLETION,
            claim("3户", "1户", "5"),
            "1 ÷ 3 = 33.33%低于100%，每10个百分点扣1分：5 − 6 × 1，扣至2分为止",
        ),
        (COUNTED, answered("3", occurrences="0"), "没有发生，得满分"),
        (
            FAULTS,
            answered(fault_1="4", fault_2="3.5", fault_3="0"),
            "虚列套取扣4分，截留挤占挪用扣3.5分：10 − 4 − 3.5",
        ),
        (FAULTS, answered(fault_1="0", fault_2="0", fault_3="0"), "没有扣分情形，得满分"),
    ],
)
def test_a_deduction_says_how_it_came_about(rule, asked, working):
    assert score(rule, asked).working == working
