"""Every rule in plain words, and nothing said that the rule does not do."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from core.figures.targets import parse_target
from core.filing.form import FormDefinition
from core.scoring.parameters import (
    AtLeast,
    AtMost,
    Equal,
    ExecutionShare,
    Manual,
    Rounding,
    Tier,
    Tiers,
)
from core.scoring.rules import score
from core.scoring.wording import rounding_in_words, rule_in_words
from tests.core.scoring.claims import claim

CATALOGUE = sorted((Path(__file__).parents[3] / "indicators" / "catalogue").glob("*.toml"))
TIERS = Tiers(
    tiers=(
        Tier(name="达成", low=Decimal("0.8"), high=Decimal(1), high_closed=True),
        Tier(name="未达成", low=Decimal(0), high=Decimal("0.8")),
    )
)
WHOLE = Rounding(decimals=0)


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: path.stem)
def test_every_rule_of_the_catalogue_is_said(path):
    form = FormDefinition.model_validate(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    execution = form.funds.execution_rule if form.funds else None
    rules = [rule for _, rule in form.indicators.rules] + ([execution] if execution else [])

    assert all(len(rule_in_words(rule, points=Decimal(10), rounding=WHOLE)) > 15 for rule in rules)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (AtLeast(), "实际完成值≥指标值得满分；未达到的，按实际完成值÷指标值×分值计分"),
        (AtMost(), "实际完成值≤指标值得满分；超过的，按指标值÷实际完成值×分值计分"),
        (
            AtMost(mode="linear"),
            "实际完成值≤指标值得满分；超过的，按超出指标值的比例扣减，超出一倍及以上不得分",
        ),
        (Equal(), "实际完成值达到或超过指标值得满分；未达到的，按实际完成值÷指标值×分值计分"),
        (Equal(mode="strict"), "实际完成值=指标值得满分；多于或少于的，按两数中较小的÷较大的×分值计分"),
        (Equal(mode="exact"), "实际完成值=指标值得满分，否则不得分"),
        (
            ExecutionShare(),
            "按全年执行数÷全年预算数×分值计分，最多得满分；全年预算数为0的，不自动计算得分，请自己评分并说明理由",
        ),
        (Manual(), "人工评分，须说明理由，最多得满分"),
        (TIERS, "按达成情况在区间内评分：达成得80%（含）至100%（含）；未达成得0%（含）至80%（不含）"),
    ],
    ids=lambda given: f"{given.kind}" if hasattr(given, "kind") else "",
)
def test_a_rule_of_a_form_is_said_without_points(rule, words):
    assert rule_in_words(rule) == words


def test_a_row_says_its_points_and_how_they_are_rounded():
    said = rule_in_words(AtMost(), points=Decimal("22.50"), rounding=Rounding(decimals=1))

    assert (
        said == "实际完成值≤指标值得满分22.5分；超过的，按指标值÷实际完成值×22.5计分（保留1位小数，四舍五入）"
    )


@pytest.mark.parametrize(
    ("rule", "target", "said", "scores"),
    [
        (AtLeast(), "≥0起", "实际完成值≥指标值得满分8分", {"0起": 8, "3起": 8}),
        (AtLeast(), ">0起", "实际完成值>0得满分8分，否则不得分", {"0起": 0, "3起": 8}),
        (AtLeast(), "0起", "实际完成值为0得满分8分；大于0的，不自动计算得分", {"0起": 8, "3起": None}),
        (AtMost(), "≤0起", "实际完成值为0得满分8分，大于0不得分", {"0起": 8, "3起": 0}),
        (AtMost(mode="linear"), "≤0起", "实际完成值为0得满分8分，大于0不得分", {"0起": 8, "3起": 0}),
        (Equal(), "=0起", "实际完成值为0得满分8分，大于0不得分", {"0起": 8, "3起": 0}),
        (Equal(mode="strict"), "=0起", "实际完成值为0得满分8分，大于0不得分", {"0起": 8, "3起": 0}),
        (Equal(mode="exact"), "=0起", "实际完成值=指标值得满分8分，否则不得分", {"0起": 8, "3起": 0}),
        (AtMost(mode="linear"), "≤3起", "超出一倍及以上不得分", {"3起": 8, "6起": 0}),
        (Equal(mode="strict"), "=4起", "按两数中较小的÷较大的×8计分", {"2起": 4, "8起": 4}),
    ],
)
def test_what_is_said_of_a_target_is_what_the_rule_gives(rule, target, said, scores):
    points = Decimal(8)

    given = {actual: score(rule, claim(target, actual, points)).score for actual in scores}

    assert said in rule_in_words(rule, points=points, target=parse_target(target))
    assert given == scores


def test_a_tier_is_said_in_the_points_of_the_row():
    assert "达成得6.4分（含）至8分（含）；未达成得0分（含）至6.4分（不含）" in rule_in_words(
        TIERS, points=Decimal(8)
    )


@pytest.mark.parametrize(
    ("rounding", "words"),
    [(WHOLE, "取整数，四舍五入"), (Rounding(decimals=2, mode="down"), "保留2位小数，直接舍去尾数")],
)
def test_rounding_has_its_words(rounding, words):
    assert rounding_in_words(rounding) == words
