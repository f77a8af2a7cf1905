"""A simple table of the report among its paragraphs, as a Sheet."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.filing.tables import tables_in
from core.paper.report import Paragraph, SimpleTable, report
from core.paper.report_table import TEXT_WIDTH, table_sheet
from core.paper.sheet import grid_faults
from tests.golden.yuancheng import yuancheng

FUNDS = "【表】经费构成\n来源 | 预算数 | 完成\n县级 | 71.73 | 已完成\n其他 | — |\n"
CELLS = st.text("甲12.%—a", max_size=20)


def sheet_of(text=FUNDS):
    (table,) = tables_in(text)
    return table_sheet(table)


def test_a_table_stands_between_the_paragraphs_around_it():
    blocks = report(*yuancheng(report__s1=f"如下：\n{FUNDS}以上。"))

    found = [one for one in blocks if getattr(one, "section", "") == "s1"][1:]
    assert [type(one) for one in found] == [Paragraph, SimpleTable, Paragraph]
    assert [found[0].text, found[1].sheet.title, found[2].text] == ["如下：", ("经费构成",), "以上。"]


def test_a_section_may_begin_with_its_table():
    blocks = report(*yuancheng(report__s1=FUNDS))

    assert [type(one) for one in blocks if getattr(one, "section", "") == "s1"][1:] == [SimpleTable]


def test_the_first_row_is_the_head_and_numbers_stand_to_the_right():
    head, first, last = sheet_of().rows

    assert {cell.role for cell in head} == {"head"}
    assert [(cell.role, cell.align) for cell in first] == [
        ("text", "center"),
        ("amount", "right"),
        ("text", "center"),
    ]
    assert (first[1].text, first[1].value, last[1].value) == ("71.73", Decimal("71.73"), None)


def test_a_column_with_words_has_no_numbers_and_long_words_begin_at_the_left():
    (_, first) = sheet_of(f"【表】\n甲|乙\n{'很长的话' * 4}|约10").rows

    assert [(cell.role, cell.align) for cell in first] == [("text", "left"), ("text", "center")]


def test_a_column_of_nothing_has_no_numbers():
    assert sheet_of("【表】\n甲|乙\n1|—").rows[1][1].role == "text"


def test_a_table_without_a_title_prints_none():
    assert sheet_of("【表】\n甲|乙\n1|2").title == ()


@given(st.integers(2, 8).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=2)))
def test_every_place_is_drawn_once_over_the_width_of_the_text(rows):
    sheet = sheet_of("【表】\n" + "\n".join("|".join(row) for row in rows))

    assert grid_faults(sheet) == []
    assert sum(sheet.widths) == TEXT_WIDTH
    assert min(sheet.widths) > 0
