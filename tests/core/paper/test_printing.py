from __future__ import annotations

from decimal import Decimal

import pytest

from core.filing.form import AmountUnit, FundColumn, FundRow, Funds
from core.filing.snapshot import Cell, Identity, Snapshot
from core.paper.printing import fund_cell, shown_number

TOTAL, PART = (
    FundRow(key="total", label="合计", role="total"),
    FundRow(key="a", label="财政拨款", role="part"),
)
IDENTITY = Identity("1", 2021, 2022, "001", "单位", "部门")


def printed(
    typed: str, value: str | None, *, row: FundRow = TOTAL, unit: AmountUnit = "万元", **column: object
) -> str:
    asked = FundColumn.model_validate({"key": "c", "label": "列", "role": "adjusted", **column})
    points = Decimal(10)
    funds = Funds(
        label="资金", rows=(TOTAL, PART), columns=(asked,), execution_points=points, amount_unit=unit
    )
    cells = {f"funds/{row.key}/c": Cell(typed, None if value is None else Decimal(value))} if typed else {}
    return fund_cell(funds, row, asked, Snapshot(IDENTITY, "0" * 64, 0, (), cells)).typed


@pytest.mark.parametrize("typed", ["1155.5", "228.50", "-", "１１５５.5"])
def test_without_fixed_decimals_the_cell_prints_as_typed(typed):
    assert printed(typed, "1155.5") == typed


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        ("1155.5", {"decimals": 2}, "1155.50"),
        ("0.125", {"decimals": 2}, "0.13"),
        ("0.60686", {"decimals": 2, "role": "rate"}, "60.69%"),
        ("6.07", {"decimals": 0, "role": "score"}, "6"),
    ],
)
def test_fixed_decimals_round_once_half_up(value, column, text):
    assert printed("x", value, **column) == text


def test_an_amount_is_printed_in_the_unit_of_the_form():
    assert printed("387664.62", "38.766462", decimals=2, unit="元") == "387664.62"


def test_points_know_no_unit():
    assert printed("10", "10", decimals=0, unit="元", role="score") == "10"


def test_fixed_decimals_leave_what_is_no_number():
    assert printed("-", None, decimals=2) == "-"


def test_column_of_the_total_row_prints_a_dash_elsewhere():
    assert printed("5", "5", row=PART, only_total=True) == "—"


def test_points_of_the_total_row_are_the_forms_own():
    assert printed("", None, role="points", only_total=True) == "10"


@pytest.mark.parametrize(
    ("text", "layout"),
    [("0", "0"), ("-3.50", "0.00"), ("1,155", "#,##0"), ("100%", "0%"), ("60.70%", "0.00%")],
)
def test_number_is_shown_by_its_format_as_it_was_typed(text, layout):
    assert shown_number(text)[1] == layout


@pytest.mark.parametrize("text", ["", "-", "007", "1,15", "≥80%", "１２", "3万", "1E5", "--1"])
def test_what_no_format_shows_is_no_number(text):
    assert shown_number(text) is None


@pytest.mark.parametrize("text", ["110101202411300018", "9" * 16, "1,234,567,890,123.456"])
def test_what_a_workbook_cannot_keep_to_its_last_digit_is_no_number(text):
    assert shown_number(text) is None


@pytest.mark.parametrize("text", ["9" * 15, "-1,234,567,890,123.45%"])
def test_fifteen_digits_are_kept(text):
    number, _ = shown_number(text)

    assert len(number.as_tuple().digits) == 15
