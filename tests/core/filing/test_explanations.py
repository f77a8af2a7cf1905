"""Where a form wants its reasons."""

from core.filing import cells
from core.filing.explanations import Explanations, place_of


def test_the_places_are_those_that_are_named():
    assert Explanations().places == ()
    assert Explanations(budget_place="report/s6").places == ("report/s6",)


def test_a_place_is_a_cell_where_one_is_named():
    assert (place_of(""), place_of("report/s6")) == (None, cells.report("s6"))
