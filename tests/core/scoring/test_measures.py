"""Figures worked out from named inputs: exact, said in words, refused in words (domain.md §4.2)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.scoring.measures import Measure, Worked, asked_by, example, in_words, work_out

NUMBERS = st.decimals(0, 10**8, places=2)


def measure(*steps, inputs=("a", "b", "c"), **settings):
    return Measure.model_validate(
        {
            "inputs": [{"key": key, "label": f"{key}数"} for key in inputs],
            "steps": [{"key": key, "kind": kind, "of": of} for key, kind, of in steps],
            **settings,
        }
    )


THREE_PUBLIC = measure(("now", "sum", ["a", "b"]), ("rate", "change", ["now", "c"]))
"""(公车 + 接待 − 上年) ÷ 上年."""


@pytest.mark.parametrize(
    ("kind", "value", "working"),
    [
        ("ratio", Fraction(6, 5), "12 ÷ 10 = 120%"),
        ("change", Fraction(1, 5), "(12 − 10) ÷ 10 = 20%"),
        ("difference", 2, "12 − 10 = 200%"),
        ("sum", 22, "12 + 10 = 2200%"),
        ("product", 120, "12 × 10 = 12000%"),
    ],
)
def test_every_operation_gives_its_exact_value_and_its_working(kind, value, working):
    worked = work_out(example(kind), {"staff": "12", "posts": "10"})

    assert (worked.value, worked.working, worked.problem) == (value, working, "")


def test_a_number_below_nothing_is_reckoned_with():
    assert work_out(example("difference"), {"staff": "-3", "posts": "1"}).value == -4


def test_a_third_stays_a_third():
    assert work_out(example(), {"staff": "1", "posts": "3"}).value == Fraction(1, 3)


def test_what_is_worked_out_first_stands_in_brackets():
    worked = work_out(THREE_PUBLIC, {"a": "10", "b": "2", "c": "10"})

    assert worked.working == "((10 + 2) − 10) ÷ 10 = 20%"
    assert in_words(THREE_PUBLIC) == "((a数 + b数) − c数) ÷ c数"


def test_a_sum_is_said_in_its_own_unit():
    total = measure(("all", "sum", ["a", "b", "c"]), unit="万元")

    assert work_out(total, {"a": "1.10", "b": "2", "c": "3"}) == Worked(
        Fraction(61, 10), "6.1万元", "1.1 + 2 + 3 = 6.1万元"
    )


def test_a_rate_is_read_and_shown_with_its_sign():
    data = example("product").model_dump()
    data["inputs"][0]["kind"] = "rate"

    worked = work_out(Measure.model_validate(data), {"staff": "60.7%", "posts": "1"})

    assert (worked.value, worked.working) == (Fraction(607, 1000), "60.7% × 1 = 60.7%")


def test_inputs_are_asked_like_the_answers_of_a_rule():
    first, second = asked_by(example())

    assert (first.key, first.label, first.kind, first.unit) == ("staff", "在职人员数", "number", "人")
    assert second.required


def test_what_is_missing_is_named():
    assert work_out(example(), {"posts": " "}).problem == "尚未填写在职人员数、编制数，填写并保存后计算。"


def test_what_is_no_number_is_said_with_its_name():
    problem = work_out(example(), {"staff": "三十", "posts": "29"}).problem

    assert problem == "在职人员数「三十」不能识别为数字，请只填数字，例如1234.56。"


@pytest.mark.parametrize(
    ("zero", "score", "asks_reason"),
    [("full", 5, False), ("none", 0, False), ("not_applicable", None, False), ("ask", None, True)],
)
def test_a_divisor_of_zero_gives_what_the_form_says(zero, score, asks_reason):
    worked = work_out(example().model_copy(update={"zero": zero}), {"staff": "3", "posts": "0"})

    outcome = worked.outcome(Decimal(5))

    assert (outcome.score, outcome.asks_reason) == (score, asks_reason)
    assert outcome.working.startswith("编制数为0，")


def test_nothing_to_nothing_may_have_an_answer_of_its_own():
    """三公经费 of 0 in both years is no growth; from 0 to something is."""
    both = example("change").model_copy(update={"zero": "none", "both_zero": "full"})

    assert work_out(both, {"staff": "0", "posts": "0"}).zero == "full"
    assert work_out(both, {"staff": "3", "posts": "0"}).zero == "none"


def test_a_divisor_that_is_worked_out_is_named_by_its_formula():
    rate = measure(("all", "sum", ["b", "c"]), ("rate", "ratio", ["a", "all"]))

    assert work_out(rate, {"a": "1", "b": "0", "c": "0"}).problem.startswith("b数 + c数为0，")


def test_without_a_zero_the_rule_of_the_row_decides():
    assert work_out(example(), {"staff": "1", "posts": "1"}).outcome(Decimal(5)) is None


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([("x", "ratio", ["a", "b", "c"])], "计算步骤「x」须由两项计算，现有3项"),
        ([("x", "ratio", ["a", "d"])], "引用了没有的计算项「d」"),
        ([("x", "sum", ["y", "a"]), ("y", "sum", ["x", "b", "c"])], "互相引用：x→y→x"),
        ([("x", "sum", ["x", "a", "b", "c"])], "互相引用：x→x"),
        ([("x", "sum", ["a", "b"])], "「c」没有用到"),
        ([("a", "sum", ["b", "c"])], "「a」重复"),
        ([("x", "sum", ["a", "b"]), ("y", "sum", ["a", "c"])], "「x」没有用到"),
        ([("x", "power", ["a", "b"])], "ratio"),
    ],
)
def test_what_does_not_fit_together_is_refused_in_words(steps, message):
    with pytest.raises(ValidationError, match=message):
        measure(*steps)


def test_a_formula_that_nobody_could_read_is_refused():
    doubled = [("s0", "sum", ["a", "b"])] + [(f"s{n}", "sum", [f"s{n - 1}"] * 2) for n in range(1, 20)]

    with pytest.raises(ValidationError, match="计算式太长，最多100个数"):
        measure(*doubled, inputs=("a", "b"))


def test_a_formula_may_have_a_hundred_numbers():
    steps = [("s", "sum", ["a"] * 20), ("t", "sum", ["s"] * 5)]

    assert work_out(measure(*steps, inputs=("a",), unit=""), {"a": "1"}).value == 100
    with pytest.raises(ValidationError, match="计算式太长"):
        measure(steps[0], ("t", "sum", ["s"] * 5 + ["a"]), inputs=("a",))


def test_two_steps_may_share_a_third():
    """No circle: both need the sum, neither leads back."""
    diamond = measure(
        ("s", "sum", ["a", "b"]), ("t", "product", ["s", "c"]), ("r", "ratio", ["s", "t"]), unit=""
    )

    assert work_out(diamond, {"a": "1", "b": "1", "c": "4"}).value == Fraction(1, 4)


@given(above=NUMBERS, below=NUMBERS.filter(bool), factor=st.integers(1, 1000))
def test_a_ratio_is_free_of_scale(above, below, factor):
    one = work_out(example(), {"staff": f"{above:f}", "posts": f"{below:f}"})
    other = work_out(example(), {"staff": f"{above * factor:f}"[:30], "posts": f"{below * factor:f}"[:30]})

    assert other.value is None or one.value == other.value


@given(given_texts=st.dictionaries(st.sampled_from(["staff", "posts"]), st.text(max_size=20)))
def test_whatever_is_typed_gives_a_value_or_says_what_to_do(given_texts):
    worked = work_out(example("change"), given_texts)

    assert (worked.value is None) == bool(worked.problem)
    assert worked.value is None or isinstance(worked.value, Fraction)
