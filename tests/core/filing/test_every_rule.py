"""From answers to paper: asked, answered, offered, taken over and printed, for every kind of rule."""

import pytest

from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.snapshot import Line
from core.paper.table import table
from core.verification import verify
from tests.core.filing.every_rule import EXPECTED, every_answer, every_rule_form
from tests.core.filing.forms import read_filing

ROUNDS = 3
KEYS = list(EXPECTED)


def lines():
    return tuple(
        Line(row.key, "input", row.name, row.target, row.points)
        for row in every_rule_form().indicators.groups[0].rows
    )


def filing(**typed):
    rows = {f"indicators/{line.key}/points": "5" for line in lines()}
    texts = {**rows, "indicators/staff/target": "≤100%", **every_answer(), **typed}
    return read_filing(every_rule_form(), lines(), texts)


def taken_over(snapshot):
    """The filing with everything written that is offered for an empty cell."""
    for _ in range(ROUNDS):
        texts = {ref: cell.typed for ref, cell in snapshot.cells.items()}
        offers = {str(ref): text for ref, text in compute(every_rule_form(), snapshot).offers.items()}
        snapshot = read_filing(every_rule_form(), lines(), offers | texts)
    return snapshot


@pytest.mark.parametrize("key", KEYS)
def test_what_is_answered_is_offered_as_actual_and_score(key):
    computed = compute(every_rule_form(), filing())

    offered = [computed.offers[CellRef("indicators", key, column)] for column in ("actual", "score")]

    assert tuple(offered) == EXPECTED[key]


@pytest.mark.parametrize("key", KEYS)
def test_the_paper_prints_what_was_taken_over(key):
    printed = {cell.ref: cell.text for cell in table(every_rule_form(), taken_over(filing())).cells}

    assert (
        tuple(printed[CellRef("indicators", key, column)] for column in ("actual", "score")) == EXPECTED[key]
    )


def test_nothing_of_the_rows_is_found_once_everything_is_taken_over():
    notes = {f"indicators/{key}/note": "已说明，下年改进。" for key in KEYS}

    found = verify(every_rule_form(), taken_over(filing(**notes)))

    assert [one for one in found if any(place.section == "indicators" for place in one.places)] == []


@pytest.mark.parametrize("ref", every_answer())
def test_every_answer_is_asked_for_while_it_is_open(ref):
    missing = compute(every_rule_form(), filing(**{ref: ""})).missing

    assert CellRef.parse(ref) in missing
