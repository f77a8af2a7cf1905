from __future__ import annotations

import pytest

from core.paper.numbering import chinese, without_number
from core.paper.wording import put_in


@pytest.mark.parametrize(
    ("template", "printed"),
    [("{a}年", "甲年"), ("{b}", "{b}"), ("{a", "{a"), ("{}{a}", "{}甲"), ("{a.__class__}", "{a.__class__}")],
)
def test_only_known_names_are_put_in(template, printed):
    assert put_in(template, {"a": "甲"}) == printed


def test_word_that_looks_like_a_name_is_not_replaced_again():
    assert put_in("{a}{b}", {"a": "{b}", "b": "乙"}) == "{b}乙"


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("一、基本情况", "基本情况"),
        ("（二） 发现问题", "发现问题"),
        ("(三)发现问题", "发现问题"),
        ("1.数量指标", "数量指标"),
        ("2、数量指标", "数量指标"),
        ("（1）数量", "数量"),
        ("1.5万元", "1.5万元"),
        ("2021年", "2021年"),
    ],
)
def test_numbers_before_a_heading_are_known(typed, heading):
    assert without_number(typed) == heading


@pytest.mark.parametrize("number", [0, 100])
def test_no_heading_has_such_a_number(number):
    with pytest.raises(ValueError, match="no heading"):
        chinese(number)
