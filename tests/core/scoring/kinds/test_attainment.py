"""Tiers and judgement: words give a range, and unknown words give none."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.asked import asked_of
from core.scoring.kinds.attainment import find_tier, tiers, within
from core.scoring.outcome import Outcome
from core.scoring.parameters import Manual, Rounding, Tier, Tiers
from core.scoring.rules import score
from tests.core.scoring.claims import TIERS, claim

WHOLE = Rounding(decimals=0)


@pytest.mark.parametrize(
    ("words", "tier", "low", "high", "closed"),
    [
        ("达成预期", "达成年度指标", 8, 10, True),
        ("达成年度指标", "达成年度指标", 8, 10, True),
        ("部分达成预期", "部分达成", 6, 8, False),
        ("未达成预期", "未达成", 0, 6, False),
        (" 全部 完成。", "达成年度指标", 8, 10, True),
    ],
)
def test_words_of_the_form_give_their_range(words, tier, low, high, closed):
    outcome = tiers(TIERS, claim("定性", words))

    assert (outcome.tier, outcome.low, outcome.high, outcome.high_closed) == (tier, low, high, closed)
    assert outcome.score is None


@pytest.mark.parametrize("words", ["未能达成预期", "显著提高", "100%", "基本达成预期"])
def test_other_words_are_not_guessed(words):
    outcome = tiers(TIERS, claim("明显提高", words))

    assert (outcome.score, outcome.low, outcome.is_range) == (None, None, False)
    assert f"「{words}」不能自动定档" in outcome.working
    assert "、".join(tier.name for tier in TIERS.tiers) in outcome.working


def test_the_name_of_a_tier_is_not_said_to_belong_to_it():
    named = tiers(TIERS, claim("定性", TIERS.tiers[0].name, "8")).working

    assert named.startswith(f"“{TIERS.tiers[0].name}”：得分区间为")


def test_nothing_filled_in_gives_nothing():
    assert "尚未填写实际完成情况" in tiers(TIERS, claim("定性", "—")).working


@given(st.text(max_size=30))
def test_any_words_find_one_tier_or_none(words):
    assert find_tier(TIERS, words) in (*TIERS.tiers, None)


PARTLY = tiers(TIERS, claim("85%", "部分达成预期", "8"))


@pytest.mark.parametrize(
    ("score", "rounding", "inside"),
    [
        ("4.8", Rounding(), True),
        ("4.79", Rounding(), False),
        ("6", WHOLE, True),
        ("5", WHOLE, True),
        ("4", WHOLE, False),
        ("6.39", Rounding(), True),
        ("6.4", Rounding(decimals=1), False),
        ("6.41", Rounding(), False),
        ("7", WHOLE, False),
        ("4.8", WHOLE, True),
    ],
)
def test_a_self_score_is_held_against_the_range(score, rounding, inside):
    assert within(PARTLY, Decimal(score), rounding) is inside


def test_the_closed_end_belongs_to_the_range():
    assert within(tiers(TIERS, claim("定性", "达成预期")), Decimal(10), Rounding())


def test_the_open_end_does_not():
    assert not within(Outcome(low=Fraction(6), high=Fraction(8)), Decimal(8), Rounding())


@pytest.mark.parametrize(("closed", "inside"), [(True, True), (False, False)])
def test_what_an_end_is_rounded_to_is_inside_where_the_end_is(closed, inside):
    ends = Outcome(low=Fraction("6.1"), high=Fraction("6.5"), high_closed=closed)

    assert within(ends, Decimal(7), WHOLE) is inside


@pytest.mark.parametrize("outcome", [Outcome(score=Fraction(5)), Outcome(low=Fraction(5))])
def test_without_a_range_nothing_is_inside(outcome):
    assert not within(outcome, Decimal(5), Rounding())


def test_a_person_may_give_anything_up_to_all_points_with_a_reason():
    outcome = score(Manual(), claim("", "有所提高", "5"))

    assert (outcome.low, outcome.high, outcome.high_closed, outcome.asks_reason) == (0, 5, True, True)


FIVE_WORDS = Tiers(
    asks_share=True,
    tiers=(
        Tier(name="优", low="0.9", high=1, high_closed=True),
        Tier(name="良", low="0.8", high="0.9"),
        Tier(name="中", low="0.6", high="0.8"),
        Tier(name="低", low="0.3", high="0.3", high_closed=True),
        Tier(name="差", low=0, high="0.3"),
    ),
)


@pytest.mark.parametrize(
    ("word", "share", "expected"),
    [("中", "75%", 6), ("中", "60%", Fraction("4.8")), ("优", "100%", 8), ("低", "", Fraction("2.4"))],
)
def test_the_filer_may_say_how_far_it_was_attained(word, share, expected):
    assert score(FIVE_WORDS, claim("定性", word, "8", share=share)).score == expected


@pytest.mark.parametrize("share", ["80%", "59.99%"])
def test_a_share_lies_in_its_tier(share):
    outcome = score(FIVE_WORDS, claim("定性", "中", "8", share=share))

    assert outcome.score is None
    assert outcome.working == f"达成程度{share}不在“中”的60%（含）至80%之内，请核对后重新填写。"


def test_without_a_share_a_tier_gives_its_range():
    outcome = score(FIVE_WORDS, claim("定性", "中", "8"))

    assert (outcome.low, outcome.high, outcome.tier) == (Fraction("4.8"), Fraction("6.4"), "中")


def test_a_share_is_asked_where_the_form_asks_it_and_never_required():
    assert [(asked.key, asked.required) for asked in asked_of(FIVE_WORDS)] == [("share", False)]
    assert asked_of(TIERS) == ()
