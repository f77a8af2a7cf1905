"""M16 全年预算数 beside the registered 预算变动; C29 is silent where they make both figures."""

from __future__ import annotations

import pytest

from core.verification import Context, verify
from tests.core.filing.forms import make_form
from tests.core.filing.test_movements import in_two_columns, movement
from tests.core.verification.filings import mended, short

AGREED = (movement("initial", "200.50"), movement("added", "955"))
PLACES = {"budget_changed": "0"}


def found(*movements, form=None, check="M16", **typed):
    form = form or make_form()
    findings = verify(form, mended(form, **typed), Context(movements=movements))
    return [one for one in findings if one.check == check]


def test_another_sum_is_to_be_explained_with_its_working():
    (finding,) = found(movement("initial", "1000"), funds__total__adjusted="1155.50")

    assert short(finding) == ("M16", "must_explain", "funds/total/adjusted")
    assert finding.message == (
        "“年度资金总额”的全年预算数填列1155.50万元，与登记的预算变动不符："
        "年初1000.00（示例〔2021〕1号，2021年6月1日） = 1000.00万元。请核对，或说明原因。"
    )


def test_the_same_sum_is_not():
    assert found(movement("initial", "1155.50"), funds__total__adjusted="1155.5") == []


def test_nor_a_project_of_which_nothing_is_registered():
    assert found(funds__total__adjusted="1155.50") == []


def test_nor_an_empty_cell():
    assert found(movement("initial", "1000"), funds__total__adjusted=None) == []


def test_nor_what_the_form_lets_pass():
    form = make_form(checks={"M16": {"tolerance": "200"}})

    assert found(movement("initial", "1000"), form=form, funds__total__adjusted="1155.50") == []


def test_a_form_without_funds_is_asked_nothing():
    form = make_form()

    assert [
        one
        for one in verify(
            form.model_copy(update={"funds": None}),
            mended(form),
            Context(movements=(movement("initial", "1"),)),
        )
        if one.check == "M16"
    ] == []


def test_a_source_is_held_to_them_where_all_name_one():
    (finding,) = found(
        movement("initial", "1155.50", "上级追加"),
        funds__total__adjusted="1155.50",
        funds__higher_level_transfer__adjusted="9",
    )

    assert str(finding.places[0]) == "funds/higher_level_transfer/adjusted"


def test_and_not_while_one_names_none():
    movements = (movement("initial", "1000", "上级追加"), movement("added", "155.50"))

    assert found(*movements, funds__total__adjusted="1155.50") == []


class TestNotBegun:
    """Only what was added is registered."""

    def test_it_is_told_and_not_asked(self):
        (finding,) = found(movement("added", "20"), funds__total__adjusted="120")

        assert short(finding) == ("M16", "hint", "funds/total/adjusted")
        assert finding.message.endswith("= 20.00万元。没有登记年初数，请先核对登记是否完整。")

    def test_a_budget_that_is_what_was_added_is_not(self):
        assert found(movement("added", "20"), funds__total__adjusted="20") == []

    def test_a_source_tells_nothing(self):
        row = movement("added", "20", "上级追加")
        typed = {"funds__total__adjusted": "20", "funds__higher_level_transfer__adjusted": "9"}

        assert found(row, **typed) == []


class TestTwoColumns:
    """上年结转 and 当年安排: 100 at the beginning, 7 carried over and taken back."""

    rows = (
        movement("initial", "100", "当年财政拨款"),
        movement("carried_over", "7", "上年结转资金"),
        movement("recovered", "7", "上年结转资金"),
    )

    def asked(self, carried, now, rows=rows):
        typed = {"funds__total__initial": carried, "funds__total__adjusted": now}
        return found(*rows, form=in_two_columns(), **typed)

    @pytest.mark.parametrize(("carried", "now"), [("0", "100"), ("7", "93"), (None, "100")])
    def test_the_sum_of_both_is_held_to_them(self, carried, now):
        assert self.asked(carried, now) == []

    def test_another_sum_is_asked_once_at_both(self):
        (finding,) = self.asked("7", "100")

        assert [str(one) for one in finding.places] == ["funds/total/adjusted", "funds/total/initial"]
        assert "合计填列107.00万元，与登记的预算变动不符" in finding.message

    def test_columns_that_print_what_is_offered_are_not(self):
        form = in_two_columns()
        columns = tuple(one.model_copy(update={"decimals": 2}) for one in form.funds.columns)
        form = form.model_copy(update={"funds": form.funds.model_copy(update={"columns": columns})})
        rows = movement("initial", "1.005"), movement("carried_over", "1.005")

        assert found(*rows, form=form, funds__total__initial="1.01", funds__total__adjusted="1.01") == []


class TestChangedBudget:
    """C29 where 200.50 became 1155.50."""

    form = make_form(explanations=PLACES)

    def asked(self, *movements, initial="200.50"):
        typed = {"funds__total__initial": initial, "funds__total__adjusted": "1155.50"}
        return found(*movements, form=self.form, check="C29", **typed)

    def test_it_is_to_be_explained_where_nothing_is_registered(self):
        assert len(self.asked()) == 1

    def test_movements_that_make_both_figures_are_the_reason(self):
        assert self.asked(*AGREED) == []

    def test_movements_that_make_another_figure_are_none(self):
        assert len(self.asked(*AGREED, initial="300")) == 1

    def test_movements_without_a_beginning_are_none(self):
        assert len(self.asked(movement("added", "1155.50"))) == 1

    def test_a_form_without_a_total_row_has_no_such_reason(self):
        rows = tuple(one for one in self.form.funds.rows if one.role != "total")
        funds = self.form.funds.model_copy(update={"rows": rows})

        form = self.form.model_copy(update={"funds": funds})

        assert found(*AGREED, form=form, check="C29") == []
