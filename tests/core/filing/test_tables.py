"""Simple tables in the text of a report: what is one, what is left of the prose, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.text import FigureError
from core.filing.canonical import from_json, sha256, to_json
from core.filing.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    check_tables,
    named_alone,
    tables_in,
    without_tables,
)
from tests.core.filing.forms import make_filing, shipped_form

FUNDS = "【表】经费构成\n来源 | 预算数\n县级 | 71.73\n其他 | 10\n"
LINES = st.sampled_from(["【表】经费", "【表】", "甲 | 乙", "1\t2", "a|b|c", "一段话。", "", "  "])


def test_a_table_has_its_title_its_head_and_its_rows():
    (table,) = tables_in(f"经费如下：\n{FUNDS}以上。")

    assert table.title == "经费构成"
    assert table.texts == (("来源", "预算数"), ("县级", "71.73"), ("其他", "10"))


@pytest.mark.parametrize("bar", ["\t", "|", "｜"])
def test_cells_may_stand_between_tabs_and_bars_of_any_width(bar):
    (table,) = tables_in(f"【表】\n甲{bar}乙\n1{bar}\n{bar}2")

    assert table.texts == (("甲", "乙"), ("1", ""), ("", "2"))


def test_rows_that_were_typed_short_are_filled_up():
    (table,) = tables_in("【表】\n甲|乙|丙\n1|2")

    assert table.texts[1] == ("1", "2", "")


def test_one_table_may_follow_another():
    assert [table.title for table in tables_in(f"{FUNDS}【表】人员\n甲|乙\n1|2")] == ["经费构成", "人员"]


@pytest.mark.parametrize("text", ["", "甲 | 乙\n1 | 2", "【表】经费\n没有内容。", "见【表】\n甲"])
def test_bars_alone_and_a_title_alone_are_no_table(text):
    assert tables_in(text) == ()


@given(st.lists(LINES).map("\n".join))
def test_prose_keeps_its_place_and_cells_know_theirs(text):
    prose = without_tables(text)

    assert len(prose) == len(text)
    for table in tables_in(text):
        entries = [one for row in table.rows for one in row]
        assert all(text[slice(*one.span)] == one.text for one in entries)
        assert prose[table.start : table.end].strip() == "。"
        assert not tables_in(prose)


def test_where_tables_are_shown_their_titles_are_left_in_the_text():
    assert named_alone(f"如下：\n{FUNDS}以上。\n{FUNDS}") == (
        "如下：\n【表】经费构成（见下）\n以上。\n【表】经费构成（见下）"
    )
    assert named_alone("没有表格。\n") == "没有表格。"


@pytest.mark.parametrize("text", [FUNDS, "", "没有表格 | 的正文", "【表】\n甲|乙\n1|"])
def test_tables_that_can_be_printed_are_taken(text):
    check_tables(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("【表】经费\n正文。", "“经费”下面没有内容"),
        ("正文。\n【表】", "表格1下面没有内容"),
        ("【表】经费\n甲|乙", "“经费”只有表头"),
        (f"【表】经费\n{'甲|乙' + chr(10)}" + "1|2\n" * MOST_ROWS, f"有{MOST_ROWS + 1}行"),
        (f"【表】\n{'|'.join('甲' * (MOST_COLUMNS + 1))}\n1|2", f"有{MOST_COLUMNS + 1}栏"),
        ("【表】经费\n甲|\n1|2", "表头第2栏是空的"),
        ("【表】经费\n甲|乙\n1|2|3", "第2行有3栏，表头只有2栏"),
        (f"【表】经费\n甲|乙\n1|{'长' * (LONGEST_CELL + 1)}", f"第2行第2栏有{LONGEST_CELL + 1}字"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_what_to_do(text, told):
    with pytest.raises(FigureError, match=r"。$") as refusal:
        check_tables(text)

    assert told in str(refusal.value)


def test_a_filing_with_a_table_is_frozen_and_read_back_as_it_is():
    filing = make_filing(shipped_form(), report__s2=FUNDS)

    frozen = to_json(filing)

    assert from_json(frozen) == filing
    assert sha256(frozen) != sha256(to_json(make_filing(shipped_form(), report__s2="以上。")))
