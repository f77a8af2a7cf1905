"""Measures: which can be compared, and by what factor."""

from decimal import Decimal

import pytest

from core.figures.measures import convert, is_rate


@pytest.mark.parametrize(
    ("value", "measure", "into", "expected"),
    [
        ("28000", "元", "万元", "2.8"),
        ("3", "万元", "元", "30000"),
        ("1", "亿元", "万元", "10000"),
        ("1782", "名", "人", "1782"),
        ("0.95", "%", "‰", "0.95"),
        ("5", "", "", "5"),
    ],
)
def test_values_move_between_measures_of_one_kind(value, measure, into, expected):
    assert convert(Decimal(value), measure=measure, into=into) == Decimal(expected)


@pytest.mark.parametrize(("measure", "into"), [("人", "户"), ("元", "人"), ("个百分点", "%"), ("人次", "人")])
def test_values_of_different_kinds_do_not(measure, into):
    assert convert(Decimal(1), measure=measure, into=into) is None


@pytest.mark.parametrize(("measure", "expected"), [("%", True), ("‰", True), ("百分点", True), ("元", False)])
def test_percentages_are_rates(measure, expected):
    assert is_rate(measure) is expected
