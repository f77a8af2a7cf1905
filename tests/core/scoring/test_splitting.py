"""Equal shares add up to what is shared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.splitting import split_evenly


def test_the_remainder_goes_to_the_first_rows():
    assert split_evenly(Decimal(50), 4) == (13, 13, 12, 12)


@pytest.mark.parametrize(("points", "count"), [("15", 0), ("22.5", 2)])
def test_what_cannot_be_shared_says_why(points, count):
    with pytest.raises(ValueError, match=r"至少要有一行|请增加小数位"):
        split_evenly(Decimal(points), count)


@given(points=st.integers(0, 1000), count=st.integers(1, 40), decimals=st.integers(0, 2))
def test_shares_add_up_and_lie_within_one_unit(points, count, decimals):
    shares = split_evenly(Decimal(points), count, decimals=decimals)

    assert sum(shares) == points
    assert len(shares) == count
    assert max(shares) - min(shares) <= Decimal(1).scaleb(-decimals)
