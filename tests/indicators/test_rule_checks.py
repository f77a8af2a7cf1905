"""C34 and its like: what a rule gives at most is what its row is worth, or somebody says why not."""

from __future__ import annotations

import pytest

from indicators.checks import deviations
from tests.factories import small_form

PROCUREMENT = {
    "kind": "steps",
    "side": "below",
    "limit": "1",
    "step": "0.01",
    "deduction": "0.5",
    "full": "2",
}
CHECKLIST = {
    "kind": "checklist",
    "items": [{"name": "有计划", "score": "1"}, {"name": "有总结", "score": "0.5"}],
}
BONUS = {"kind": "bonus", "items": [{"name": "批示", "score": "1"}], "highest": "2"}
BANDS = {"kind": "bands", "bands": [{"low": "0.9", "score": "10"}, {"high": "0.9", "score": "0"}]}
OF_COMPLETION = BANDS | {"of": "completion"}


def row(rule, points="4", target=""):
    return {"key": "row", "name": "政府采购执行率", "points": points, "rule": rule, "target": target}


def with_row(rule, points="4", target="", **given):
    group = {"key": "g", "name": "过程", "points": None, "rows": [row(rule, points, target)]}
    return small_form(
        indicators={**small_form().indicators.model_dump(), "level3": "fixed", "groups": [group], **given}
    )


def with_execution(rule):
    return small_form(funds={**small_form().funds.model_dump(), "execution_rule": rule})


def with_default(name, rule):
    asked = small_form().indicators.model_dump()
    return small_form(indicators={**asked, "rules": {**asked["rules"], name: rule}})


def found(form):
    return [(deviation.id, deviation.message) for deviation in deviations(form)]


def test_a_rule_that_gives_less_than_the_points_is_named():
    assert found(with_row(PROCUREMENT)) == [
        ("rule/row", "「政府采购执行率」分值4分，按评分规则最多得2分，请核对分值和评分规则。")
    ]


@pytest.mark.parametrize(
    ("rule", "points", "names"),
    [
        (PROCUREMENT, "2", []),
        (PROCUREMENT, None, []),
        (None, "4", []),
        (CHECKLIST, "1.5", []),
        (CHECKLIST, "2", ["rule/row"]),
        (BANDS, "10", []),
        (BANDS, "8", ["rule/row"]),
        (BONUS, "1", []),
        (BONUS, "2", []),
        (BONUS, "3", ["rule/row"]),
        ({"kind": "at_least"}, "4", ["target/row"]),
        ({"kind": "manual"}, "4", []),
    ],
)
def test_a_rule_gives_at_most_the_points_of_its_row(rule, points, names):
    assert [name for name, _ in found(with_row(rule, points))] == names


def test_a_rule_of_the_target_needs_one():
    assert found(with_row({"kind": "at_least"}, target="≥95%")) == []
    assert found(with_row({"kind": "at_least"}, target_policy="open")) == []
    assert "没有写指标值，请补上" in found(with_row({"kind": "at_least"}))[0][1]


def test_a_form_without_scores_has_no_rules_to_look_at():
    assert found(with_row(PROCUREMENT, scored=False)) == []


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ({"kind": "execution_share"}, []),
        (OF_COMPLETION, []),
        (BANDS, ["rule/execution"]),
        ({"kind": "manual"}, ["rule/execution"]),
        (OF_COMPLETION | {"finished": "10"}, ["rule/execution"]),
        (PROCUREMENT | {"of": "completion"}, ["rule/execution"]),
    ],
)
def test_the_execution_rule_reckons_with_the_amounts_alone(rule, names):
    assert [name for name, _ in found(with_execution(rule))] == names


def test_an_execution_rule_without_points_is_not_looked_at():
    funds = {**small_form().funds.model_dump(), "execution_points": None, "execution_rule": BANDS}

    assert found(small_form(funds=funds, total_points=90)) == []


@pytest.mark.parametrize("rule", [BANDS, PROCUREMENT, CHECKLIST, {"kind": "coefficient", "highest": "0.9"}])
def test_a_rule_for_rows_of_any_points_has_none_of_its_own(rule):
    assert found(with_default("equal", rule)) == [
        (
            "rule/default-equal",
            "“指标值为=”的评分规则不按各行的分值给满分，请改用按分值计分的规则，或只用于固定指标。",
        )
    ]
