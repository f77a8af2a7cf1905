"""Columns of a row that print another cell than their own: parts of the target, what the rule asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing import cells
from core.filing.form import FormDefinition, MoreColumn
from core.filing.snapshot import Cell
from core.paper.sheet import SheetCell
from core.paper.table import table
from tests.golden.yuancheng import yuancheng

PARTS = ("level1", "level2", "level3", "target_sign", "target", "target_unit", "actual", "points", "score")
TARGET = cells.indicator("r2", "target")


def with_columns(form: FormDefinition, columns: tuple[str, ...], **more: object) -> FormDefinition:
    asked = form.indicators.model_copy(update={"columns": columns, **more})
    return form.model_copy(update={"indicators": asked})


def printed(columns: tuple[str, ...], target: str) -> dict[str, SheetCell]:
    """The cells of the second row by the names of their columns, with `target` as its target."""
    form, snapshot = yuancheng(indicators__r2__target=target)
    sheet = table(with_columns(form, columns), snapshot)
    found = next(cell for cell in sheet.cells if cell.ref == TARGET)
    names = columns[columns.index("level3") :]
    row = [cell for cell in sheet.cells if cell.row == found.row and cell.role != "side"]
    return dict(zip(names, row[-len(names) :], strict=True))


def texts(columns: tuple[str, ...], target: str) -> list[str]:
    row = printed(columns, target)
    return [row[name].text for name in ("target_sign", "target", "target_unit") if name in row]


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("≧735人次", ["≧", "735", "人次"]),
        ("═100%", ["═", "100", "%"]),
        (">=2,200 篇", [">=", "2,200", "篇"]),
        ("有效", ["", "有效", ""]),
        ("不低于95%", ["", "不低于95%", ""]),
    ],
)
def test_a_target_stands_in_three_columns_where_the_form_has_them(target, parts):
    assert texts(PARTS, target) == parts


def test_what_has_no_column_of_its_own_stays_with_the_figure():
    without_sign = tuple(name for name in PARTS if name != "target_sign")
    without_unit = tuple(name for name in PARTS if name != "target_unit")

    assert texts(without_sign, "≧735人次") == ["≧735", "人次"]
    assert texts(without_unit, "≧735人次") == ["≧", "735人次"]


def test_only_the_column_of_the_figure_leads_to_the_cell():
    row = printed(PARTS, "≧735人次")

    assert [row[name].ref for name in ("target_sign", "target", "target_unit")] == [None, TARGET, None]


def test_a_column_may_print_what_the_rule_asks():
    form, snapshot = yuancheng()
    more = MoreColumn(key="coefficient", label="得分系数（%）", is_answer=True)
    columns = ("level1", "level2", "level3", "coefficient", "score")
    ref = cells.answer("r1", "coefficient")
    filed = replace(snapshot, cells={**snapshot.cells, str(ref): Cell("85%", None)})

    sheet = table(with_columns(form, columns, more=(more,)), filed)

    assert [cell.text for cell in sheet.cells if cell.ref == ref] == ["85%"]
