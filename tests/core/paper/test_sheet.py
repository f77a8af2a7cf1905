from __future__ import annotations

from dataclasses import replace

import pytest

from core.paper.sheet import Sheet, SheetCell, grid_faults
from core.paper.table import table
from tests.golden.yuancheng import yuancheng


def sheet_of(*cells: SheetCell, rows: int = 2, columns: int = 2) -> Sheet:
    return Sheet(title=(), year_line="", widths=(10,) * columns, row_count=rows, cells=cells)


def test_grid_covered_once_has_no_faults():
    merged = SheetCell(0, 0, "", "label", rowspan=2)

    sheet = sheet_of(merged, SheetCell(0, 1, "", "text"), SheetCell(1, 1, "", "text"))

    assert grid_faults(sheet) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rowspan": 1}, "row 1, column 0: covered 0 times"),
        ({"colspan": 2}, "row 0, column 1: covered 2 times"),
        ({"rowspan": 3}, "row 2, column 0: covered 1 times"),
    ],
    ids=["hole", "overlap", "outside"],
)
def test_every_fault_of_the_grid_is_named(changes, fault):
    merged = replace(SheetCell(0, 0, "", "label", rowspan=2), **changes)

    faults = grid_faults(sheet_of(merged, SheetCell(0, 1, "", "text"), SheetCell(1, 1, "", "text")))

    assert fault in faults


def test_moving_any_cell_of_the_real_table_is_noticed():
    sheet = table(*yuancheng())

    for number, cell in enumerate(sheet.cells):
        moved = [*sheet.cells[:number], replace(cell, row=cell.row + 1), *sheet.cells[number + 1 :]]
        assert grid_faults(replace(sheet, cells=tuple(moved)))


@pytest.mark.parametrize(
    ("role", "rowspan", "text", "is_label", "scope"),
    [
        ("head", 1, "得分", True, "col"),
        ("label", 1, "总分", True, "row"),
        ("group", 3, "产出指标", True, "rowgroup"),
        ("head", 1, "", False, "col"),
        ("text", 1, "达成预期", False, "row"),
    ],
)
def test_heading_cells_say_what_they_head(role, rowspan, text, is_label, scope):
    cell = SheetCell(0, 0, text, role, rowspan=rowspan)

    assert (cell.is_label, cell.scope) == (is_label, scope)


def test_shares_of_the_width_make_a_whole():
    shares = table(*yuancheng()).shares

    assert sum(map(float, shares)) == pytest.approx(100, abs=0.01)
