"""预算变动: what they add up to, cell by cell, and in which words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.filing.movements import Movement, budgets, source_name
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


def test_a_project_of_mid_year_began_with_nothing():
    began = made(movement("added", "20"))["funds/total/initial"]

    assert (began.text, began.working) == ("0.00", "没有登记年初，按0计")


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


def test_a_budget_in_two_columns_is_what_was_carried_over_and_the_rest():
    form = make_form()
    roles = {"initial": "carried_over", "adjusted": "allocated"}
    columns = tuple(
        one.model_copy(update={"role": roles.get(one.role, one.role)}) for one in form.funds.columns
    )
    form = form.model_copy(update={"funds": form.funds.model_copy(update={"columns": columns})})

    found = made(*YEAR, movement("carried_over", "7"), form=form)

    assert [found[f"funds/total/{key}"].text for key in ("initial", "adjusted")] == ["7.00", "115.00"]


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
