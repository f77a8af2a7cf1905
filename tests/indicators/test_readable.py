"""A form in words: rules, rounding and grades as an administrator reads them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.scoring.parameters import (
    AtLeast,
    AtMost,
    Equal,
    ExecutionShare,
    GradeBand,
    GradeCap,
    Grading,
    Manual,
    Rounding,
    Tier,
    Tiers,
)
from indicators import readable
from tests.factories import small_form

TIERS = Tiers(
    tiers=(
        Tier(name="达成", low=Decimal("0.8"), high=Decimal(1), high_closed=True),
        Tier(name="未达成", low=Decimal(0), high=Decimal("0.8")),
    )
)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (AtLeast(), "未达到的按完成值÷指标值×分值"),
        (AtMost(), "超过的按指标值÷完成值×分值"),
        (AtMost(mode="linear"), "按超出比例扣减，扣完为止"),
        (Equal(), "达到或超过指标值得满分"),
        (Equal(mode="strict"), "多或少都按比例扣减"),
        (Equal(mode="exact"), "否则不得分"),
        (ExecutionShare(), "执行数÷全年预算数×分值"),
        (Manual(), "人工评分，须说明理由"),
        (TIERS, "达成得80%（含）至100%（含）；未达成得0%（含）至80%（不含）"),
    ],
)
def test_every_rule_has_its_words(rule, words):
    assert words in readable.rule_in_words(rule)


@pytest.mark.parametrize(
    ("rounding", "words"),
    [
        (Rounding(decimals=0), "取整数，四舍五入"),
        (Rounding(decimals=2, mode="down"), "保留2位小数，直接舍去尾数"),
    ],
)
def test_rounding_has_its_words(rounding, words):
    assert readable.rounding_in_words(rounding) == words


def test_grades_are_half_open():
    bands = tuple(GradeBand(name=name, minimum=low) for name, low in (("优", 90), ("良", 80), ("差", 0)))

    assert [(fact.label, fact.text) for fact in readable.grades(Grading(bands=bands))] == [
        ("优", "90分（含）以上"),
        ("良", "80分（含）至90分（不含）"),
        ("差", "80分以下"),
    ]


def test_a_cap_says_when_and_how_far():
    cap = GradeCap(execution_rate_below=Decimal("0.9"), highest="良", reason="执行率低。")
    bands = (GradeBand(name="优", minimum=90), GradeBand(name="良", minimum=0))

    fact = readable.grades(Grading(bands=bands, caps=(cap,)))[-1]

    assert (fact.label, fact.text) == ("执行率低于90%", "最高为良：执行率低。")


def test_a_form_without_grades_has_none():
    assert readable.grades(None) == []


def test_headings_stand_as_on_the_paper():
    found = [(heading.depth, heading.name, heading.points) for heading in readable.headings(small_form())]

    assert found == [(0, "产出指标", "90"), (1, "数量指标", "90")]


def test_the_outline_has_its_numbers():
    ((number, section),) = readable.outline(small_form())

    assert (number, section.heading) == ("一、", "项目基本情况")
