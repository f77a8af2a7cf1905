"""A rule is tried as a filing would be scored."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.scoring.parameters import AtLeast, Manual, Tiers
from indicators.trying import Example, try_rule
from tests.factories import TIERS, small_form

WORDS = Tiers.model_validate({"tiers": TIERS})


@pytest.mark.parametrize(
    ("rule", "actual", "score", "working"),
    [
        (AtLeast(), "92%", "9.68分", "92% ÷ 95% × 10 = 9.68"),
        (AtLeast(), "96%", "10分", "96% ≥ 95%，得满分：10"),
        (Manual(), "92%", "0分（含）至10分（含）", "人工评分"),
        (AtLeast(), "", "不自动计算", "尚未填写实际完成值"),
        (WORDS, "部分达成预期", "6分（含）至8分（不含）", "部分达成预期"),
        (WORDS, "达成预期", "8分（含）至10分（含）", "达成预期"),
    ],
)
def test_an_example_is_scored_with_its_working(rule, actual, score, working):
    tried = try_rule(rule, Example("≥95%", actual, Decimal(10), {}), small_form())

    assert tried.score == score
    assert working in tried.working
