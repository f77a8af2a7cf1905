from __future__ import annotations

import pytest

from core.paper.pages import header_of, paginate, split
from core.paper.sheet import Sheet
from core.paper.table import table
from tests.golden.yuancheng import yuancheng

FUNDS, GOALS, INDICATORS, TOTAL = 2, 8, 10, 25  # the first rows of the parts


@pytest.fixture
def sheet() -> Sheet:
    return table(*yuancheng())


def test_whole_sheet_is_one_part(sheet):
    (part,) = split(sheet, [])

    assert part.cells == sheet.cells
    assert (part.title, part.foot) == (sheet.title, sheet.foot)


def test_part_repeats_the_heads_and_marks_labels_that_go_on(sheet):
    _, part = split(sheet, [INDICATORS + 2])

    assert [cell.text for cell in part.rows[0]][:4] == [
        "绩效\n指标\n（续）",
        "一级指标",
        "二级指标",
        "三级指标",
    ]
    assert [cell.text for cell in part.rows[1]][:2] == [
        "产出指标\n(50分)\n（续）",
        "数量指标\n(17分)\n（续）",
    ]


def test_group_that_begins_with_the_part_is_not_marked(sheet):
    _, part = split(sheet, [INDICATORS + 4])

    assert [cell.text for cell in part.rows[1]][:2] == ["产出指标\n(50分)\n（续）", "质量指标\n(16分)"]


def test_title_stands_on_the_first_part_and_the_foot_on_the_last(sheet):
    first, last = split(sheet, [INDICATORS + 4])

    assert (bool(first.title), bool(first.foot)) == (True, False)
    assert (bool(last.title), bool(last.head), bool(last.foot)) == (False, False, True)


def test_part_that_begins_with_a_band_repeats_nothing(sheet):
    _, part = split(sheet, [INDICATORS])

    assert (part.repeated, part.own_count, part.first_row) == (0, 16, INDICATORS)


@pytest.mark.parametrize(
    ("row", "header"),
    [
        (0, None),
        (FUNDS, None),
        (FUNDS + 1, FUNDS),
        (GOALS + 1, GOALS),
        (INDICATORS + 3, INDICATORS),
        (TOTAL, None),
    ],
)
def test_header_to_repeat_is_that_of_the_band(sheet, row, header):
    assert header_of(sheet, row) == header


def test_rows_that_fit_need_no_break(sheet):
    assert paginate([10.0] * 26, sheet, first=260, room=260) == []


def test_repeated_header_takes_its_room(sheet):
    # 15 rows on the first page, then the header and 9 more, then the header and the last two
    assert paginate([10.0] * 26, sheet, first=150, room=100) == [15, 24]


def test_header_is_never_left_alone_at_the_foot(sheet):
    assert paginate([10.0] * 26, sheet, first=110, room=300) == [INDICATORS]


def test_total_is_never_left_alone_on_a_page(sheet):
    assert paginate([10.0] * 26, sheet, first=250, room=300) == [TOTAL - 1]


def test_row_higher_than_a_page_flows_and_the_next_begins_a_page(sheet):
    heights = [10.0] * 12 + [500.0] + [10.0] * 13

    assert paginate(heights, sheet, first=200, room=200) == [13]
