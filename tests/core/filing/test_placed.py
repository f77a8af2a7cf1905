"""Figures placed in prose: which cells, by which names, and how they are stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.text import FigureError
from core.filing import cells
from core.filing.placed import from_box, parts, placeable, placed_in
from tests.core.filing.forms import make_filing, make_form

FORM, FILING = make_form(), make_filing()
EXECUTED = "⟦“年度资金总额”的全年执行数⟧"


def test_figures_of_funds_indicators_and_totals_may_be_placed():
    names = placeable(FORM, FILING)

    assert names[cells.fund("total", "executed")] == "“年度资金总额”的全年执行数"
    assert {ref.section for ref in names} == {"funds", "indicators", "total"}
    assert {ref.column for ref in names if ref.section == "indicators"} == {"target", "actual", "score"}


def test_a_form_without_grades_places_none():
    assert cells.total("grade") not in placeable(make_form(grading=None), FILING)
    assert cells.total("grade") in placeable(FORM, FILING)


def test_a_form_without_a_table_places_nothing():
    bare = make_form(funds=None, indicators__scored=False)

    assert dict(placeable(bare, replace(FILING, lines=()))) == {}


def test_a_name_that_two_cells_have_is_told_apart_by_its_address():
    rows = [*_rows(), {**_rows()[1], "key": "again"}]
    form = make_form(funds__rows=rows)

    names = placeable(form, FILING)

    assert names[cells.fund("again", "executed")] == "funds/again/executed"


def test_it_is_stored_by_its_address():
    stored = from_box(FORM, FILING, f"支出{EXECUTED}万元。")

    assert stored == "支出⟦funds/total/executed⟧万元。"
    assert placed_in(stored) == (cells.fund("total", "executed"),)
    assert from_box(FORM, FILING, stored) == stored


def test_prose_without_brackets_is_stored_as_it_is():
    assert from_box(FORM, FILING, "支出701.23万元。") == "支出701.23万元。"


@pytest.mark.parametrize("text", ["支出⟦", "支出⟧", "⟦⟦a⟧⟧", "⟧a⟦", "⟦a⟦"])
def test_a_stray_bracket_is_refused(text):
    with pytest.raises(FigureError, match="成对使用"):
        from_box(FORM, FILING, text)


@pytest.mark.parametrize("name", ["", "去年的数", "report/s1", "header/filer", "funds/total", "../x"])
def test_what_is_no_cell_of_the_table_is_refused(name):
    with pytest.raises(FigureError, match="引用表中数字"):
        from_box(FORM, FILING, f"⟦{name}⟧")


@given(st.text("⟦⟧a年 ", max_size=30))
def test_any_text_is_cut_without_loss_or_refused(text):
    try:
        cut = list(parts(text))
    except FigureError:
        assert "⟦" in text or "⟧" in text
    else:
        assert "".join(part if isinstance(part, str) else f"⟦{part[0]}⟧" for part in cut) == text


def _rows():
    return [row.model_dump() for row in FORM.funds.rows]
