"""Sums are exact, gaps are counted, and rows that do not apply count as the form says."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.totals import execution_rate, group_sum, total

SCORES = st.lists(st.decimals(min_value=0, max_value=100, places=2))
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
YUANCHENG = [6, 6, 9, 8, 8, 10, 7, 6, 5, 5, 7, 7, 5, 5]


@pytest.mark.parametrize(
    ("executed", "adjusted", "rate"),
    [
        ("701.23", "1155.50", Fraction(70123, 115550)),
        ("12.73", "15.70", Fraction(1273, 1570)),
        ("0", "5", 0),
        ("0.4", "0.8", Fraction(1, 2)),
        ("6", "5", Fraction(6, 5)),
    ],
)
def test_the_execution_rate_is_exact(executed, adjusted, rate):
    assert execution_rate(Decimal(executed), Decimal(adjusted)) == rate


@pytest.mark.parametrize(
    ("executed", "adjusted"), [(None, "5"), ("5", None), ("0", "0"), ("5", "0"), ("5", "-1")]
)
def test_there_is_no_rate_without_a_budget(executed, adjusted):
    read = [None if text is None else Decimal(text) for text in (executed, adjusted)]

    assert execution_rate(*read) is None


def test_yuancheng_adds_up_to_94():
    assert total(YUANCHENG) == 94


@pytest.mark.parametrize(("mode", "expected"), [("as_printed", 72), ("rescale", 80), ("full", 82)])
def test_points_that_do_not_apply_count_as_the_form_says(mode, expected):
    assert total([Decimal(70), Decimal(2)], Decimal(10), mode) == expected


def test_nothing_applicable_cannot_be_rescaled():
    assert total([], 100, "rescale") is None


def test_a_single_point_that_applies_can_be_rescaled():
    assert total([1], 99, "rescale") == 100


def test_another_full_score_can_be_rescaled_to():
    assert total([Decimal(45)], 40, "rescale", full_points=90) == Fraction(81)


def test_a_missing_score_is_counted_not_added():
    known = group_sum([Decimal("6"), None, Decimal("2.5")])

    assert (known.score, known.missing, known.is_complete) == (Fraction(17, 2), 1, False)


def test_a_full_group_is_complete():
    assert group_sum([Decimal(6)]).is_complete


@given(SCORES)
def test_a_sum_agrees_with_decimal(scores):
    assert total(scores) == sum(scores)


@given(SCORES, st.decimals(min_value=0, max_value=99, places=1))
def test_rescaling_gives_full_points_to_whoever_earned_all_that_applied(scores, left_out):
    assert total([Decimal(100) - left_out], left_out, "rescale") == 100
    assert total(scores, 0, "rescale") == total(scores)


@given(SCORES, st.decimals(min_value=0, max_value=100, places=1))
def test_full_points_for_what_does_not_apply_never_cost_anything(scores, left_out):
    assert total(scores, left_out, "full") - total(scores) == Fraction(left_out)


@given(AMOUNTS, AMOUNTS)
def test_a_rate_times_the_budget_is_what_was_executed(executed, adjusted):
    rate = execution_rate(executed, adjusted)

    assert (rate is None) == (adjusted == 0)
    assert rate is None or rate * Fraction(adjusted) == Fraction(executed)
