"""Rounding happens once, on the exact number."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.rounding import round_exact

MODES = {
    "half_up": ROUND_HALF_UP,
    "half_down": ROUND_HALF_DOWN,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}


@pytest.mark.parametrize("mode", MODES)
@given(value=st.decimals(min_value=-(10**9), max_value=10**9, places=6), decimals=st.integers(0, 6))
def test_rounding_agrees_with_decimal(mode, value, decimals):
    expected = value.quantize(Decimal(1).scaleb(-decimals), MODES[mode])

    assert round_exact(value, decimals=decimals, mode=mode) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "mode", "text"),
    [
        (Fraction(70123, 11555), 0, "half_up", "6"),
        (Fraction(70123, 11555), 2, "half_up", "6.07"),
        (Decimal("9.96"), 0, "down", "9"),
        (Fraction(1, 2), 0, "half_up", "1"),
        (Fraction(1, 2), 0, "half_even", "0"),
        (Fraction(3, 2), 0, "half_even", "2"),
        (Fraction(7, 2), 0, "half_even", "4"),
        (Fraction(1, 2), 0, "half_down", "0"),
        (Fraction(1, 3), 2, "up", "0.34"),
        (Fraction(-1, 2), 0, "half_up", "-1"),
        (Fraction(-1, 1000), 2, "half_up", "0.00"),
        (6, 2, "half_up", "6.00"),
    ],
)
def test_known_values(value, decimals, mode, text):
    assert str(round_exact(value, decimals=decimals, mode=mode)) == text


def test_rounding_twice_would_give_another_whole_point():
    score = Fraction(5496, 1000)

    once = round_exact(score, decimals=0)
    twice = round_exact(round_exact(score, decimals=1), decimals=0)
    assert (once, twice) == (5, 6)


def test_dividing_before_multiplying_would_give_another_whole_point():
    share = Fraction(1, 3)

    exact = round_exact(share * Fraction(9, 2), decimals=0)
    early = round_exact(round_exact(share, decimals=2) * Decimal("4.5"), decimals=0)
    assert (exact, early) == (2, 1)


def test_a_float_is_not_let_in():
    with pytest.raises(TypeError):
        round_exact(0.1, decimals=2)
