"""The one calculation, held against the 源城 filing and small changes of it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.filing import cells
from core.filing.compute import compute
from tests.core.filing.computing import computed, offer, working
from tests.core.filing.forms import make_filing, make_form, with_line


def test_yuancheng_executes_60_7_percent_for_6_points():
    assert offer("funds/total/rate") == "60.7%"
    assert offer("funds/total/score") == "6"
    assert working("funds/total/score") == "701.23 ÷ 1155.50 × 10 = 6.07 → 6"
    assert working("funds/total/rate") == "701.23 ÷ 1155.50 = 60.7%"


def test_yuancheng_earns_94_points_and_is_held_at_good():
    result = computed()

    assert (result.total_points, result.total_score, result.grade.name) == (100, 94, "良")
    assert result.workings[cells.total("score")] == "6 + 48 + 30 + 10 = 94"
    assert result.workings[cells.total("grade")].endswith("预算执行率低于90%，等级最高为“良”")


def test_nothing_is_missing_in_yuancheng():
    assert computed().missing == ()


@pytest.mark.parametrize(
    ("group", "points", "score"),
    [
        ("output", 50, 48),
        ("quantity", 17, 15),
        ("timeliness", 17, 17),
        ("sustained", 14, 14),
        ("satisfaction", 10, 10),
    ],
)
def test_groups_of_both_levels_are_added_up(group, points, score):
    result = computed()

    assert result.group_points[group].score == points
    assert result.group_scores[group].score == score


def test_a_row_that_does_not_apply_is_not_scored_and_leaves_no_gap():
    result = computed()

    assert "r2" not in result.outcomes
    assert result.group_scores["quantity"].is_complete


def test_words_for_a_number_give_the_range_of_their_tier():
    outcome = computed().outcomes["r1"]

    assert (outcome.low, outcome.high, outcome.score) == (Fraction("4.8"), Fraction("6.4"), None)
    assert offer("indicators/r1/score") is None


def test_a_number_gives_the_score_in_proportion_rounded_once():
    assert offer("indicators/r1/score", indicators__r1__actual="60.7%") == "6"
    assert working("indicators/r1/score", indicators__r1__actual="60.7%").endswith("= 5.71 → 6")


# Which rule


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≥80个", "40个", "4"),
        (">80个", "40个", "4"),
        ("80个", "160个", "8"),
        ("≤80万元", "160万元", "4"),
        ("<80万元", "160万元", "4"),
        ("=80个", "160个", "8"),
        ("不断规范", "达成预期", None),
        ("", "达成预期", None),
    ],
)
def test_the_sign_of_the_target_chooses_the_rule(target, actual, score):
    assert offer("indicators/r1/score", indicators__r1__target=target, indicators__r1__actual=actual) == score


def test_a_rule_of_the_row_itself_comes_first():
    filing = make_filing(indicators__r1__target="100个", indicators__r1__actual="90个")

    result = compute(make_form(), with_line(filing, "r1", rule={"kind": "equal", "mode": "exact"}))

    assert result.outcomes["r1"].score == 0


def test_a_rule_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="kind"):
        compute(make_form(), with_line(make_filing(), "r1", rule={"kind": "magic"}))


def test_a_rule_of_the_forms_own_row_comes_before_the_default():
    groups = make_form().model_dump(mode="json")["indicators"]["groups"]
    groups[0]["children"][0]["rows"] = [{"key": "r1", "name": "支出率", "rule": {"kind": "manual"}}]

    result = computed(make_form(indicators__groups=groups))

    assert (result.outcomes["r1"].low, result.outcomes["r1"].high) == (0, 8)


def test_a_row_in_a_group_that_the_form_does_not_have_is_an_error():
    with pytest.raises(KeyError, match="nowhere"):
        compute(make_form(), with_line(make_filing(), "r1", group="nowhere"))


# Totals, grade, not applicable


@pytest.mark.parametrize("ref", ["indicators/r3/score", "funds/total/score"])
def test_a_sum_with_a_gap_is_no_total(ref):
    result = computed(**{ref.replace("/", "__"): None})

    assert result.total_score is None
    assert cells.total("score") not in result.offers


def test_with_a_gap_the_grade_is_that_of_the_total_as_filed_and_not_offered():
    typed = {"indicators__r3__score": None, "total__score": "75"}

    assert computed(**typed).grade.name == "中"
    assert offer("total/grade", **typed) is None


def test_without_any_total_there_is_no_grade():
    assert computed(indicators__r3__score=None, total__score=None).grade is None


def test_a_form_without_grades_gives_none():
    assert computed(make_form(grading=None)).grade is None


def test_empty_points_leave_the_points_unknown():
    assert computed(indicators__r3__points=None).total_points is None


@pytest.mark.parametrize(
    ("mode", "total", "working_text"),
    [
        ("as_printed", 94, "6 + 48 + 30 + 10 = 94"),
        ("rescale", Fraction(94 * 100, 95), "(6 + 48 + 30 + 10) × 100 ÷ 95 = 98.95 → 99"),
        ("full", 99, "6 + 48 + 30 + 10 + 5（不适用） = 99"),
    ],
)
def test_the_form_says_what_becomes_of_points_that_do_not_apply(mode, total, working_text):
    form = make_form(indicators__not_applicable=mode)

    result = computed(form, indicators__r2__points="5")

    assert result.total_score == total
    assert result.workings[cells.total("score")] == working_text


def test_points_that_do_not_apply_are_the_approved_ones_where_the_cell_is_empty():
    form = make_form(indicators__not_applicable="full")
    filing = with_line(make_filing(form), "r2", approved_points=Decimal(3))

    assert compute(form, filing).total_score == 97


def test_a_form_without_scores_computes_neither_scores_nor_totals():
    result = computed(make_form(indicators__scored=False, funds__execution_points=None))

    assert (result.outcomes, result.total_points, result.total_score) == ({}, None, None)


def test_whether_a_target_was_met_is_known_without_scores():
    form = make_form(indicators__scored=False)

    rows = {row.line.key: row.met for row in computed(form, indicators__r13__actual="79%").rows}

    assert (rows["r13"], rows["r1"], rows["r2"], rows["r3"]) == (False, False, None, None)


@settings(max_examples=40, deadline=None)
@given(
    scores=st.lists(st.integers(0, 8), min_size=13, max_size=13),
    execution=st.integers(0, 10),
)
def test_the_total_is_the_sum_of_whatever_was_filed(scores, execution):
    rows = [f"r{number}" for number in range(1, 15) if number != 2]
    typed = {f"indicators__{row}__score": str(score) for row, score in zip(rows, scores, strict=True)}

    result = computed(**typed, funds__total__score=str(execution))

    assert result.total_score == sum(scores) + execution
    assert result.offers[cells.total("score")] == str(sum(scores) + execution)


def test_a_form_of_budgets_alone_has_no_rates():
    columns = [{"key": "adjusted", "label": "全年预算数", "role": "adjusted"}]
    typed = {ref.replace("/", "__"): None for ref in make_filing().cells if ref.startswith("funds/")}

    result = computed(make_form(funds__columns=columns), **{**typed, "funds__total__adjusted": "5"})

    assert (result.execution_rate, result.execution.score) == (None, None)
