from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing.form import FormDefinition
from core.filing.snapshot import Line, Snapshot
from core.paper.drafts import side_cell
from core.paper.pages import split
from core.paper.sheet import Sheet, SheetCell, grid_faults
from core.paper.table import table
from tests.golden.yuancheng import catalogue_form, yuancheng, yuancheng_form


def changed(form: FormDefinition, **parts: Any) -> FormDefinition:
    """The form with one top-level part changed: `indicators={"scored": False}`, `goals=None`."""
    new = {
        name: None if change is None else getattr(form, name).model_copy(update=change)
        for name, change in parts.items()
    }
    return form.model_copy(update=new)


def texts(sheet: Sheet, role: str) -> list[str]:
    return [cell.text for cell in sheet.cells if cell.role == role]


def cell_at(sheet: Sheet, ref: str) -> SheetCell:
    return next(cell for cell in sheet.cells if str(cell.ref) == ref)


def test_real_table_covers_its_grid_on_a_sheet_in_portrait():
    sheet = table(*yuancheng())

    assert grid_faults(sheet) == []
    assert (sheet.orientation, sum(sheet.widths), sheet.row_count) == ("portrait", 178, 26)


def test_title_year_and_signing_lines_are_those_of_the_form():
    sheet = table(*yuancheng())

    assert sheet.title == ("医疗救助补助资金-项目支出绩效自评表",)
    assert sheet.year_line == "(2021 年度)"
    assert [(line.label, line.place) for line in (*sheet.head, *sheet.foot)] == [
        ("填报单位(公章)", "text"),
        ("联系人", "text"),
        ("联系电话", "text"),
        ("单位负责人签名", "signature"),
    ]


def test_side_labels_stand_over_their_whole_part():
    sides = [cell for cell in table(*yuancheng()).cells if cell.role == "side"]

    assert [(cell.text, cell.rowspan) for cell in sides] == [
        ("项目\n资金\n(万元)", 6),
        ("年度\n总体\n目标", 2),
        ("绩效\n指标", 15),
    ]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("部门（单位）整体支出（万元）", ["部门", "（单位）", "整体", "支出", "（万元）"]),
        ("预算执行情况（万元）（20分）", ["预算", "执行", "情况", "（万元）", "（20分）"]),
        ("总目标", ["总目", "标"]),
        ("资金(元", ["资金", "(元"]),
    ],
)
def test_what_is_in_brackets_stands_whole_in_a_side_label(label, lines):
    assert side_cell((0, 11), label, rowspan=2).text.splitlines() == lines


def test_groups_print_their_points_on_a_line_of_their_own():
    groups = texts(table(*yuancheng()), "group")

    assert groups[:3] == ["产出指标\n(50分)", "数量指标\n(17分)", "质量指标\n(16分)"]


def test_amounts_print_as_typed_and_empty_stays_empty():
    sheet = table(*yuancheng())

    printed = [cell_at(sheet, f"funds/{place}").text for place in ("total/adjusted", "carryover/adjusted")]
    assert printed == ["1155.5", "228.50"]
    assert cell_at(sheet, "funds/carryover/initial").text == "-"
    assert cell_at(sheet, "funds/total/initial").text == ""


def test_only_the_total_row_is_asked_for_points_and_score():
    sheet = table(*yuancheng())

    dashes = [cell for cell in sheet.cells if cell.text == "—"]
    assert {cell.role for cell in dashes} == {"points", "score"}
    assert [cell.ref for cell in dashes] == [None] * 8


def test_rows_are_numbered_within_their_group():
    names = [cell.text for cell in table(*yuancheng()).cells if cell.text.startswith("指标")]

    assert [name.partition(":")[0] for name in names[:5]] == ["指标1", "指标2", "指标3", "指标1", "指标2"]


def test_row_not_applicable_prints_only_its_target_and_its_reason():
    sheet = table(*yuancheng())

    row = [
        cell_at(sheet, f"indicators/r2/{name}").text
        for name in ("target", "actual", "points", "score", "note")
    ]
    assert row == ["≥28%", "", "", "", "因我省未对此项作明确定义, 故无法统计。"]


def test_form_without_points_has_neither_their_columns_nor_a_total():
    form, snapshot = yuancheng()

    sheet = table(changed(form, indicators={"scored": False}), snapshot)

    assert grid_faults(sheet) == []
    assert texts(sheet, "group")[0] == "产出指标"
    assert not any(cell.text == "总分" for cell in sheet.cells)


def test_form_without_funds_and_goals_is_indicators_alone():
    form, snapshot = yuancheng()

    sheet = table(changed(form, funds=None, goals=None), snapshot)

    assert grid_faults(sheet) == []
    assert texts(sheet, "side") == ["绩效\n指标"]


def test_groups_without_second_level_take_its_place():
    form, snapshot = yuancheng()
    flat = [replace_children(group) for group in form.indicators.groups]
    lines = tuple(Line(f"r{n}", group.key, "指标") for n, group in enumerate(flat, start=1))

    sheet = table(changed(form, indicators={"groups": tuple(flat)}), replace(snapshot, lines=lines))

    assert grid_faults(sheet) == []
    assert "二级指标" not in texts(sheet, "head")


def test_one_group_without_second_level_spans_both_columns():
    form, snapshot = yuancheng()
    *divided, last = form.indicators.groups
    lines = (*snapshot.lines[:-2], Line("r13", last.key, "政策知晓率"))
    groups = (*divided, replace_children(last))

    sheet = table(changed(form, indicators={"groups": groups}), replace(snapshot, lines=lines))

    assert grid_faults(sheet) == []
    assert next(cell.colspan for cell in sheet.cells if cell.text.startswith("满意度指标")) == 2


def replace_children(group: Any) -> Any:
    return group.model_copy(update={"children": ()})


def test_group_without_rows_keeps_an_empty_row_where_it_has_points():
    form, snapshot = yuancheng()
    lines = tuple(line for line in snapshot.lines if line.group != "quality")

    sheet = table(form, replace(snapshot, lines=lines))

    assert grid_faults(sheet) == []
    assert "质量指标\n(16分)" in texts(sheet, "group")


def test_an_empty_row_has_no_more_columns_than_the_others():
    form, snapshot = yuancheng()
    lines = tuple(line for line in snapshot.lines if line.group != "quality")

    sheet = table(changed(form, indicators={"scored": False}), replace(snapshot, lines=lines))

    assert grid_faults(sheet) == []
    assert "质量指标" in texts(sheet, "group")


def test_group_without_rows_and_points_is_left_out():
    form = catalogue_form("national-project-2020")
    _, snapshot = yuancheng()
    group = form.indicators.groups[0].children[0]

    sheet = table(form, replace(snapshot, lines=(Line("r1", group.key, "受益人数"),)))

    assert grid_faults(sheet) == []
    assert sum(text == group.name for text in texts(sheet, "group")) == 1
    assert form.indicators.groups[0].children[1].name not in texts(sheet, "group")


def test_long_explanations_turn_the_sheet_and_get_the_room():
    form, snapshot = yuancheng(indicators__r1__note="资金拨付较晚，" * 40)

    sheet = table(form, snapshot)

    assert sheet.orientation == "landscape"
    assert sheet.width_of(cell_at(sheet, "indicators/r1/note")) > 70


def test_number_too_wide_for_its_column_turns_the_sheet():
    form, snapshot = yuancheng(funds__total__adjusted="123456789.123456")

    assert table(form, snapshot).orientation == "landscape"


def test_many_fund_columns_turn_the_sheet():
    form, snapshot = yuancheng()
    more = tuple(
        form.funds.columns[0].model_copy(update={"key": f"more{n}", "role": "allocated"}) for n in range(3)
    )

    sheet = table(changed(form, funds={"columns": form.funds.columns + more}), snapshot)

    assert grid_faults(sheet) == []
    assert sheet.orientation == "landscape"


def test_header_fields_stand_two_to_a_row_and_the_last_one_alone():
    form, snapshot = yuancheng()
    more = (*form.paper.header, form.paper.foot[0])

    sheet = table(changed(form, paper={"header": more}), snapshot)

    assert grid_faults(sheet) == []
    assert cell_at(sheet, "header/contact").text == "林清和"


@given(
    counts=st.lists(st.integers(0, 6), min_size=6, max_size=6),
    goals=st.integers(0, 4),
    cuts=st.sets(st.integers(1, 40), max_size=5),
)
def test_grid_is_sound_for_any_number_of_rows_and_wherever_it_is_cut(counts, goals, cuts):
    form = yuancheng_form()
    leaves = [leaf.key for _, leaf in form.indicators.leaves()]
    lines = tuple(
        Line(f"{key}{n}", key, "指标")
        for key, count in zip(leaves, counts, strict=True)
        for n in range(count)
    )
    sheet = table(form, snapshot_with(lines, goals))

    parts = split(sheet, sorted(cut for cut in cuts if cut < sheet.row_count))

    assert grid_faults(sheet) == []
    assert [grid_faults(part) for part in parts] == [[] for _ in parts]


def snapshot_with(lines: tuple[Line, ...], goals: int) -> Snapshot:
    return replace(yuancheng()[1], lines=lines, goals=goals)
