"""Rows whose actual is worked out: the inputs are asked, the figure offered, scored before it was rounded."""

from __future__ import annotations

from fractions import Fraction

import pytest

from core.filing import cells
from core.filing.compute import compute
from core.filing.entry import read_cell
from core.filing.snapshot import Cell, Line, Snapshot
from core.verification import verify
from tests.core.filing.forms import IDENTITY, make_form

MEASURE = {
    "inputs": [
        {"key": "staff", "label": "在职人员数", "unit": "人"},
        {"key": "posts", "label": "编制数", "unit": "人"},
    ],
    "steps": [{"key": "rate", "kind": "ratio", "of": ["staff", "posts"]}],
}
INPUTS = {"staff": "30", "posts": "29"}
ACTUAL, SCORE = cells.indicator("f1", "actual"), cells.indicator("f1", "score")


def form(**measure):
    row = {
        "key": "f1",
        "name": "在职人员控制率",
        "target": "≤100%",
        "points": "5",
        "measure": MEASURE | measure,
    }
    group = {"key": "input", "name": "投入", "points": "5", "rows": [row]}
    return make_form(indicators__level3="fixed", indicators__groups=[group], funds=None, total_points="5")


def filing(form, **typed):
    texts = {"target": "≤100%", "points": "5", **typed}
    refs = {cells.indicator("f1", name.replace("__", ".")): text for name, text in texts.items()}
    filled = {str(ref): Cell(text) if ref.asks else read_cell(form, ref, text) for ref, text in refs.items()}
    return Snapshot(IDENTITY, "0" * 64, goals=0, lines=(Line("f1", "input", "在职人员控制率"),), cells=filled)


def computed(asked=None, /, **typed):
    asked = asked or form()
    return compute(asked, filing(asked, **typed))


def test_the_inputs_are_asked_before_the_actual():
    (row,) = computed().rows

    assert [one.asked.label for one in row.asked] == ["在职人员数", "编制数"]
    assert cells.measure_input("f1", "staff") in computed().missing


def test_the_figure_is_offered_with_its_working():
    result = computed(inputs__staff="30", inputs__posts="29")

    assert result.offers[ACTUAL] == "103.45%"
    assert result.workings[ACTUAL] == "30 ÷ 29 = 103.45%"


def test_the_score_is_that_of_the_exact_figure():
    """5 × 29 ÷ 30 is 4.8333…; by the rounded 103.45 % it would be 4.8333…32."""
    result = computed(inputs__staff="30", inputs__posts="29", actual="103.45%")

    assert result.outcomes["f1"].score == Fraction(5 * 29, 30)


@pytest.mark.parametrize(
    ("zero", "score", "offer"), [("full", 5, "5"), ("none", 0, "0"), ("ask", None, None)]
)
def test_a_divisor_of_zero_is_scored_as_the_form_says(zero, score, offer):
    result = computed(form(zero=zero), inputs__staff="3", inputs__posts="0")

    assert result.outcomes["f1"].score == score
    assert result.offers.get(SCORE) == offer


def test_an_actual_that_can_be_worked_out_is_required():
    assert ACTUAL in computed(inputs__staff="30", inputs__posts="29").missing


def test_where_nothing_can_be_worked_out_no_actual_is_asked():
    asked = form(zero="full")
    snapshot = filing(asked, inputs__staff="3", inputs__posts="0", score="5")

    assert ACTUAL not in compute(asked, snapshot).missing
    assert not [finding for finding in verify(asked, snapshot) if finding.check == "C12"]


def test_a_row_that_does_not_apply_offers_nothing():
    result = computed(inputs__staff="30", inputs__posts="29", not_applicable="是")

    assert ACTUAL not in result.offers


class TestARowOfAnApprovedTarget:
    """It keeps a rule that the form names; the form says how the actual of such rows is worked out."""

    RULE = {"kind": "at_most", "mode": "linear"}
    NAMED = {"name": "在职人员控制率", "rule": RULE, "measure": MEASURE}

    def row(self, rule, *named):
        form = make_form(indicators__row_rules=list(named), funds=None)
        row = Line("f1", "quantity", "在职人员控制率", rule=rule)
        typed = {cells.measure_input("f1", key): Cell(text) for key, text in INPUTS.items()}
        filled = {str(ref): cell for ref, cell in typed.items()}
        return compute(form, Snapshot(IDENTITY, "0" * 64, goals=0, lines=(row,), cells=filled)).rows[0]

    def test_it_is_worked_out_where_its_rule_is_the_named_one(self):
        row = self.row(self.RULE, {"name": "人工评分", "rule": {"kind": "manual"}}, self.NAMED)

        assert ([one.asked.label for one in row.asked], row.offered_actual) == (
            ["在职人员数", "编制数"],
            "103.45%",
        )

    @pytest.mark.parametrize("rule", [None, {"kind": "at_most"}], ids=["none of its own", "another"])
    def test_it_is_typed_where_it_has_another_rule(self, rule):
        assert self.row(rule, self.NAMED).asked == ()

    def test_it_is_typed_where_the_form_names_none(self):
        assert self.row(self.RULE).asked == ()
