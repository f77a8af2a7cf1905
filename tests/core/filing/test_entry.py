"""Which cell is read as what."""

from decimal import Decimal

import pytest

from core.figures.text import FigureError
from core.filing.cells import CellRef
from core.filing.entry import read_cell
from core.filing.snapshot import Cell
from tests.core.filing.forms import make_form


@pytest.mark.parametrize(
    ("ref", "typed", "value"),
    [
        ("funds/total/executed", "1,155.50", "1155.50"),
        ("funds/total/rate", "60.7％", "0.607"),
        ("funds/total/rate", "—", None),
        ("funds/total/score", "6", "6"),
        ("funds/carryover/initial", "-", None),
        ("indicators/r1/points", "22.5", "22.5"),
        ("indicators/r1/score", "6", "6"),
        ("indicators/r1/target", "≧98％", "0.98"),
        ("indicators/r1/actual", "1700人", "1700"),
        ("indicators/r1/actual", "达成预期", None),
        ("indicators/r1/note", "2021", None),
        ("total/score", "94", "94"),
        ("goals/1/weight", "60", "60"),
        ("goals/1/actual", "60", None),
        ("total/grade", "良", None),
        ("header/phone", "3388888", None),
        ("report/s1", "12", None),
    ],
)
def test_the_text_is_kept_and_read_as_its_cell_says(ref, typed, value):
    cell = read_cell(make_form(), CellRef.parse(ref), typed)

    assert cell == Cell(typed, None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("ref", "typed"),
    [
        ("funds/total/executed", "2000万"),
        ("funds/total/executed", "-1"),
        ("funds/total/rate", "0.6"),
        ("indicators/r1/score", "NaN"),
        ("total/score", "1E+1000000"),
    ],
)
def test_what_is_no_number_is_refused_where_a_number_belongs(ref, typed):
    with pytest.raises(FigureError):
        read_cell(make_form(), CellRef.parse(ref), typed)


def test_a_column_that_allows_it_takes_a_negative_amount():
    columns = [{"key": "adjusted", "label": "调整数", "role": "adjusted", "allow_negative": True}]

    cell = read_cell(make_form(funds__columns=columns), CellRef.parse("funds/total/adjusted"), "-3.5")

    assert cell.value == Decimal("-3.5")


@pytest.mark.parametrize("form", [make_form(), make_form(funds=None)])
def test_a_fund_cell_that_the_form_does_not_have_is_an_error(form):
    with pytest.raises(KeyError, match="funds/total/loan"):
        read_cell(form, CellRef.parse("funds/total/loan"), "1")
