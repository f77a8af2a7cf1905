"""The sum of a ledger in the unit of a form."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing.ledgers import sum_in

AMOUNTS = st.lists(st.decimals(-(10**12), 10**12, places=2), max_size=30)


@pytest.mark.parametrize(
    ("amounts", "of", "into", "decimals", "expected"),
    [
        (["40", "40", "40"], "元", "万元", 2, "0.01"),
        (["1234567.89"], "元", "万元", 6, "123.456789"),
        (["1234567.89"], "元", "万元", 2, "123.46"),
        (["1.5", "2"], "万元", "元", 2, "35000.00"),
        (["-50"], "元", "万元", 2, "-0.01"),
        ([], "元", "元", 2, "0.00"),
    ],
)
def test_a_sum_is_converted_and_rounded_once(amounts, of, into, decimals, expected):
    assert str(sum_in(map(Decimal, amounts), of=of, into=into, decimals=decimals)) == expected


@given(AMOUNTS, st.integers(2, 6))
def test_no_sum_is_further_from_the_truth_than_half_a_last_place(amounts, decimals):
    found = sum_in(amounts, of="元", into="万元", decimals=decimals)

    truth = sum(map(Fraction, amounts), Fraction(0)) / 10000
    assert abs(Fraction(found) - truth) <= Fraction(1, 2 * 10**decimals)
