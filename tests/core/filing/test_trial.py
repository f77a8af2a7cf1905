"""Another form's rules applied to a filing: what would change, how, and what cannot be matched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.filing.snapshot import Line
from core.filing.trial import try_form
from tests.core.filing.forms import make_filing, make_form, read_filing

FORM = make_form()


def test_the_same_form_changes_nothing():
    trial = try_form(FORM, make_form(), make_filing())

    assert (trial.changes, trial.remarks) == ((), ())
    assert trial.before_total == trial.after_total
    assert trial.before_working == trial.after_working
    assert (trial.filed_total, trial.filed_grade) == ("94", "良")


def test_another_rule_of_the_execution_rate_changes_score_total_and_working():
    stricter = {"kind": "all_or_nothing"}

    trial = try_form(FORM, make_form(funds__execution_rule=stricter), make_filing())

    (change,) = trial.changes
    assert (change.name, change.before, change.after) == ("预算执行率", "6", "0")
    assert "701.23 ÷ 1155.50" in change.before_working
    assert change.after_working
    assert (trial.before_total, trial.after_total) == ("94", "88")


def test_other_points_of_the_execution_rate_count():
    trial = try_form(FORM, make_form(funds__execution_points="20"), make_filing())

    assert [(change.before, change.after) for change in trial.changes] == [("6", "12")]
    assert trial.after_total == "100"


def test_the_points_filed_of_the_execution_rate_give_way_to_those_of_the_form():
    filed = make_filing(funds__total__points="10")

    trial = try_form(FORM, make_form(funds__execution_points="20"), filed)

    assert [(change.before, change.after) for change in trial.changes] == [("6", "12")]


def test_another_grade_is_told():
    grading = {"bands": [{"name": "合格", "minimum": "60"}, {"name": "不合格", "minimum": "0"}]}

    trial = try_form(FORM, make_form(grading=grading), make_filing())

    assert (trial.before_grade, trial.after_grade) == ("良", "合格")
    assert "合格" in trial.after_working


def test_a_form_without_grades_gives_none():
    assert try_form(FORM, make_form(grading=None), make_filing()).after_grade == ""


def test_a_rule_that_gives_a_range_keeps_the_score_filed_and_tells_where_it_no_longer_fits():
    low = {"kind": "tiers", "tiers": [{"name": "达成预期", "low": "0.1", "high": "0.5", "high_closed": True}]}
    rules = FORM.indicators.rules.model_dump(mode="json")
    rules |= {"at_least": {"kind": "manual"}, "qualitative": low, "words": low}

    trial = try_form(FORM, make_form(indicators__rules=rules), make_filing())

    assert any("不在这份表样的得分范围内，须重新评分" in remark for remark in trial.remarks)


@pytest.mark.parametrize(("score", "told"), [("0", False), ("6", False), ("8", False), ("9", True)])
def test_a_score_filed_fits_from_nothing_to_all_the_points_that_a_person_may_give(score, told):
    rules = FORM.indicators.rules.model_dump(mode="json") | {"at_least": {"kind": "manual"}}
    filed = make_filing(indicators__r1__score=score)

    trial = try_form(FORM, make_form(indicators__rules=rules), filed)

    assert any(f"「{filed.lines[0].name}」" in remark for remark in trial.remarks) is told


def test_rows_of_a_group_that_is_gone_are_told_and_not_counted():
    groups = [
        group.model_dump(mode="json") for group in FORM.indicators.groups if group.key != "satisfaction"
    ]

    trial = try_form(FORM, make_form(indicators__groups=groups), make_filing())

    assert [remark for remark in trial.remarks if "在这份表样中没有，不计入" in remark]
    assert trial.after_total == "84"


def test_funds_that_only_one_form_has_are_told():
    funds = FORM.model_dump(mode="json")["funds"]
    columns = [column for column in funds["columns"] if column["role"] != "initial"]
    rows = [*funds["rows"], {"key": "fresh", "label": "新增资金", "role": "part"}]

    trial = try_form(FORM, make_form(funds={**funds, "columns": columns, "rows": rows}), make_filing())

    assert trial.remarks == (
        "资金「年初预算数」在这份表样中没有，不计入。",
        "资金「新增资金」是这份表样新增的，报送时没有填写。",
    )


def test_a_form_without_funds_has_no_execution_score():
    trial = try_form(FORM, make_form(funds=None), make_filing())

    assert "预算执行率" not in [change.name for change in trial.changes]
    assert "资金「年初预算数」在这份表样中没有，不计入。" in trial.remarks


def fixed(*rows):
    return make_form(
        funds=None,
        indicators__level3="fixed",
        indicators__groups=[{"key": "all", "name": "全部", "rows": list(rows)}],
    )


def test_rows_of_the_form_are_matched_by_key_with_its_targets_and_points():
    filing = make_filing()
    was = fixed(*({"key": line.key, "name": line.name} for line in filing.lines))
    now = fixed(
        {"key": "r1", "name": "改名的指标", "target": "≥99999", "points": "5"},
        {"key": "r2", "name": filing.lines[1].name},
        {"key": "fresh", "name": "新增的指标"},
    )
    filing = make_filing()
    filed = replace(filing, lines=tuple(replace(line, group="all") for line in filing.lines))

    trial = try_form(was, now, filed)

    assert "指标「新增的指标」是这份表样新增的，报送时没有填写，不能计算。" in trial.remarks
    assert f"指标「{filed.lines[2].name}」在这份表样中没有，不计入。" in trial.remarks
    assert trial.after_total == ""


@pytest.mark.parametrize(
    ("row", "score"),
    [({"target": "≥100%", "points": "10"}, "9"), ({"target": "≥90%", "points": "5"}, "5")],
    ids=["target", "points"],
)
def test_a_row_of_the_form_is_scored_by_the_target_and_points_of_the_form_tried(row, score):
    was, now = (
        fixed({"key": "r1", "name": "覆盖率", **one}) for one in ({"target": "≥90%", "points": "10"}, row)
    )
    texts = {"target": "≥90%", "actual": "90%", "points": "10", "score": "10"}
    lines = (Line("r1", "all", "覆盖率"),)
    filed = read_filing(was, lines, {f"indicators/r1/{column}": text for column, text in texts.items()})

    (change,) = try_form(was, now, filed).changes

    assert (change.before, change.after) == ("10", score)


def test_a_form_without_scores_gives_no_total():
    trial = try_form(FORM, make_form(indicators__scored=False), make_filing())

    assert trial.after_total == ""
