"""Amounts are typed in the unit of the form and kept in 万元, to the 分."""

from decimal import Decimal

import pytest

from core.figures.text import FigureError
from core.filing.amounts import read_amount
from core.filing.form import FundColumn, Funds

COLUMN = FundColumn(key="executed", label="全年执行数", role="executed")
IN_YUAN = Funds(label="资金", rows=(), columns=(COLUMN,), amount_unit="元")
IN_TEN_THOUSANDS = IN_YUAN.model_copy(update={"amount_unit": "万元"})


@pytest.mark.parametrize(
    ("funds", "typed", "kept"),
    [
        (IN_YUAN, "1234567890123.45", "123456789.012345"),
        (IN_YUAN, "0.01", "0.000001"),
        (IN_TEN_THOUSANDS, "123456789.012345", "123456789.012345"),
    ],
)
def test_an_amount_is_kept_to_the_cent_in_either_unit(funds, typed, kept):
    assert read_amount(funds, COLUMN, typed) == Decimal(kept)


@pytest.mark.parametrize(("funds", "typed"), [(IN_YUAN, "0.001"), (IN_TEN_THOUSANDS, "0.0000001")])
def test_less_than_a_cent_is_refused(funds, typed):
    with pytest.raises(FigureError, match="位数过多"):
        read_amount(funds, COLUMN, typed)
