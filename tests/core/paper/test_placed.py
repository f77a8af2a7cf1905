"""Figures placed in prose print what the table prints, follow it, and stand in the box by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing import cells
from core.filing.canonical import from_json, to_json
from core.filing.placed import from_box
from core.filing.snapshot import Cell
from core.paper.placed import as_printed, figure, filled, in_box, places, quoted, span_in_box
from tests.core.filing.forms import make_filing, make_form

FORM, FILING = make_form(), make_filing()
STORED = "支出⟦funds/total/executed⟧万元，执行率⟦funds/total/rate⟧。"
SHOWN = "支出⟦“年度资金总额”的全年执行数⟧万元，执行率⟦“年度资金总额”的执行率⟧。"
PRINTED = "支出701.23万元，执行率60.7%。"


def with_report(text, filing=FILING):
    return replace(filing, cells={**filing.cells, "report/s2": Cell(text)})


def test_what_the_table_prints_stands_in_its_place():
    assert as_printed(FORM, FILING, STORED) == PRINTED


def test_in_the_box_it_has_its_name():
    assert in_box(FORM, FILING, STORED) == SHOWN
    assert from_box(FORM, FILING, SHOWN) == STORED


@pytest.mark.parametrize(
    ("ref", "printed"),
    [
        (cells.fund("total", "executed"), "701.23"),
        (cells.total("grade"), FILING.typed(cells.total("grade"))),
        (cells.fund("nowhere", "executed"), "（未填）"),
    ],
)
def test_a_figure_is_that_of_its_cell(ref, printed):
    assert figure(FORM, FILING, ref) == printed


def test_the_decimals_of_its_column_are_those_of_the_paper():
    columns = [column.model_dump() for column in FORM.funds.columns]
    form = make_form(funds__columns=[{**c, "decimals": 1} if c["key"] == "executed" else c for c in columns])

    assert figure(form, FILING, cells.fund("total", "executed")) == "701.2"


def test_an_empty_cell_says_so():
    assert as_printed(FORM, make_filing(funds__total__executed=None), STORED).startswith("支出（未填）万元")


def test_the_text_follows_its_cell():
    before = filled(FORM, with_report(STORED))
    after = filled(FORM, replace(before, cells={**before.cells, **_executed("800")}))

    assert before.typed(cells.report("s2")) == PRINTED
    assert after.typed(cells.report("s2")).startswith("支出800万元")
    assert after.cell(cells.report("s2")).stored == STORED


def test_a_filing_without_placed_figures_is_the_same():
    filing = with_report("支出701.23万元。")

    assert filled(FORM, filing) is filing


def test_frozen_it_keeps_what_was_placed_and_what_was_printed():
    filing = filled(FORM, with_report(STORED))

    assert from_json(to_json(filing)) == filing
    assert '"written"' not in to_json(FILING)


@pytest.mark.parametrize(
    ("words", "selected"),
    [
        ("支出", "支出"),
        ("701.23万元", "⟦“年度资金总额”的全年执行数⟧万元"),
        ("01.2", "⟦“年度资金总额”的全年执行数⟧"),
        ("万元，", "万元，"),
        (PRINTED, SHOWN),
    ],
)
def test_words_of_the_print_are_found_in_the_box(words, selected):
    start = PRINTED.index(words)

    begin, end = span_in_box(FORM, FILING, STORED, (start, start + len(words)))

    assert SHOWN[begin:end] == selected


def test_behind_the_text_is_behind_the_box():
    assert span_in_box(FORM, FILING, STORED, (99, 120)) == (len(SHOWN), len(SHOWN))


def _executed(text):
    return {"funds/total/executed": make_filing(funds__total__executed=text).cells["funds/total/executed"]}


def test_each_figure_of_a_text_is_told_with_its_place_in_the_print():
    text, filing = cells.report("s2"), filled(FORM, with_report(STORED))

    told = {str(ref): PRINTED[slice(*span)] for ref, span in places(FORM, filing, text)}

    assert (
        told == quoted(FORM, filing, text) == {"funds/total/executed": "701.23", "funds/total/rate": "60.7%"}
    )


def test_a_text_without_placed_figures_quotes_none():
    assert quoted(FORM, with_report("支出701.23万元。"), cells.report("s2")) == {}
