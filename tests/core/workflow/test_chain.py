"""Which steps a year's filings go through."""

import itertools

import pytest

from core.workflow import STEPS, Chain

ALL = tuple(step.value for step in STEPS)
EVERY = [steps for size in range(1, 5) for steps in itertools.combinations(ALL, size)]


@pytest.mark.parametrize("steps", EVERY, ids="-".join)
def test_every_selection_of_steps_in_order_is_a_chain_and_survives_json(steps):
    chain = Chain(steps)

    assert Chain.from_json(chain.to_json()) == chain


@pytest.mark.parametrize("steps", EVERY, ids="-".join)
def test_walking_from_the_first_step_visits_each_and_ends(steps):
    chain, walked = Chain(steps), [steps[0]]

    while following := chain.next_after(walked[-1]):
        walked.append(following)

    assert tuple(walked) == steps
    assert (chain.first, chain.last) == (steps[0], steps[-1])


@pytest.mark.parametrize(
    "steps",
    [(), ("department", "unit_head"), ("division", "division"), ("filer",), ("administrator", "performance")],
)
def test_what_is_no_chain_is_refused(steps):
    with pytest.raises(ValueError, match="审核环节"):
        Chain(steps)


@pytest.mark.parametrize("text", ["", "{}", '"division"', "[1]", "[[]]", "[]", '["filer"]'])
def test_json_that_is_no_chain_is_refused(text):
    with pytest.raises(ValueError, match="审核环节"):
        Chain.from_json(text)


def test_a_unit_that_is_its_own_department_skips_that_step():
    chain = Chain(ALL).without("department")

    assert chain.steps == ("unit_head", "division", "performance")


def test_the_only_step_is_never_skipped():
    assert Chain(("department",)).without("department") == Chain(("department",))


def test_a_filing_at_a_step_that_the_year_left_out_goes_on_to_the_next_one():
    assert Chain(("unit_head", "performance")).next_after("division") == "performance"


def test_steps_are_given_as_capacities_too():
    assert Chain.of(STEPS) == Chain(ALL)


def test_what_one_unit_files_of_a_consolidated_filing_goes_to_the_leading_unit_alone():
    assert Chain.of_a_child().steps == ("lead",)


@pytest.mark.parametrize("steps", [("performance", "lead"), ("lead", "performance"), ("lead", "lead")])
def test_the_leading_unit_stands_in_no_chain_of_a_year(steps):
    with pytest.raises(ValueError, match="审核环节"):
        Chain(steps)
