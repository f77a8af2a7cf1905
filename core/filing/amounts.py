"""Amounts are kept in 万元, whatever unit a form is filled in with (D11): 分 is exact in six decimals."""

from __future__ import annotations

from decimal import Decimal

from core.figures.numbers import DECIMAL_PLACES, MAX_DIGITS, parse_number
from core.filing.form import AmountUnit, FundColumn, Funds

SCALES: dict[AmountUnit, int] = {"万元": 0, "元": 4}


def read_amount(funds: Funds, column: FundColumn, typed: str) -> Decimal | None:
    """Return in 万元 what was typed in the unit of the form; FigureError where it is no amount.

    In 元 there are two decimals, 分, and four more digits before them.
    """
    value = parse_number(
        typed,
        allow_negative=column.allow_negative,
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES - SCALES[funds.amount_unit],
    )
    return None if value is None else kept(funds, value)


def kept(funds: Funds, value: Decimal) -> Decimal:
    """Return in 万元 an amount in the unit of the form."""
    return value.scaleb(-SCALES[funds.amount_unit])


def in_unit(funds: Funds, value: Decimal) -> Decimal:
    """Return an amount kept in 万元 as the form prints it.

    >>> in_unit(Funds(label="资金", rows=(), columns=(), amount_unit="元"), Decimal("0.9000"))
    Decimal('9000')
    """
    return value.scaleb(SCALES[funds.amount_unit])
