"""What the execution rate allows the total to be."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.scoring.caps import TotalCap, capped

BELOW_80 = TotalCap(execution_rate_below="0.8", highest="89", reason="预算执行率低于80%。")
BELOW_70 = TotalCap(execution_rate_below="0.7", highest="79", reason="预算执行率低于70%")
CAPS = (BELOW_80, BELOW_70)


@pytest.mark.parametrize(
    ("score", "rate", "result"),
    [
        ("94", "0.75", 89),
        ("94", "0.70", 89),
        ("94", "0.6999", 79),
        ("94", "0.8", 94),
        ("89", "0.75", 89),
        ("88.5", "0.75", Fraction(177, 2)),
        ("94", None, 94),
    ],
)
def test_between_70_and_80_percent_at_most_89_points_are_given(score, rate, result):
    assert capped(Fraction(score), rate and Decimal(rate), CAPS).score == result


def test_a_total_that_is_held_down_says_why_and_keeps_what_it_was():
    found = capped(Fraction(94), Decimal("0.5"), CAPS)

    assert (found.uncapped, found.working) == (94, "预算执行率低于70%，总分最高79分")


@pytest.mark.parametrize("score", ["70", "79"])
def test_a_total_that_is_not_held_down_says_nothing(score):
    assert capped(Fraction(score), Decimal("0.5"), CAPS).working == ""


def test_a_cap_above_no_rate_at_all_is_refused():
    with pytest.raises(ValidationError):
        TotalCap(execution_rate_below="0", highest="89", reason="无")


@given(st.fractions(0, 100), st.decimals(0, 2, places=4), st.decimals(0, 2, places=4))
def test_more_execution_never_lowers_the_total(score, one, other):
    low, high = sorted((one, other))

    assert capped(score, low, CAPS).score <= capped(score, high, CAPS).score <= score
