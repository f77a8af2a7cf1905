"""资金集中填报: the total rows of several filings added up."""

from core.filing.fund_totals import Added, added_up
from tests.core.filing.forms import make_filing, make_form

BUDGET, SPENT, RATE = "funds__total__adjusted", "funds__total__executed", "funds__total__rate"


def sums(*filings, form=None):
    funds = (form or make_form()).funds
    return added_up(funds, [make_filing(**typed) for typed in filings])


def test_amounts_are_added_and_the_rate_is_that_of_the_sums():
    added = sums({BUDGET: "100", SPENT: "50"}, {BUDGET: "300", SPENT: "50.005"})

    assert added["adjusted"] == Added("400.00")
    assert added["executed"] == Added("100.005")
    assert added["rate"] == Added("25.0%")


def test_an_empty_cell_is_counted_and_there_is_no_rate():
    added = sums({BUDGET: "100", SPENT: "50"}, {BUDGET: "300", SPENT: None})

    assert added["executed"] == Added("50.00", empty=1)
    assert added["rate"] == Added("")


def test_where_nothing_is_filled_in_nothing_is_added():
    assert sums({BUDGET: None}, {BUDGET: None})["adjusted"] == Added("", empty=2)


def test_points_and_scores_are_not_added():
    assert not {"points", "score"} & set(sums({}))


def test_a_form_without_a_total_row_has_no_sums():
    funds = make_form().funds.model_copy(update={"rows": ()})

    assert added_up(funds, [make_filing()]) == {}
