"""A date against a date, 是 against 是: compared by the rules that look at the target alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.figures.quantities import parse_actual
from core.figures.targets import parse_target
from core.scoring.parameters import AtLeast, AtMost, Equal, Manual, Tier, Tiers
from core.scoring.rules import is_met, score
from tests.core.scoring.claims import TIERS, claim

RULES = [AtLeast(), AtMost(), Equal(), Equal(mode="exact"), TIERS]


def dated(target, actual):
    there = replace(claim("", ""), target=parse_target(target, year=2021))
    return replace(there, actual=parse_actual(actual, year=2021))


@pytest.mark.parametrize("rule", RULES)
def test_in_time_is_full_points(rule):
    outcome = score(rule, dated("12月底前", "2021年12月20日"), words=TIERS)

    assert (outcome.score, outcome.working) == (10, "「2021年12月20日」符合“12月底前”，得满分")
    assert is_met(rule, dated("12月底前", "2021年12月20日"), words=TIERS) is True


@pytest.mark.parametrize("rule", RULES)
def test_late_is_for_a_person_to_weigh_but_never_full(rule):
    late = dated("2021年12月31日前", "2022年1月15日")

    outcome = score(rule, late, words=TIERS)

    assert (outcome.score, outcome.low, outcome.high, outcome.high_closed) == (None, 0, 10, False)
    assert outcome.asks_reason
    assert is_met(rule, late, words=TIERS) is False


def test_dates_that_do_not_settle_it_say_so():
    outcome = score(AtLeast(), dated("2021年12月20日前", "12月"))

    assert (outcome.score, outcome.is_range, outcome.asks_reason) == (None, False, True)
    assert outcome.working == (
        "「12月」与“2021年12月20日前”不能确定先后，请写明年、月、日，或评分并说明理由。"
    )


@pytest.mark.parametrize(
    ("target", "actual", "points"), [("是", "是", 10), ("是", "否", 0), ("=否", "否。", 10), ("否", "是", 0)]
)
def test_an_answer_is_right_or_wrong(target, actual, points):
    assert score(Equal(), claim(target, actual), words=TIERS).score == points


def test_words_of_a_tier_stay_words_of_the_form():
    yes = Tiers(tiers=(Tier(name="有", words=("是",), low="0.5", high="1", high_closed=True),))

    assert score(yes, claim("是", "是")).tier == "有"


def test_a_date_against_words_is_for_the_tiers():
    assert score(TIERS, dated("12月底前", "达成预期")).tier == "达成年度指标"


@pytest.mark.parametrize(
    ("target", "actual"),
    [("12月底前", "部分达成预期"), ("按时拨付", "2021年12月20日"), ("是", "部分达成预期")],
)
def test_a_date_or_an_answer_on_one_side_alone_compares_nothing(target, actual):
    assert score(AtLeast(), dated(target, actual), words=TIERS).score is None
    assert not score(AtLeast(), dated(target, actual)).is_range


def test_whoever_scores_by_hand_is_not_overruled():
    assert score(Manual(), claim("是", "是")).score is None
