"""分单位明细表: every figure that the units filed, beside what it comes to."""

from dataclasses import replace

from core.filing.snapshot import Child
from core.paper.breakdown import breakdown
from core.paper.sheet import grid_faults
from tests.core.filing.consolidated import consolidated_form, unit, whole
from tests.core.filing.forms import make_filing, make_form

EAST, WEST = unit("城东", "30人", "90%", "300"), unit("城西", "50人", "98%", "100", words="及时")


def texts(sheet):
    """The lines of the sheet, each with the text of every column; a cell that goes on is not repeated."""
    rows = [["", "", "", ""] for _ in range(sheet.row_count)]
    for cell in sheet.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def test_a_filing_of_one_unit_has_none():
    assert breakdown(make_form(), make_filing()) is None


def test_it_names_each_unit_with_its_figure_and_how_they_come_together():
    sheet = breakdown(consolidated_form(), whole(EAST, WEST, words_actual="及时"))

    assert grid_faults(sheet) == []
    assert texts(sheet)[-6:] == [
        ["救助人数", "城东", "30人", "30人 + 50人 = 80人"],
        ["", "城西", "50人", ""],
        ["资金拨付率", "城东", "90%", "(90% × 300 + 98% × 100) ÷ 400 = 92%"],
        ["", "城西", "98%", ""],
        ["拨付及时", "城东", "", "及时，由牵头单位填写"],
        ["", "城西", "及时", ""],
    ]


def test_amounts_stand_with_what_was_filed_for_the_whole():
    sheet = breakdown(consolidated_form(), whole(EAST, WEST, funds_total_adjusted="400"))

    assert texts(sheet)[:3] == [
        ["项目", "实施单位", "分单位填报数", "汇总"],
        ["年度资金总额 全年预算数（万元）", "城东", "300", "400"],
        ["", "城西", "100", ""],
    ]


def test_a_unit_that_is_open_is_said_to_be():
    sheet = breakdown(consolidated_form(), whole(EAST, Child("2021-003", "城北")))

    assert ["", "城北", "尚未审核通过", ""] in texts(sheet)


def test_nothing_is_left_to_the_leading_unit_while_a_unit_is_open():
    sheet = breakdown(consolidated_form(), whole(EAST, Child("2021-003", "城北")))

    assert ["救助人数", "城东", "30人", "各单位审核通过后汇总"] in texts(sheet)


def test_what_the_leading_unit_types_alone_is_no_line():
    form = consolidated_form(quantity="typed")

    names = {row[0] for row in texts(breakdown(form, whole(EAST, WEST, form=form)))}

    assert "救助人数" not in names


def test_a_form_without_funds_has_the_rows_alone():
    form = make_form(funds=None, indicators=consolidated_form().indicators.model_dump(mode="json"))

    sheet = breakdown(form, replace(whole(EAST, form=form)))

    assert [row[0] for row in texts(sheet)] == ["项目", "救助人数", "资金拨付率"]
