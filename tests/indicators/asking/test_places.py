"""A place in a form is said as its page calls it."""

from __future__ import annotations

import pytest

from indicators.asking.places import place_in_words


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ((), ""),
        (("year",), "年度"),
        (("header", 0, "label"), "填表信息第1项·名称"),
        (("header", "x"), "填表信息"),
        (("checks", "C09", "severity"), "校验设置·C09·怎样处理"),
        (
            ("funds", "execution_rule", "tiers", "tiers", 1, "low"),
            "项目资金·执行率评分规则·各档第2项·最低得分",
        ),
        (("funds", "execution_rule", "magic"), "项目资金·执行率评分规则"),
        (("unknown", 1), ""),
        (("year", "x"), "年度"),
    ],
)
def test_a_place_is_named_as_far_as_it_is_known(location, words):
    assert place_in_words(location) == words
