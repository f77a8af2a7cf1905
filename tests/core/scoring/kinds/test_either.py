"""R20: the chosen rule, or the best."""

import pytest

from core.scoring.asked import asked_of
from core.scoring.parameters import Alternative, AtLeast, AtMost, EitherOr, Item, Manual, Options
from core.scoring.rules import score
from tests.core.scoring.claims import TIERS, answered, claim

WAYS = (
    Alternative(name="结转结余率", rule=AtMost(), target="≤9%"),
    Alternative(name="变动率", rule=AtMost(), target="≤-30%"),
)
CHOSEN, BEST = EitherOr(alternatives=WAYS), EitherOr(pick="best", alternatives=WAYS)
OPTIONS = Options(options=(Item(name="有", score=2), Item(name="无", score=1)))
OWN_OR_ROW = EitherOr(
    pick="best",
    alternatives=(Alternative(name="按比例", rule=AtLeast()), Alternative(name="按选项", rule=OPTIONS)),
)


@pytest.mark.parametrize(
    ("rule", "asked", "expected"),
    [
        (CHOSEN, answered("20", which="结转结余率", way_1_actual="9%"), 20),
        (CHOSEN, answered("20", which="变动率", way_1_actual="18%", way_2_actual="-30%"), 20),
        (CHOSEN, answered("20", which="结转结余率", way_1_actual="18%"), 10),
        (BEST, answered("20", way_1_actual="18%", way_2_actual="-31%"), 20),
        (BEST, answered("20", way_1_actual="9%"), 20),
        (BEST, answered("0.5", way_1_actual="9%"), 0.5),
        (OWN_OR_ROW, claim("100户", "50户", "2", way_2_option="有"), 2),
        (OWN_OR_ROW, claim("100户", "75户", "2", way_2_option="无"), 1.5),
    ],
)
def test_one_of_the_rules_gives_the_score(rule, asked, expected):
    assert score(rule, asked).score == expected


@pytest.mark.parametrize(
    ("rule", "asked", "reason", "asks_reason"),
    [
        (CHOSEN, answered(), "请选择“按哪种方式评分”，保存后显示计算得分。", False),
        (
            CHOSEN,
            answered(which="变动率"),
            "按“变动率”：尚未填写“变动率的实际完成值”，填写并保存后显示",
            False,
        ),
        (BEST, answered(), "按“结转结余率”：尚未填写“结转结余率的实际完成值”", False),
        (BEST, answered(way_1_actual="18%"), "按“变动率”：尚未填写“变动率的实际完成值”", False),
        (BEST, answered(way_1_actual="18%", way_2_actual="-20%"), "按“变动率”：目标值不大于0且未达到", True),
        (OWN_OR_ROW, claim("100户", "50户", "2"), "按“按选项”：请选择“符合哪种情况”", False),
    ],
)
def test_the_best_of_what_is_not_known_is_not_known(rule, asked, reason, asks_reason):
    outcome = score(rule, asked)

    assert (outcome.score, outcome.asks_reason) == (None, asks_reason)
    assert reason in outcome.working


def test_a_way_whose_target_says_nothing_asks_to_look_at_it():
    ways = (Alternative(name="比例", rule=AtMost(), target="—"), WAYS[1])

    outcome = score(EitherOr(alternatives=ways), answered(which="比例", way_1_actual="18%"))

    assert outcome.working == "按“比例”：没有年度指标值，不能自动计算得分，请核对。"


def test_a_person_decides_where_one_of_the_rules_leaves_it_to_a_person():
    ways = (*WAYS[:1], Alternative(name="人工", rule=Manual()))

    outcome = score(EitherOr(pick="best", alternatives=ways), answered(way_1_actual="18%"))

    assert (outcome.score, outcome.asks_reason, outcome.is_range) == (None, True, False)


def test_the_chosen_rule_is_named_in_its_working():
    outcome = score(CHOSEN, answered("20", which="结转结余率", way_1_actual="18%"))

    assert (outcome.working, outcome.formula) == ("按“结转结余率”：9% ÷ 18% × 20", True)


def test_what_the_others_ask_need_not_be_answered():
    assert [(asked.key, asked.kind, asked.required) for asked in asked_of(CHOSEN)] == [
        ("which", "choice", True),
        ("way_1_actual", "text", False),
        ("way_2_actual", "text", False),
    ]


def test_all_that_the_best_is_chosen_from_must_be_answered():
    assert [(asked.key, asked.label, asked.required) for asked in asked_of(OWN_OR_ROW)] == [
        ("way_2_option", "按选项：符合哪种情况", True)
    ]


def test_what_a_rule_itself_does_not_require_is_not_required_of_the_best():
    tiers = TIERS.model_copy(update={"asks_share": True})
    rule = EitherOr(pick="best", alternatives=(*WAYS[:1], Alternative(name="定性", rule=tiers)))

    assert [(asked.key, asked.required) for asked in asked_of(rule)] == [
        ("way_1_actual", True),
        ("way_2_share", False),
    ]


def test_what_a_rule_requires_is_not_required_where_another_is_chosen():
    rule = EitherOr(alternatives=(*WAYS[:1], Alternative(name="按选项", rule=OPTIONS)))

    assert [asked.key for asked in asked_of(rule) if asked.required] == ["which"]
