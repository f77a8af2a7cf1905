"""预算变动: what they add up to, cell by cell, and in which words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.filing.movements import Movement, budgets, source_name, year_budgets
from tests.core.filing.forms import make_form

TOTAL = "funds/total/adjusted"


def movement(kind, amount, source="", document="示例〔2021〕1号", on=date(2021, 6, 1)):
    return Movement(kind, Decimal(amount), document, on, source)


def made(*movements, form=None):
    return {str(ref): one for ref, one in budgets((form or make_form()).funds, movements).items()}


YEAR = (movement("initial", "100"), movement("added", "20"), movement("recovered", "5"))


def test_the_year_is_the_sum_and_says_how():
    total = made(*YEAR)[TOTAL]

    assert total.text == "115.00"
    assert total.working == (
        "年初100.00（示例〔2021〕1号，2021年6月1日） + 追加20.00（示例〔2021〕1号，2021年6月1日）"
        " − 收回5.00（示例〔2021〕1号，2021年6月1日） = 115.00万元"
    )


def test_the_beginning_of_the_year_is_its_own_column():
    assert made(*YEAR)["funds/total/initial"].text == "100.00"


def test_what_is_not_registered_is_not_nothing():
    assert made(movement("added", "20")) == {}


def test_a_year_begins_with_what_was_carried_over_too():
    assert set(made(movement("carried_over", "7"), movement("added", "20"))) == {TOTAL}


def test_a_source_may_come_in_the_year_where_the_others_say_with_what_it_began():
    found = made(movement("initial", "100", "当年财政拨款"), movement("added", "20", "上级追加"))

    assert "funds/higher_level_transfer/adjusted" in found
    assert "funds/higher_level_transfer/initial" not in found


def test_and_not_where_the_beginning_names_no_source():
    found = made(movement("initial", "100"), movement("added", "20", "上级追加"))

    assert "funds/higher_level_transfer/adjusted" not in found


def test_nothing_registered_says_nothing():
    assert made() == {}
    assert budgets(None, YEAR) == {}


def test_without_a_source_it_counts_for_the_total_alone():
    assert {ref.split("/")[1] for ref in made(*YEAR)} == {"total"}


def test_with_a_source_it_counts_for_that_row_too():
    found = made(movement("initial", "100", "当年财政拨款"), movement("added", "20", "上级追加"))

    assert found["funds/higher_level_transfer/adjusted"].text == "20.00"
    assert found[TOTAL].text == "120.00"
    assert found["funds/higher_level_transfer/adjusted"].is_whole


def test_a_row_is_not_whole_while_another_movement_names_none():
    found = made(movement("initial", "100", "当年财政拨款"), movement("added", "20"))

    assert not found["funds/current_appropriation/adjusted"].is_whole
    assert found[TOTAL].is_whole


def test_a_source_that_the_form_has_not_counts_for_the_total_alone():
    assert {ref.split("/")[1] for ref in made(movement("initial", "100", "社会捐赠"))} == {"total"}


def test_less_than_nothing_is_offered_nowhere():
    found = made(movement("initial", "9"), movement("reduced", "5", "上级追加"))

    assert "funds/higher_level_transfer/adjusted" not in found
    assert found[TOTAL].text == "4.00"


def test_many_are_told_by_their_kind():
    found = made(movement("initial", "1"), *[movement("added", "2")] * 8, movement("reduced", "3"))

    assert found[TOTAL].working == "年初1笔共1.00 + 追加8笔共16.00 − 调减1笔共3.00 = 14.00万元"


def test_they_stand_in_the_unit_of_the_form():
    found = made(*YEAR, form=make_form(funds__amount_unit="元"))

    assert found[TOTAL].text == "1150000.00"
    assert found[TOTAL].working.endswith("= 1150000.00元")


def test_a_cell_agrees_with_the_sum_exact_or_as_it_prints():
    form = make_form()
    columns = tuple(one.model_copy(update={"decimals": 2}) for one in form.funds.columns)
    form = form.model_copy(update={"funds": form.funds.model_copy(update={"columns": columns})})

    total = made(movement("initial", "1.2345"), form=form)[TOTAL]

    assert [total.agrees(Decimal(one)) for one in ("1.2345", "1.23", "1.24")] == [True, True, False]


def in_two_columns():
    """上年结转 and 当年安排 instead of 年初预算数 and 全年预算数."""
    form = make_form()
    roles = {"initial": "carried_over", "adjusted": "allocated"}
    columns = tuple(
        one.model_copy(update={"role": roles.get(one.role, one.role)}) for one in form.funds.columns
    )
    return form.model_copy(update={"funds": form.funds.model_copy(update={"columns": columns})})


CARRIED, NOW = "funds/total/initial", "funds/total/adjusted"


@pytest.mark.parametrize(
    ("movements", "carried", "now"),
    [
        ((("initial", "100"), ("added", "20"), ("carried_over", "7")), "7.00", "120.00"),
        ((("initial", "100"), ("recovered", "5")), None, "95.00"),
        ((("initial", "100"), ("carried_over", "7"), ("recovered", "7")), None, None),
        (
            (("initial", "100"), ("carried_over", "7"), ("recovered", "7", "上年结余结转资金")),
            "0.00",
            "100.00",
        ),
        ((("initial", "100"), ("carried_over", "7"), ("reduced", "5", "当年财政拨款")), "7.00", "95.00"),
        (
            (("initial", "9", "区级"), ("carried_over", "7", "省级"), ("recovered", "6", "省级")),
            "1.00",
            "9.00",
        ),
        ((("initial", "9", "省级"), ("carried_over", "7", "省级"), ("recovered", "6", "省级")), None, None),
        ((("initial", "9", "区级"), ("carried_over", "7"), ("recovered", "6", "市级")), "1.00", "9.00"),
        ((("initial", "9", "区级"), ("carried_over", "7", "省级"), ("recovered", "6", "市级")), None, None),
        ((("added", "20"), ("carried_over", "7")), "7.00", None),
    ],
)
def test_of_two_columns_each_is_offered_where_it_is_sure_what_was_taken_from_it(movements, carried, now):
    found = made(*[movement(*one) for one in movements], form=in_two_columns())

    texts = [found[ref].text if ref in found else None for ref in (CARRIED, NOW)]
    assert texts == [carried, now]


def test_a_row_of_carried_over_money_has_no_allocation_that_nobody_registered():
    rows = (
        movement("initial", "9", "当年财政拨款"),
        movement("carried_over", "7", "上年结余结转资金"),
        movement("recovered", "7", "上年结余结转资金"),
    )

    found = made(*rows, form=in_two_columns())

    assert [ref for ref in found if "carryover" in ref] == ["funds/carryover/initial"]


def test_of_the_year_the_columns_are_one_sum():
    rows = movement("initial", "100"), movement("carried_over", "7"), movement("recovered", "7")

    total = year_budgets(in_two_columns().funds, rows)["total"]

    assert (total.text, total.is_begun) == ("100.00", True)


def test_a_form_without_budgets_has_none_of_the_year():
    form = make_form()
    columns = tuple(one for one in form.funds.columns if one.role != "adjusted")
    funds = form.funds.model_copy(update={"columns": columns})

    assert year_budgets(funds, YEAR) == year_budgets(None, YEAR) == {}


def test_what_stands_on_the_total_row_alone_is_told_of_no_source():
    form = make_form()
    columns = tuple(one.model_copy(update={"only_total": True}) for one in form.funds.columns)
    form = form.model_copy(update={"funds": form.funds.model_copy(update={"columns": columns})})

    assert {ref.split("/")[1] for ref in made(movement("initial", "1", "上级追加"), form=form)} == {"total"}


def test_a_form_without_a_total_has_rows_of_sources():
    form = make_form()
    rows = tuple(one for one in form.funds.rows if one.role != "total")
    form = form.model_copy(update={"funds": form.funds.model_copy(update={"rows": rows})})

    assert {ref.split("/")[1] for ref in made(movement("initial", "1", "上级追加"), form=form)} == {
        "higher_level_transfer"
    }


def test_a_source_is_named_as_its_row_without_what_stands_around_it():
    assert source_name("其中:当年财政拨款") == source_name("其中：当年财政拨款：") == "当年财政拨款"
