"""A rule that does not hold together is refused in words, whoever wrote it."""

import pytest
from pydantic import TypeAdapter, ValidationError

from core.scoring.parameters import Rule

RULES = TypeAdapter(Rule)
ABOVE, BELOW = {"low": "0.9", "score": "5"}, {"high": "0.9", "score": "0"}
POINT = {"low": "0.9", "high": "0.9", "high_closed": True, "score": "5"}
ITEM, OTHER = {"name": "有计划", "score": "1"}, {"name": "有总结", "score": "1"}
FAULT = {"name": "虚列套取", "least": "4", "most": "7"}
STEPS = {"kind": "steps", "limit": "1", "step": "0.01", "deduction": "0.5"}
OVER = {"mode": "reduce", "threshold": "1.3", "reductions": [{"above": "2", "share": "0.1"}]}


def bands(*several, **other):
    return {"kind": "bands", "bands": list(several), **other}


def over(**changes):
    return {"kind": "at_least", "over_target": OVER | changes}


GOOD = [
    bands(ABOVE, BELOW),
    bands(ABOVE | {"score": "1"}, BELOW, scores="share", finished="1"),
    bands(ABOVE, {"low": "0.6", "high": "0.9", "score": "3"}, {"high": "0.6", "score": "0"}, finished="5"),
    {"kind": "at_least", "pass_mark": "0.6", "over_target": OVER},
    {"kind": "at_least", "over_target": {"threshold": "1.3"}},
    {"kind": "rate_share", "of": "completion"},
    {"kind": "change_rate"},
    {"kind": "ratio_limit", "limit": "1.05"},
    {"kind": "coefficient", "highest": "0.9"},
    {"kind": "satisfaction", "mode": "bands", "bands": [ABOVE, BELOW]},
    STEPS,
    STEPS | {"side": "below", "of": "completion", "full": "2", "lowest": "0.5", "rounding": "linear"},
    {"kind": "occurrences", "deduction": "1", "asked": "迟报次数"},
    {"kind": "checklist", "items": [ITEM, OTHER]},
    {"kind": "all_or_nothing", "question": "有年度计划", "full": "2", "otherwise": "0.5"},
    {"kind": "options", "options": [ITEM, OTHER]},
    {"kind": "judgement", "faults": [FAULT]},
    {"kind": "judgement", "faults": [FAULT | {"most": "4"}]},
    over(threshold="2"),
    {"kind": "periods", "periods": [ITEM, OTHER | {"planned": "0.5"}]},
    {"kind": "bonus", "items": [ITEM | {"most": "2"}], "highest": "2"},
    {"kind": "delay"},
    {"kind": "delay", "mode": "steps", "deduction": "2", "per": "month"},
    {
        "kind": "either_or",
        "alternatives": [
            {"name": "结转结余率", "rule": {"kind": "at_most"}, "target": "≤9%"},
            {"name": "变动率", "rule": {"kind": "at_most"}, "target": "≤-30%"},
        ],
    },
    {"kind": "tiers", "asks_share": True, "tiers": [{"name": "优", "low": "0.9", "high": "1"}]},
]
REFUSED = [
    (bands(ABOVE, {"high": "0.8", "score": "0"}), "第1档与第2档之间有空档"),
    (bands(ABOVE | {"low_closed": False}, BELOW), "第1档与第2档之间有空档"),
    (bands(ABOVE, BELOW | {"high_closed": True}), "第1档与第2档重叠"),
    (bands(ABOVE, {"high": "0.95", "score": "0"}), "第1档与第2档重叠"),
    (bands(BELOW, ABOVE), "第1档与第2档之间没有写明界限"),
    (bands(ABOVE, {"score": "0"}), "第1档与第2档之间没有写明界限"),
    (bands({"score": "5"}, BELOW), "第1档与第2档之间没有写明界限"),
    (bands(ABOVE | {"high": "1"}, BELOW), "最高一档不设上限，最低一档不设下限"),
    (bands(ABOVE, BELOW | {"low": "0"}), "最高一档不设上限，最低一档不设下限"),
    (bands({"low": "0.9", "high": "0.8", "score": "5"}, BELOW), "分档的下限必须小于上限"),
    (bands({"low": "0.9", "high": "0.9", "score": "5"}, BELOW), "只含一个数的档，上下限都要“含”"),
    (
        bands({"low": "0.9", "high": "0.9", "low_closed": False, "high_closed": True, "score": "5"}, BELOW),
        "都要“含”",
    ),
    (bands(ABOVE), "at least 2 items"),
    (bands(ABOVE, BELOW, scores="share"), "各档的比例不能超过1（100%）"),
    (bands(ABOVE | {"score": "1.01"}, BELOW, scores="share"), "各档的比例不能超过1（100%）"),
    (bands(ABOVE | {"score": "1"}, BELOW, scores="share", finished="2"), "项目已完成的得分比例不能超过1"),
    (bands(ABOVE, BELOW, of="completion", measure="天"), "按完成率分档时，计量单位只能是“%”"),
    (bands(ABOVE | {"score": "-1"}, BELOW), "greater than or equal to 0"),
    (bands(ABOVE | {"low": 0.9}, BELOW), "请用文本写数字"),
    ({"kind": "satisfaction", "mode": "bands"}, "满意度“分档计分”时须写明各档"),
    ({"kind": "satisfaction", "bands": [ABOVE, BELOW]}, "其他方式不写分档"),
    ({"kind": "satisfaction", "mode": "bands", "bands": [ABOVE, ABOVE]}, "第1档与第2档之间没有写明界限"),
    (over(threshold="1"), "超额完成的起点必须大于100%"),
    (over(reductions=[]), "超额完成“扣减得分”时须写明各档扣减"),
    (over(mode="note"), "“只说明原因”时不写扣减"),
    (over(threshold="3"), "扣减不能从低于说明起点的完成率开始"),
    (over(reductions=[*OVER["reductions"], {"above": "2", "share": "0.2"}]), "必须从低到高排列"),
    (over(reductions=[*OVER["reductions"], {"above": "3", "share": "0.1"}]), "超额越多扣减越多"),
    (STEPS | {"full": "2", "lowest": "2"}, "最低得分必须小于满分"),
    (STEPS | {"of": "completion", "measure": "天"}, "按完成率扣分时，计量单位只能是“%”"),
    ({"kind": "steps", "of": "completion", "step": "0.1", "deduction": "1"}, "并须写明从百分之几起扣"),
    (STEPS | {"step": "0"}, "greater than 0"),
    (STEPS | {"deduction": "-1"}, "greater than 0"),
    ({"kind": "checklist", "items": [ITEM, ITEM]}, "得分项「有计划」重复，请改成不同的名称。"),
    ({"kind": "options", "options": [ITEM, ITEM]}, "选项「有计划」重复"),
    ({"kind": "options", "options": [ITEM]}, "at least 2 items"),
    ({"kind": "judgement", "faults": [FAULT, FAULT]}, "扣分情形「虚列套取」重复"),
    ({"kind": "judgement", "faults": [FAULT | {"most": "3"}]}, "「虚列套取」的最少扣分不能大于最多扣分"),
    ({"kind": "periods", "periods": [ITEM, ITEM]}, "时段「有计划」重复"),
    ({"kind": "bonus", "items": [ITEM, ITEM], "highest": "2"}, "加分项「有计划」重复"),
    ({"kind": "bonus", "items": [ITEM], "base": "3", "highest": "2"}, "基础分不能大于最高得分"),
    ({"kind": "all_or_nothing", "full": "2", "otherwise": "2"}, "达不到时的得分必须小于满分"),
    ({"kind": "delay", "mode": "steps"}, "按时间逐次扣分的，须写明每次扣几分"),
    ({"kind": "delay", "deduction": "1"}, "按滞后比例扣减的不写"),
    (
        {"kind": "either_or", "alternatives": [{"name": "一", "rule": {"kind": "manual"}}] * 2},
        "评分方式「一」重复",
    ),
    (
        {"kind": "either_or", "alternatives": [{"name": "一", "rule": {"kind": "either_or"}}] * 2},
        "Input tag 'either_or' found",
    ),
    ({"kind": "coefficient", "highest": "1.1"}, "less than or equal to 1"),
]


@pytest.mark.parametrize("data", GOOD, ids=lambda data: data["kind"])
def test_a_rule_goes_through_json_unchanged(data):
    rule = RULES.validate_python(data)

    assert RULES.validate_json(RULES.dump_json(rule)) == rule


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_a_rule_that_does_not_hold_together_is_refused(data, words):
    with pytest.raises(ValidationError) as refusal:
        RULES.validate_python(data)

    assert words in str(refusal.value)


@pytest.mark.parametrize("data", GOOD, ids=lambda data: data["kind"])
def test_a_rule_knows_no_expression(data):
    with pytest.raises(ValidationError):
        RULES.validate_python(data | {"formula": "A / T * w"})


@pytest.mark.parametrize("kind", ["at_least", "tiers"])
def test_a_rule_that_was_released_before_keeps_its_text(kind):
    tiers = {"tiers": [{"name": "达成", "low": "0", "high": "1"}]} if kind == "tiers" else {}

    text = RULES.dump_json(RULES.validate_python({"kind": kind, **tiers})).decode()

    assert not {"pass_mark", "over_target", "asks_share"} & set(text.split('"'))
