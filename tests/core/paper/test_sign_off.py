"""送签单: a sound sheet with what each filing prints, and room for four signatures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.filing.last_year import Before
from core.filing.snapshot import Cell
from core.paper.sheet import grid_faults
from core.paper.sign_off import SignOff, sign_off_row, sign_off_sheet
from tests.golden.yuancheng import yuancheng


def row(form=None, snapshot=None, *, before=None, explained=0):
    filed_on, filed = yuancheng()
    return sign_off_row(
        form or filed_on, snapshot or filed, before=before, explained=explained, frozen="ab" * 32
    )


def sheet(*rows):
    return sign_off_sheet(SignOff("甲单位", "303001", "2021年度绩效自评工作", 2021, "final", rows))


def scored(score: str | None):
    """The 源城 filing with another total."""
    _, snapshot = yuancheng()
    cell = Cell() if score is None else Cell(score, Decimal(score))
    return replace(snapshot, cells={**snapshot.cells, "total/score": cell})


def test_a_line_says_what_the_table_prints():
    said = row(explained=5)

    assert (said.name, said.adjusted, said.executed, said.rate, said.score, said.grade, said.explained) == (
        "医疗救助补助资金", "1155.5", "701.23", "60.7%", "94", "良", "5",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("last_year", "words"), [("91.5", "升2.5分"), ("95", "降1分"), ("94", "持平"), (None, "—")]
)
def test_the_score_is_compared_with_the_year_before(last_year, words):
    before = Before(yuancheng()[0], scored(last_year))

    assert row(before=before).change == words


def test_without_a_year_before_there_is_nothing_to_compare():
    assert row().change == "—"


def test_what_is_not_filled_in_is_a_dash():
    form, snapshot = yuancheng()
    said = row(form, replace(snapshot, cells={}))

    assert (said.adjusted, said.executed, said.rate, said.score, said.grade) == ("—",) * 5


def test_amounts_in_yuan_are_said_in_ten_thousands():
    form, snapshot = yuancheng()
    in_yuan = form.model_copy(update={"funds": form.funds.model_copy(update={"amount_unit": "元"})})

    assert row(in_yuan, snapshot).executed == "701.23"


def test_a_form_without_funds_has_none():
    form, snapshot = yuancheng()

    assert row(form.model_copy(update={"funds": None}), snapshot).adjusted == "—"


def test_a_form_without_points_is_not_scored():
    form, snapshot = yuancheng()
    free = form.model_copy(update={"indicators": form.indicators.model_copy(update={"scored": False})})

    assert row(free, snapshot).score == "不计分"


def test_a_whole_unit_is_named_where_there_is_no_project():
    form, snapshot = yuancheng()
    whole = replace(snapshot, identity=replace(snapshot.identity, project_name="", unit_name="甲局"))

    assert row(form, whole).name == "甲局整体支出"


@pytest.mark.parametrize("count", [0, 1, 30])
def test_the_sheet_is_sound(count):
    drawn = sheet(*[row()] * count)

    assert grid_faults(drawn) == []
    assert [cell.text for cell in drawn.rows[0]][:2] == ["序号", "项目名称"]
    assert drawn.row_count == count + 2


def test_four_people_sign_with_a_date():
    signatures = sheet(row()).rows[-1]

    assert [cell.text.partition("：")[0] for cell in signatures] == [
        "经办人", "财务负责人", "分管领导", "主要负责人",
    ]  # fmt: skip
    assert all(cell.text.endswith("年　　月　　日") for cell in signatures)


def test_figures_are_numbers_for_the_workbook_and_a_dash_is_none():
    cells = sheet(row()).rows[1]

    assert [cell.value for cell in cells[2:7]] == [
        Decimal("1155.5"), Decimal("701.23"), Decimal("0.607"), Decimal("94"), None,
    ]  # fmt: skip


def test_who_signs_is_told_what_is_still_to_be_mended():
    open_ones = [replace(row(), name="项目甲", must_fix=2), row(), replace(row(), name="项目乙", must_fix=1)]

    assert [line.text for line in sheet(*open_ones).foot] == [
        "送签时尚有必改项未改：项目甲2处、项目乙1处，上列数字以改后为准。"
    ]
    assert sheet(row()).foot == ()
