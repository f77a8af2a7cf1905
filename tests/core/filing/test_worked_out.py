"""Rows whose 实际完成值 is worked out from named inputs."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing import canonical, cells
from core.filing.compute import compute
from core.filing.guidance import row_rule_in_words
from core.verification import verify
from tests.core.filing.forms import TIERS, make_form

ROW, NAME = "staff", "在职人员控制率"
ACTUAL = f"indicators/{ROW}/actual"
MEASURE = {
    "inputs": [
        {"key": "staff", "label": "在职人员数", "unit": "人"},
        {"key": "posts", "label": "编制数", "unit": "人"},
    ],
    "steps": [{"key": "rate", "kind": "ratio", "of": ["staff", "posts"]}],
}


def form(measure=None, scored=True, **rule):
    row = {
        "key": ROW,
        "name": NAME,
        "target": "≤100%",
        "points": "5",
        "rule": {"kind": "at_most", **rule},
        "measure": measure or MEASURE,
    }
    group = {"key": "input", "name": "投入", "rows": [row]}
    words = {"kind": "at_least"}
    rules = {"at_least": words, "at_most": words, "equal": words, "qualitative": TIERS, "words": TIERS}
    fixed = {"level3": "fixed", "groups": [group], "rules": rules, "scored": scored}
    return make_form(indicators=fixed)


def filing(staff="30", posts="29", **typed):
    from core.filing.snapshot import Line
    from tests.core.filing.forms import read_filing

    texts = {f"indicators/{ROW}/inputs.staff": staff, f"indicators/{ROW}/inputs.posts": posts}
    texts |= {f"indicators/{ROW}/target": "≤100%", f"indicators/{ROW}/points": "5"}
    texts |= {f"indicators/{ROW}/{column}": text for column, text in typed.items()}
    return read_filing(form(), (Line(ROW, "input", NAME, "≤100%", Decimal(5)),), texts)


def row_of(snapshot, given_form=None):
    return compute(given_form or form(), snapshot).rows[0]


def told(snapshot, check="M06"):
    return [one for one in verify(form(), snapshot) if one.check == check]


def test_the_inputs_offer_the_actual_and_say_how():
    computed = compute(form(), filing())

    assert computed.offers[cells.indicator(ROW, "actual")] == "103.45%"
    assert computed.workings[cells.indicator(ROW, "actual")] == "30 ÷ 29 = 103.45%"


def test_the_score_follows_from_the_inputs_whatever_is_typed():
    scores = [row_of(filing(actual=actual)).outcome.score for actual in ("", "103.45%", "90%")]

    assert len(set(scores)) == 1
    assert Decimal("4.83") < scores[0] < Decimal("4.84")


def test_inputs_are_required_and_named():
    missing = told(filing(posts=""), "M01")

    assert f"“{NAME}”的“编制数”未填写，请补充。" in [one.message for one in missing]


def test_without_all_inputs_the_typed_actual_counts():
    assert row_of(filing(posts="", actual="100%")).outcome.score == 5


def test_with_neither_the_row_says_what_to_fill_in():
    outcome = row_of(filing(posts="")).outcome

    assert (outcome.score, outcome.working) == (None, "尚未填写编制数，填写并保存后计算。")


@pytest.mark.parametrize(
    ("zero", "score"), [("full", 5), ("none", 0), ("ask", None), ("not_applicable", None)]
)
def test_a_divisor_of_zero_has_the_answer_of_the_form(zero, score):
    outcome = row_of(filing(posts="0"), form({**MEASURE, "zero": zero})).outcome

    assert outcome.score == score
    assert outcome.working.startswith("编制数为0，")
    assert outcome.asks_reason == (zero == "ask")


def test_a_row_without_points_is_not_scored_by_a_divisor_of_zero():
    assert row_of(filing(posts="0", points="", actual="无")).outcome.working == "本行没有分值，不计分。"


@pytest.mark.parametrize("actual", ["103.45%", "103.4%", "103%", "103.448%", ""])
def test_an_actual_at_fewer_or_more_decimals_is_the_one_worked_out(actual):
    assert told(filing(actual=actual)) == []


@pytest.mark.parametrize("actual", ["103.5%", "100%", "90%", "103.45", "103.45人", "达成预期"])
def test_an_actual_that_is_not_the_one_worked_out_is_to_be_explained(actual):
    found = told(filing(actual=actual))

    assert [(one.severity.value, one.found, one.expected, one.offer) for one in found] == [
        ("must_explain", actual, "103.45%", "103.45%")
    ]
    assert "30 ÷ 29 = 103.45%" in found[0].message


def test_a_row_that_does_not_apply_or_cannot_be_worked_out_contradicts_nothing():
    assert told(filing(actual="90%", not_applicable="是")) == []
    assert told(filing(posts="", actual="90%")) == []


def test_a_figure_too_long_to_be_read_back_is_compared_as_text():
    steps = [{"key": "rate", "kind": "product", "of": ["staff", "posts"]}]
    long = form({**MEASURE, "steps": steps, "unit": "人"})

    found = {
        actual: "M06" in [one.check for one in verify(long, filing("123456789", "123456789", actual=actual))]
        for actual in ("15241578750190521人", "15241578750190522人")
    }

    assert list(found.values()) == [False, True]


def test_the_rule_is_told_with_how_the_figure_is_worked_out():
    assert row_rule_in_words(form(), row_of(filing())).startswith("实际完成值 = 在职人员数 ÷ 编制数。")


def test_a_form_without_scores_tells_how_the_figure_is_worked_out():
    bare = form(scored=False)

    assert row_rule_in_words(bare, row_of(filing(), bare)) == "实际完成值 = 在职人员数 ÷ 编制数"


def test_a_form_with_a_measure_comes_back_as_it_was_released():
    assert canonical.form_from_json(canonical.form_to_json(form())) == form()


def test_a_form_without_a_measure_says_nothing_of_it():
    assert "measure" not in canonical.form_to_json(make_form())


@given(staff=st.integers(0, 10**6), posts=st.integers(1, 10**6))
def test_what_is_offered_never_contradicts_its_inputs(staff, posts):
    offered = row_of(filing(str(staff), str(posts))).offered_actual

    assert told(filing(str(staff), str(posts), actual=offered)) == []


@pytest.mark.parametrize(
    ("staff", "posts", "unit", "target", "score"),
    [
        ("1", "3", "%", "≥100%", "5/3"),
        ("1", "3", "元", "≥1万元", "5/30000"),
        ("100", "3", "", "≥100%", "5/3"),
        ("2", "3", "%", "≥66.67%", "100000/20001"),
    ],
)
def test_what_is_worked_out_counts_exactly_though_it_is_printed_rounded(staff, posts, unit, target, score):
    exact = form({**MEASURE, "unit": unit}, kind="at_least")

    given = row_of(filing(staff, posts, target=target), exact).outcome.score

    assert given == Fraction(score)


@pytest.mark.parametrize(("zero", "met"), [("full", True), ("none", False), ("ask", None)])
def test_a_divisor_of_zero_meets_what_the_form_says(zero, met):
    assert row_of(filing(posts="0"), form({**MEASURE, "zero": zero})).met is met


def test_inputs_in_which_nothing_is_filled_leave_open_whether_the_target_is_met():
    assert row_of(filing(staff="", posts="")).met is None
