"""How the amounts of a ledger become those of a form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.filing.form import FundColumn, Funds
from evaluations.ledger.comparing import Measure, places_of
from evaluations.ledger.reading import Line


@pytest.mark.parametrize(
    ("meanings", "parts"),
    [
        ({"initial", "change"}, ("initial", "change")),
        ({"initial", "change", "adjusted"}, ("adjusted",)),
        ({"initial"}, ()),
    ],
)
def test_the_budget_of_the_year_may_be_the_first_one_and_its_changes(meanings, parts):
    assert Measure("元", 2, frozenset(meanings)).parts_of("adjusted") == parts


@pytest.mark.parametrize(
    ("amount_unit", "decimals", "expected"),
    [("万元", None, "0.1235"), ("万元", 1, "0.1"), ("元", None, "1234.57")],
)
def test_a_column_with_decimals_of_its_own_is_rounded_to_these_at_once(amount_unit, decimals, expected):
    column = FundColumn(key="a", label="全年执行数", role="executed", decimals=decimals)
    funds = Funds(label="资金", rows=(), columns=(column,), amount_unit=amount_unit)

    assert Measure("元", 4, frozenset()).text(funds, column, [Decimal("1234.567")]) == expected


def test_of_many_rows_the_first_are_named():
    lines = [Line("台账", row, "A01", "", ("", "", ""), {}) for row in range(2, 12)]

    assert places_of(lines) == "第2、3、4、5、6、7、8、9等10行"
