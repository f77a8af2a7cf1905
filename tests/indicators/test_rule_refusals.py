"""What pydantic refuses in a rule is said in Chinese, with what to do."""

import pytest
from pydantic import TypeAdapter, ValidationError

from core.scoring.parameters import Rule
from indicators.refusals import in_words

RULES = TypeAdapter(Rule)
STEPS = {"kind": "steps", "limit": "1", "step": "0.01", "deduction": "0.5"}
ITEM = {"name": "有计划", "score": "1"}
BAND = {"low": "0.9", "score": "5"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (STEPS | {"step": "0"}, "必须大于0，请改正。"),
        ({"kind": "options", "options": [ITEM]}, "至少要有2项，请补上。"),
        ({"kind": "checklist", "items": [ITEM] * 21}, "最多20项，请删减。"),
        ({"kind": "bands", "bands": [BAND, {"high": "0.8", "score": "0"}]}, "第1档与第2档之间有空档"),
        ({"kind": "bands", "bands": [BAND | {"low": 0.9}, BAND]}, "请用文本写数字，例如“0.9”。"),
        ({"kind": "formula", "text": "__import__('os')"}, "没有“formula”这种评分规则"),
    ],
)
def test_a_refused_rule_is_said_in_words(data, words):
    with pytest.raises(ValidationError) as refusal:
        RULES.validate_python(data)

    assert words in in_words(refusal.value).reasons[0]
