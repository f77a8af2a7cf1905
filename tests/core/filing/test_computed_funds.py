"""项目资金 computed: sums, rates, the score of the execution; held against 源城 and small changes of it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from core.filing import cells
from tests.core.filing.computing import computed, offer, working
from tests.core.filing.forms import make_filing, make_form

PARTS = ("current_appropriation", "higher_level_transfer", "carryover", "other_funds")


def sums(form=None, **typed):
    """Column → sum of its parts."""
    return {ref.column: found and found.sum for ref, found in computed(form, **typed).parts.items()}


def test_the_total_is_offered_as_the_sum_of_complete_parts():
    assert sums() == {"initial": None, "adjusted": Decimal("1155.50"), "executed": None}
    assert offer("funds/total/adjusted") == "1155.50"
    assert offer("funds/total/executed") is None


def test_a_mark_counts_as_nothing_and_an_empty_part_leaves_the_sum_unknown():
    marked = {f"funds__{row}__initial": "—" for row in PARTS} | {"funds__carryover__initial": "1.25"}

    assert sums(**marked)["initial"] == Decimal("1.25")
    assert sums(**{**marked, "funds__higher_level_transfer__initial": None})["initial"] is None


def test_a_row_without_any_amount_is_a_source_that_there_is_not():
    unused = {f"funds__other_funds__{column}": None for column in ("initial", "adjusted", "executed", "rate")}

    assert sums(**unused)["adjusted"] == Decimal("1154.97")
    assert offer("funds/total/adjusted", **unused) == "1154.97"


@pytest.mark.parametrize(("given", "offered"), [("10", "10"), (None, None)])
def test_the_points_of_the_execution_rate_are_offered_where_there_are_any(given, offered):
    assert offer("funds/total/points", make_form(funds__execution_points=given)) == offered


@pytest.mark.parametrize(("only_total", "of_part"), [(False, "50.0%"), (True, None)])
def test_a_rate_is_offered_for_each_source_unless_the_form_prints_that_of_the_total_alone(
    only_total, of_part
):
    columns = make_form().model_dump(mode="json")["funds"]["columns"]
    columns = [{**column, "only_total": only_total and column["role"] == "rate"} for column in columns]
    typed = {"funds__carryover__adjusted": "4", "funds__carryover__executed": "2"}

    offers = computed(make_form(funds__columns=columns), **typed).offers

    assert offers.get(cells.fund("carryover", "rate")) == of_part
    assert offers[cells.fund("total", "rate")] == "60.7%"


def test_amounts_in_yuan_are_divided_as_they_are_typed():
    assert working("funds/total/rate", make_form(funds__amount_unit="元")) == "701.23 ÷ 1155.50 = 60.7%"


def test_where_there_is_no_rate_there_is_no_working_of_it():
    assert working("funds/total/rate", funds__total__adjusted="0") is None


def test_a_rate_alone_makes_no_source():
    unused = {f"funds__other_funds__{column}": None for column in ("initial", "adjusted", "executed")}

    assert sums(**unused, funds__other_funds__rate="—")["adjusted"] == Decimal("1154.97")
    assert sums(**unused, funds__other_funds__rate="50%")["adjusted"] == Decimal("1154.97")


def test_parts_with_a_number_with_a_mark_and_with_neither_are_told_apart():
    typed = {f"funds__{row}__initial": "—" for row in PARTS}
    typed |= {"funds__carryover__initial": "1.25", "funds__higher_level_transfer__initial": None}

    found = computed(**typed).parts[cells.fund("total", "initial")]

    assert [[ref.row for ref in refs] for refs in (found.numbers, found.marks, found.empty)] == [
        ["carryover"],
        ["current_appropriation", "other_funds"],
        ["higher_level_transfer"],
    ]


def test_a_part_of_nothing_adds_nothing():
    assert sums(funds__other_funds__adjusted="0")["adjusted"] == Decimal("1154.97")


def test_parts_that_are_all_marks_have_no_sum():
    assert sums(**{f"funds__{row}__initial": "-" for row in PARTS})["initial"] is None


def test_a_column_of_the_total_alone_has_no_sum_of_parts():
    columns = make_form().model_dump(mode="json")["funds"]["columns"]
    columns[1]["only_total"] = True

    assert sums(make_form(funds__columns=columns))["adjusted"] is None


def test_a_column_prints_its_sum_with_its_decimals():
    columns = make_form().model_dump(mode="json")["funds"]["columns"]
    columns[1]["decimals"] = 4

    assert offer("funds/total/adjusted", make_form(funds__columns=columns)) == "1155.5000"


@pytest.mark.parametrize(
    ("budget", "spent", "offered"),
    [
        ("0", "5", "—"),
        ("0", None, "—"),
        ("0", "0", "—"),
        ("100", "-", "—"),
        ("100", None, None),
        (None, "5", None),
        (None, "-", None),
    ],
)
def test_without_budget_or_execution_there_is_no_rate_and_no_automatic_score(budget, spent, offered):
    """“—” only where there will be no rate; while a number is missing nothing is proposed."""
    typed = {"funds__total__adjusted": budget, "funds__total__executed": spent}

    result = computed(**typed)

    assert (result.execution_rate, result.execution.score) == (None, None)
    assert offer("funds/total/rate", **typed) == offered
    assert offer("funds/total/score", **typed) is None


def test_a_budget_in_two_columns_is_their_sum():
    columns = [
        {"key": "carried_over", "label": "上年结转", "role": "carried_over"},
        {"key": "allocated", "label": "当年安排", "role": "allocated"},
        {"key": "executed", "label": "全年执行数", "role": "executed"},
        {"key": "rate", "label": "执行率", "role": "rate"},
        {"key": "score", "label": "得分", "role": "score"},
    ]
    texts = {"initial": None, "adjusted": None, "points": None}
    unused = {
        f"funds__{row}__{c}": None
        for row in ("total", "current_appropriation", "higher_level_transfer", "carryover", "other_funds")
        for c in texts
    }
    filled = {"funds__total__allocated": "1", "funds__total__executed": "1"}

    form = make_form(funds__columns=columns)

    assert computed(form, **unused, **filled).execution_rate == 1
    assert computed(form, **unused, **filled, funds__total__carried_over="1").execution_rate == Fraction(1, 2)


def test_the_execution_score_may_be_rounded_in_its_own_way():
    """重庆: the rate × the points with two decimals, beside whole points elsewhere (domain.md §3.1)."""
    result = computed(make_form(funds__execution_rounding={"decimals": 2}))

    assert result.offers[cells.fund("total", "score")] == "6.07"
    assert result.workings[cells.fund("total", "score")] == "701.23 ÷ 1155.50 × 10 = 6.07"


@pytest.mark.parametrize("name", ["execution_points", "execution_rule"])
def test_a_form_without_points_for_execution_scores_none(name):
    form = make_form(**{f"funds__{name}": None})

    assert computed(form).execution is None


def test_a_form_without_funds_adds_up_the_rows_alone():
    form = make_form(funds=None)
    typed = {ref.replace("/", "__"): None for ref in make_filing().cells if ref.startswith("funds/")}

    result = computed(form, **typed)

    assert (result.rates, result.execution_rate, result.total_score) == ({}, None, 88)
    assert result.workings[cells.total("score")] == "48 + 30 + 10 = 88"


def test_rows_without_a_total_have_rates_and_no_score():
    rows = [{"key": "current_appropriation", "label": "当年财政拨款", "role": "part"}]

    result = computed(make_form(funds__rows=rows))

    assert (result.execution, result.execution_rate) == (None, None)
