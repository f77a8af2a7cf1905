"""合并填报: amounts are added, rates weighed, words typed; the score is given once, to what comes out."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing import canonical, cells
from core.filing.cells import CellRef
from core.filing.children import child_of, shares
from core.filing.compute import compute
from core.filing.snapshot import Child
from core.verification import verify
from tests.core.filing.consolidated import LINES, consolidated_form, unit, whole
from tests.core.filing.forms import make_filing, make_form

PEOPLE, RATE, WORDS = (cells.indicator(key, "actual") for key in ("people", "rate", "words"))
EAST, WEST = unit("城东", "30人", "90%", "300"), unit("城西", "50人", "98%", "100", leads=True, words="及时")
OPEN = Child("2021-003", "城北")


def computed(*children, **typed):
    return compute(consolidated_form(), whole(*children, **typed))


def row(found, key):
    return next(one for one in found.rows if one.line.key == key)


def test_absolute_figures_are_added_and_rates_weighed_by_the_budgets():
    found = computed(EAST, WEST)

    assert (found.offers[PEOPLE], found.offers[RATE]) == ("80人", "92%")
    assert found.workings[RATE] == "(90% × 300 + 98% × 100) ÷ 400 = 92%"


def test_the_score_is_given_once_to_what_comes_out_whatever_is_typed():
    scores = [
        row(computed(EAST, WEST, people_actual=actual), "people").outcome.score
        for actual in ("", "80人", "100人")
    ]

    assert scores == [32, 32, 32]


def test_words_are_typed_by_the_leading_unit():
    found = computed(EAST, WEST)

    assert WORDS not in found.offers
    assert row(found, "words").worked is None


def test_the_main_units_words_are_offered_and_scored():
    form = consolidated_form(quality="main")

    found = compute(form, whole(EAST, replace(WEST, cells=_with(WEST, "words", "达成预期")), form=form))

    assert found.offers[WORDS] == "达成预期"
    assert row(found, "words").outcome.tier == "达成预期"


def test_other_words_than_the_main_units_are_asked_about():
    form = consolidated_form(quality="main")
    filed = whole(EAST, WEST, form=form, words_actual="较及时")

    told = [one for one in verify(form, filed) if one.check == "M06"]

    assert [one.message for one in told] == [
        "“拨付及时”的实际完成值填列较及时，按各实施单位汇总为及时（取“城西”的数：及时），请核对，或说明原因。"
    ]


def test_without_a_leading_unit_among_them_the_main_figure_is_typed():
    form = consolidated_form(quality="main")

    found = compute(form, whole(EAST, form=form))

    assert row(found, "rate").worked.problem == "牵头单位没有分单位自评，本指标请自行填写。"


def test_a_form_may_leave_a_row_to_the_leading_unit():
    form = consolidated_form(quantity="typed")

    assert PEOPLE not in compute(form, whole(EAST, WEST, form=form)).offers


def test_a_row_that_is_left_to_the_leading_unit_waits_for_nobody():
    form = consolidated_form(quantity="typed")

    assert row(compute(form, whole(EAST, OPEN, form=form)), "people").worked is None


def test_where_a_row_that_is_added_up_applies_nowhere_there_is_nothing_to_add():
    form = consolidated_form(quantity="sum")
    nowhere = unit("城南", "", "", "100", people_not_applicable="是")

    assert row(compute(form, whole(nowhere, form=form)), "people").worked is None


def test_a_row_of_the_form_says_its_own_way_before_its_group():
    fixed = [{"key": "people", "name": "救助人数", "target": "≥100人", "points": "40", "aggregation": "main"}]
    group = {"key": "quantity", "name": "quantity", "points": "40", "aggregation": "sum", "rows": fixed}
    asked = consolidated_form().indicators.model_dump(mode="json")
    form = make_form(indicators={**asked, "level3": "fixed", "groups": [group]})
    filed = replace(whole(EAST, WEST, form=form), lines=LINES[:1])

    assert compute(form, filed).offers[PEOPLE] == "50人"


def test_a_unit_where_the_row_does_not_apply_is_left_out():
    without = unit("城南", "", "100%", "100", people_not_applicable="是")

    found = computed(EAST, without)

    assert found.offers[PEOPLE] == "30人"


@pytest.mark.parametrize("key", ["people", "rate"])
def test_while_a_unit_is_open_nothing_is_put_together_and_its_name_is_told(key):
    found = computed(EAST, OPEN)

    assert row(found, key).worked.problem == "“城北”的分单位自评尚未审核通过，暂不能汇总。"
    assert row(found, key).outcome.working == "“城北”的分单位自评尚未审核通过，暂不能汇总。"
    assert not found.child_sums


def test_rows_that_apply_nowhere_are_the_leading_units():
    nowhere = unit("城南", "", "", "100", people_not_applicable="是")

    assert row(computed(nowhere), "people").worked is None


def test_amounts_are_added_source_by_source_and_offered():
    found = computed(EAST, WEST)

    assert found.offers[cells.fund("carryover", "adjusted")] == "400.00"
    assert found.offers[cells.fund("total", "adjusted")] == "400.00"
    assert cells.fund("other_funds", "adjusted") not in found.offers


def test_another_amount_than_the_sum_is_asked_about_and_the_sum_itself_is_not():
    form, offered = consolidated_form(), {"funds_carryover_adjusted": "400"}
    filed = whole(EAST, WEST, funds_total_adjusted="410", **offered)

    told = [one for one in verify(form, filed) if one.check == "M07"]

    assert [(str(one.places[0]), one.offer, one.message) for one in told] == [
        (
            "funds/total/adjusted",
            "400.00",
            "“年度资金总额”的全年预算数填列410.00万元，各实施单位合计400.00万元，请核对，或说明原因。",
        )
    ]


def test_a_form_without_funds_weighs_nothing():
    form = make_form(funds=None, indicators=consolidated_form().indicators.model_dump(mode="json"))

    found = compute(form, whole(EAST, WEST, form=form))

    assert "没有全年预算数" in row(found, "rate").worked.problem
    assert (found.child_sums, found.offers[PEOPLE]) == ({}, "80人")


def test_a_unit_keeps_amounts_and_figures_alone_and_only_once_approved():
    assert sorted(EAST.cells) == [
        *(f"funds/{row}/{column}" for row in ("carryover", "total") for column in ("adjusted", "executed")),
        "indicators/people/actual",
        "indicators/rate/actual",
    ]


def test_of_all_that_a_filing_says_the_leading_unit_takes_amounts_and_figures():
    taken = map(CellRef.parse, child_of(make_form(), make_filing(), sha256="a" * 64).cells)

    assert {(ref.section, ref.column) for ref in taken} == {
        *(("funds", column) for column in ("initial", "adjusted", "executed")),
        *(("indicators", column) for column in ("target", "actual", "not_applicable")),
    }


def test_of_a_filing_that_is_not_approved_the_leading_unit_takes_nothing():
    assert child_of(make_form(), make_filing()).cells == {}


def test_the_breakdown_names_every_unit_with_its_figure():
    south = unit("城南", "", "100%", "100", people_not_applicable="是")

    told = shares(whole(EAST, south, OPEN), LINES[0])

    assert [(one.unit_name, one.actual, one.is_open) for one in told] == [
        ("城东", "30人", False),
        ("城南", "不适用", False),
        ("城北", "", True),
    ]


def test_a_consolidated_filing_comes_back_as_it_was_frozen():
    filed = whole(EAST, OPEN)

    assert canonical.from_json(canonical.to_json(filed)) == filed


def test_what_came_with_consolidated_filings_changes_no_hash_of_others():
    text = canonical.to_json(make_filing())

    assert "children" not in text
    assert "parent_" not in text
    assert "aggregation" not in canonical.form_to_json(consolidated_form())


CENTS = st.integers(0, 10**7).map(lambda cents: Decimal(cents) / 100)
UNITS = st.lists(st.tuples(st.integers(0, 10**4), st.integers(0, 100), CENTS), min_size=1, max_size=4)


@given(UNITS)
def test_the_whole_is_the_sum_of_its_units_to_the_last_cent_and_its_rate_lies_between_theirs(given_units):
    children = [
        unit(f"单位{number}", f"{people}人", f"{rate}%", str(budget))
        for number, (people, rate, budget) in enumerate(given_units)
    ]

    found = computed(*children)

    assert found.child_sums[cells.fund("total", "adjusted")] == sum(budget for *_, budget in given_units)
    assert row(found, "people").worked.value == sum(people for people, *_ in given_units)
    mean = row(found, "rate").worked.value
    if mean is not None:
        rates = [Fraction(rate, 100) for _, rate, _ in given_units]
        assert min(rates) <= mean <= max(rates)


def _with(child, key, text):
    ref = f"indicators/{key}/actual"
    return {**child.cells, ref: replace(child.cells[ref], typed=text)}
