"""Text fields take what can be printed and sent, and say what is wrong with the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.text import FigureError, check_text, clip, foreign_digits, narrow


@pytest.mark.parametrize(
    "text", ["", "按时拨付", "第一段\n第二段\t完", "𠮷野家", "=cmd|' /C calc'!A0", "⟦ref⟧ ①②"]
)
def test_printable_text_is_kept(text):
    assert check_text(text, 100) == text


def test_line_ends_become_one():
    assert check_text("甲\r\n乙\r丙", 10) == "甲\n乙\n丙"


@pytest.mark.parametrize(
    "char",
    ["\ufffe", "\uffff", "\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u200f", "\ud800"],
)
def test_what_cannot_be_printed_is_refused_with_its_place(char):
    with pytest.raises(
        FigureError, match=rf"第3个字符（U\+{ord(char):04X}）不能显示或打印，请删除后再保存。"
    ):
        check_text(f"按时{char}拨付", 100)


def test_text_at_the_limit_is_kept():
    assert check_text("字" * 500, 500) == "字" * 500


def test_text_above_the_limit_is_refused_with_both_lengths():
    with pytest.raises(FigureError, match="最多填写500字，现有200000字，请删减199500字后再保存。"):
        check_text("\ufffe" * 200_000, 500)


@given(st.text(max_size=200))
def test_any_text_is_taken_or_refused(text):
    try:
        checked = check_text(text, 100)
    except FigureError:
        return
    assert len(checked) <= 100
    assert checked.encode("utf-8").decode("utf-8") == checked


def test_full_width_signs_become_half_width():
    assert narrow("１，２３４．５６％　≧﹦═−\ufeff") == "1,234.56% ≥==-"


@pytest.mark.parametrize("text", ["٣", "²", "①", "𝟏", "३"])
def test_digits_of_other_scripts_are_noticed(text):
    assert foreign_digits(narrow(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("九" * 30, "九" * 20 + "…"), ("九" * 20, "九" * 20), (" " * 79 + "甲乙", "甲…")],
)
def test_clipped_text_fits_a_message(text, shown):
    assert clip(text) == shown


def test_clipped_text_carries_no_line_end_and_no_hidden_sign():
    assert clip("甲\n\u202e乙") == "甲 乙"
