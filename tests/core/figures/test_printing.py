"""Every figure has one printed form."""

from decimal import Decimal
from fractions import Fraction

import pytest

from core.figures.printing import DASH, amount, file_size, plain, rate, score


@pytest.mark.parametrize(
    ("value", "text"),
    [("1155.5", "1155.50"), ("0", "0.00"), ("0.005", "0.01"), ("-0.001", "0.00"), ("207.4538", "207.45")],
)
def test_amounts_have_two_decimals(value, text):
    assert amount(Decimal(value)) == text


def test_an_amount_is_grouped_where_asked():
    assert amount(Decimal("1234567.8"), grouped=True, decimals=4) == "1,234,567.8000"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (1000 * 1024, "1000.0KB"),
        (1024 * 1024 - 1, "1024.0KB"),
        (1024 * 1024, "1.0MB"),
        (1000 * 1024 * 1024, "1000.0MB"),
    ],
)
def test_a_size_is_counted_in_steps_of_1024(size, text):
    assert file_size(size) == text


def test_an_empty_amount_is_not_zero():
    assert amount(None) == ""


def test_an_amount_is_cut_where_the_form_cuts():
    assert amount(Decimal("9.999"), mode="down") == "9.99"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(70123, 115550), 1, "60.7%"),
        (Fraction(70123, 115550), 2, "60.69%"),
        (Fraction(70123, 115550), 0, "61%"),
        (Decimal(1), 2, "100.00%"),
        (Fraction(182, 179), 2, "101.68%"),
        (Decimal(0), 1, "0.0%"),
    ],
)
def test_rates_are_percentages(value, decimals, text):
    assert rate(value, decimals=decimals) == text


def test_no_rate_is_a_dash():
    assert rate(None) == DASH


def test_a_rate_is_rounded_once_not_as_a_share_and_again_as_a_percentage():
    assert rate(Decimal("0.60449"), decimals=0) == "60%"


@pytest.mark.parametrize(
    ("value", "text"), [("6.00", "6"), ("22.50", "22.5"), ("7.926", "7.93"), ("100", "100")]
)
def test_scores_have_no_needless_zero(value, text):
    assert score(Decimal(value)) == text


def test_no_score_is_empty():
    assert score(None) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.607", "0.607"), ("1E+3", "1000"), ("100", "100"), ("-0.0", "0"), ("-5.10", "-5.1")],
)
def test_plain_numbers_are_exact_and_short(value, text):
    assert plain(Decimal(value)) == text


def test_no_plain_number_is_what_the_caller_says():
    assert plain(None, empty=DASH) == DASH
