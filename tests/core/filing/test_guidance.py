"""What is said beside a cell: the rule of its row, and what was approved where something else stands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.filing.compute import compute
from core.filing.guidance import changed_from_approved, execution_rule_in_words, row_rule_in_words
from core.scoring.parameters import Manual
from tests.core.filing.forms import make_filing, make_form

TIERS = "按达成情况在区间内评分：达成预期得"


def rules(form, filing):
    return {row.line.key: row_rule_in_words(form, row) for row in compute(form, filing).rows}


def with_line(filing, key, **given):
    lines = tuple(replace(line, **given) if line.key == key else line for line in filing.lines)
    return replace(filing, lines=lines)


class TestRuleOfARow:
    def test_a_number_says_its_rule_and_what_words_give(self):
        form = make_form()

        assert rules(form, make_filing(form))["r1"] == (
            "实际完成值≥指标值得满分8分；未达到的，按实际完成值÷指标值×8计分（取整数，四舍五入）。"
            f"实际完成值写成文字的，{TIERS}6.4分（含）至8分（含）；"
            "部分达成预期得4.8分（含）至6.4分（不含）；未达成预期得0分（含）至4.8分（不含）"
        )

    def test_words_say_their_tiers_alone(self):
        form = make_form()

        assert rules(form, make_filing(form))["r7"].startswith(f"{TIERS}5.6分（含）至7分（含）")

    def test_a_rule_over_numbers_says_the_tiers_where_the_target_is_words(self):
        form = make_form()
        filing = with_line(make_filing(form), "r7", rule={"kind": "at_least"})

        assert rules(form, filing)["r7"].startswith(TIERS)

    @pytest.mark.parametrize(
        ("target", "said"),
        [
            ("2021年6月30日前", "不晚于2021年6月30日"),
            ("6月底前", "不晚于2021年6月30日"),
            ("不早于2021年7月1日", "不早于2021年7月1日"),
            ("12月前", "符合“12月前”"),
        ],
    )
    def test_a_date_says_until_when(self, target, said):
        form = make_form()

        words = rules(form, make_filing(form, indicators__r7__target=target))["r7"]

        late = "未按期的，请在满分以下评分并说明理由"
        assert words.startswith(f"实际完成值写日期的，{said}得满分7分；{late}。其他文字{TIERS}5.6分")

    def test_a_rule_of_the_actual_alone_is_said_whatever_the_target(self):
        form = make_form()
        filing = with_line(make_filing(form), "r7", rule={"kind": "change_rate"})

        assert rules(form, filing)["r7"].startswith("下降或持平得满分7分；增加的，按（1−实际完成值）×7计分")

    def test_the_rule_of_the_row_itself_is_said(self):
        form = make_form()
        filing = with_line(make_filing(form), "r1", rule=Manual().model_dump())

        assert rules(form, filing)["r1"] == "人工评分，须说明理由，最多得8分"

    def test_a_row_without_points_says_so(self):
        form = make_form()

        assert rules(form, make_filing(form))["r2"] == "本行没有分值，不计分"

    def test_a_form_without_scores_says_nothing(self):
        form = make_form(indicators__scored=False)

        assert set(rules(form, make_filing(form)).values()) == {""}


class TestRuleOfTheExecutionRate:
    def test_it_is_said_with_its_points(self):
        form = make_form()

        assert execution_rule_in_words(form, make_filing(form)).startswith(
            "按全年执行数÷全年预算数×10计分，最多得10分（取整数，四舍五入）"
        )

    @pytest.mark.parametrize("change", [{"funds": None}, {"funds__execution_points": None}])
    def test_nothing_is_said_where_it_is_not_scored(self, change):
        form = make_form(**change)

        assert execution_rule_in_words(form, replace(make_filing(make_form()), cells={})) == ""


class TestChangedFromApproved:
    def changed(self, form=None, goals=(), **typed):
        form = form or make_form()
        filing = with_line(
            make_filing(form, **typed), "r1", approved_target="85%", approved_points=Decimal(8)
        )
        return {str(ref): text for ref, text in changed_from_approved(form, filing, goals).items()}

    def test_nothing_is_told_where_everything_is_as_approved(self):
        assert self.changed() == {}

    def test_points_are_compared_as_numbers(self):
        assert self.changed(indicators__r1__points="8.00") == {}

    @pytest.mark.parametrize(
        ("cell", "typed", "approved"),
        [
            ("indicators__r1__target", "80%", "85%"),
            ("indicators__r1__target", None, "85%"),
            ("indicators__r1__points", "9", "8"),
            ("indicators__r1__points", None, "8"),
            ("funds__total__points", "20", "10"),
        ],
    )
    def test_what_was_approved_is_told_where_something_else_stands(self, cell, typed, approved):
        assert self.changed(**{cell: typed}) == {cell.replace("__", "/"): approved}

    def test_a_goal_is_compared_with_the_approved_one(self):
        assert self.changed(goals=["另一目标", "多出的目标"]) == {"goals/1/expected": "另一目标"}

    def test_the_same_goal_is_not_told(self):
        goal = make_filing().cells["goals/1/expected"].typed

        assert self.changed(goals=[f"{goal} "]) == {}

    def test_a_form_without_funds_goals_and_scores_has_targets_alone(self):
        form = make_form(funds=None, goals=None, indicators__scored=False)
        filing = with_line(make_filing(make_form()), "r1", approved_target="90%", approved_points=Decimal(1))

        changed = changed_from_approved(form, filing, ["目标"])

        assert {str(ref): text for ref, text in changed.items()} == {"indicators/r1/target": "90%"}
