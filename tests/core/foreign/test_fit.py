"""The form that a file was filled in on: the one that has a place for the most of it."""

from __future__ import annotations

import pytest

from core.foreign.fit import NO_FORM, best
from core.foreign.reading import Unreadable
from tests.core.filing.forms import make_form

FUNDS = {"funds": [{"label": "年度资金总额", "adjusted": "100"}]}


def code(data, *forms):
    return best(data, forms).form.code


def test_what_leaves_less_out_fits_better():
    told = {**FUNDS, "filer": "林清和"}

    assert code(told, make_form(code="a", header=[]), make_form(code="b")) == "b"


def test_a_kind_that_is_named_is_asked_for():
    assert (
        code({**FUNDS, "kind": "department"}, make_form(code="a"), make_form(code="b", scope="department"))
        == "b"
    )


def test_of_equals_the_one_with_the_same_heads():
    other = make_form(code="a", funds__columns=[{"key": "adjusted", "label": "预算数", "role": "adjusted"}])

    assert code({**FUNDS, "fund_columns": ["全年预算数"]}, other, make_form(code="b")) == "b"
    assert code({**FUNDS, "fund_columns": ["预算数"]}, other, make_form(code="b")) == "a"


def test_of_equals_that_of_the_place_then_one_for_everywhere():
    here, everywhere = make_form(code="c", place="甲县"), make_form(code="b", place="全国")
    elsewhere = make_form(code="a", place="乙县")

    assert code({**FUNDS, "unit": "甲县民政局"}, elsewhere, everywhere, here) == "c"
    assert code({**FUNDS, "unit": "丙县民政局"}, elsewhere, everywhere, here) == "b"


def test_of_equals_that_of_the_nearest_year():
    assert (
        code({**FUNDS, "year": "2023"}, make_form(code="a", year=2021), make_form(code="b", year=2024)) == "b"
    )


@pytest.mark.parametrize("told", [{}, {"kind": "project"}, {**FUNDS, "kind": "transfer"}])
def test_what_no_form_has_a_place_for_is_refused(told):
    with pytest.raises(Unreadable, match=NO_FORM):
        best(told, [make_form(), make_form(code="b", funds=None)])


def test_a_form_without_money_has_no_heads_to_compare():
    assert code({"filer": "林清和", "fund_columns": ["预算数"]}, make_form(funds=None)) == "yuancheng-2021"
