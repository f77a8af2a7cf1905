"""R21 and the pass mark: far more than was asked, and far less."""

from fractions import Fraction

import pytest

from core.scoring.parameters import AtLeast, OverTarget, Reduction
from core.scoring.rules import score
from tests.core.scoring.claims import claim

CUTS = (Reduction(above=2, share="0.1"), Reduction(above=3, share="0.2"), Reduction(above=5, share="0.3"))
NOTE = AtLeast(over_target=OverTarget(threshold="1.3"))
REDUCE = AtLeast(over_target=OverTarget(mode="reduce", threshold="1.3", reductions=CUTS))
PASS = AtLeast(pass_mark="0.6")


@pytest.mark.parametrize(
    ("actual", "expected", "noted"),
    [
        ("100", 10, False),
        ("129.99", 10, False),
        ("130", 10, True),
        ("200", 10, True),
        ("200.01", 9, True),
        ("300", 9, True),
        ("301", 8, True),
        ("800", 7, True),
        ("50", 5, False),
    ],
)
def test_far_more_than_was_asked_is_reduced_by_degrees(actual, expected, noted):
    outcome = score(REDUCE, claim("100", actual))

    assert (outcome.score, bool(outcome.note)) == (expected, noted)


def test_a_note_takes_no_points():
    outcome = score(NOTE, claim("≥100户", "221户"))

    assert (outcome.score, outcome.note) == (10, "完成率221%，达到或超过130%")


def test_a_reduction_says_how_it_came_about():
    outcome = score(REDUCE, claim("100", "250"))

    assert outcome.working == "完成率250%超过200%，扣减分值的10%：10 × (1 − 10%)"


@pytest.mark.parametrize("target", ["≥0", "≥-5"])
def test_nothing_is_far_more_than_nothing(target):
    assert score(REDUCE, claim(target, "30")).note == ""


@pytest.mark.parametrize(("actual", "expected"), [("60", 6), ("59.99", 0), ("0", 0), ("-1", 0), ("100", 10)])
def test_below_the_pass_mark_nothing_is_earned(actual, expected):
    assert score(PASS, claim("100", actual)).score == expected


def test_a_rate_has_a_pass_mark_and_reductions_too():
    assert score(PASS, claim("≥100%", "59%")).score == 0
    assert score(REDUCE, claim("≥100%", "250%")).score == 9


def test_a_target_below_nothing_has_no_pass_mark():
    assert "目标值不大于0且未达到" in score(PASS, claim("≥0", "-1")).working


def test_the_pass_mark_is_said():
    assert score(PASS, claim("100", "59")).working == "59 ÷ 100 低于及格门槛60%，不得分"


def test_a_target_of_nothing_has_no_pass_mark():
    assert score(PASS, claim(">0起", "0起")).score == Fraction(0)
