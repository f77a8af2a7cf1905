from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paper.heights import LINE_AROUND, Heights, Plan, estimated, line_count, plan, set_as
from core.paper.sheet import PrintedLine, Sheet
from core.paper.table import table
from tests.documents.many import with_rows
from tests.golden.yuancheng import yuancheng

GOALS, INDICATORS = 8, 10  # the first rows of the parts


@pytest.fixture
def sheet() -> Sheet:
    return table(*yuancheng())


def even(sheet: Sheet, height: float, *, above: float = 50.0) -> Heights:
    """Rows of one height, 30 points below them."""
    return Heights(above, (height,) * sheet.row_count, 30.0)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, 1),
        ("按时拨付", 4, 1),
        ("按时拨付", 3, 2),
        ("按时\n拨付", 10, 2),
        ("已按时拨付，", 5, 2),
        ("共1,736人次", 4, 2),
        ("（一）按时", 3, 2),
        ("1234567890", 2, 3),
        ("ab cd", 1.2, 2),
    ],
    ids=["empty", "fits", "too long", "line break", "comma goes along", "number stays whole", "brackets",
         "longer than a line", "blank at the end of a line"],
)  # fmt: skip
def test_lines_are_filled_as_they_will_be(text, room, lines):
    assert line_count(text, room) == lines


def test_more_text_needs_more_room(sheet):
    longer = table(*yuancheng(goals__1__actual="按时足额救助困难群众。" * 12))

    before, after = estimated(sheet).rows, estimated(longer).rows

    assert [row for row in range(sheet.row_count) if after[row] > before[row] + 1] == [GOALS + 1]


def test_what_stands_around_the_table_is_counted(sheet):
    bare = replace(sheet, title=(), year_line="", head=(), foot=())

    with_attachment, full, none = estimated(sheet, attachment=True), estimated(sheet), estimated(bare)

    assert with_attachment.above > full.above > none.above == 0
    assert full.below > none.below == 0
    assert full.rows == none.rows


def test_notes_stand_on_lines_of_their_own_and_the_rest_beside_each_other(sheet):
    signed = PrintedLine("签字", place="signature")
    one, two = PrintedLine("注", "短", "note"), PrintedLine("依据", "很长的说明。" * 20, "note")

    heights = [
        estimated(replace(sheet, foot=foot)).below for foot in ((signed,) * 3, (one, signed), (two, signed))
    ]

    assert (heights[1] - heights[0], heights[2] > heights[1]) == (LINE_AROUND, True)


def test_table_that_fits_is_set_as_usual(sheet):
    assert plan(sheet, even(sheet, 20), 700) == Plan("regular", (), frozenset())


def test_table_a_little_too_long_is_set_closer(sheet):
    assert plan(sheet, even(sheet, 24.1), 700).density == "compact"


def test_table_too_long_for_that_is_cut(sheet):
    assert plan(sheet, even(sheet, 35), 700) == Plan("regular", (18,), frozenset())


def test_row_higher_than_a_page_flows(sheet):
    heights = even(sheet, 20)
    high = replace(heights, rows=(*heights.rows[:12], 900.0, *heights.rows[13:]))

    assert plan(sheet, high, 700).flowing == {12}


def test_what_stands_below_the_table_needs_room_on_the_last_page():
    sheet = table(*with_rows(40))
    low = replace(even(sheet, 15), below=0.0)

    high = replace(low, below=300.0)

    assert len(plan(sheet, low, 410).breaks) < len(plan(sheet, high, 410).breaks)


def test_label_that_goes_on_takes_its_lines_with_it():
    """With “（续）” the label of a group's last row is three lines high: the page is planned with them."""
    sheet = table(*with_rows(31))
    heights = estimated(sheet)

    assert plan(sheet, heights, 754).breaks == (37,)
    assert plan(
        replace(sheet, cells=tuple(c for c in sheet.cells if c.role != "group")), heights, 754
    ).breaks == (38,)


@given(lines=st.lists(st.integers(1, 25), min_size=26, max_size=26))
def test_lines_set_closer_and_back_are_what_they_were(lines):
    sheet = table(*yuancheng())
    heights = Heights(66.8, tuple(12 * count + 4.1 for count in lines), 28.4)

    closer = set_as("compact", sheet, heights)

    assert closer.total < heights.total
    assert set_as("regular", sheet, closer).rows == pytest.approx(heights.rows)
    assert set_as("regular", sheet, closer).total == pytest.approx(heights.total)
