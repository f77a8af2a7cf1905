"""What changed between two states of a filing."""

from dataclasses import replace
from decimal import Decimal

from core.filing.cells import CellRef
from core.filing.difference import Difference, differences
from tests.core.filing.forms import make_filing, with_line


def changed(before, after):
    return [(str(d.ref), d.before, d.after) for d in differences(before, after)]


def test_nothing_differs_between_equal_filings():
    assert differences(make_filing(), make_filing()) == ()


def test_a_cell_changed_filled_or_emptied_stands_with_both_texts_in_the_order_of_the_table():
    after = make_filing(total__score="95", indicators__r1__score=None, funds__other_funds__executed="0.53")

    assert changed(make_filing(), after) == [
        ("funds/other_funds/executed", "", "0.53"),
        ("indicators/r1/score", "6", ""),
        ("total/score", "94", "95"),
    ]


def test_rows_and_goals_follow_their_place_and_number():
    after = make_filing(
        indicators__r10__score="4", indicators__r2__note="无", goals__10__actual="x", goals__2__actual="y"
    )

    assert [ref for ref, _, _ in changed(make_filing(), after)] == [
        "goals/2/actual",
        "goals/10/actual",
        "indicators/r2/note",
        "indicators/r10/score",
    ]


def test_a_cell_of_a_row_that_neither_filing_has_stands_behind_the_rows():
    after = make_filing(indicators__gone__note="无", indicators__r14__score="4")

    assert [ref for ref, _, _ in changed(make_filing(), after)] == [
        "indicators/r14/score",
        "indicators/gone/note",
    ]


def test_another_spelling_of_the_same_number_is_a_difference_on_paper():
    assert changed(make_filing(), make_filing(total__score="94.0")) == [("total/score", "94", "94.0")]


def test_what_the_project_approved_anew_is_told_by_column():
    after = with_line(make_filing(), "r13", approved_points=Decimal("6.50"), rule={"kind": "manual"})

    assert changed(make_filing(), after) == [
        ("indicators/r13/approved_points", "5", "6.5"),
        ("indicators/r13/rule", "", '{"kind":"manual"}'),
    ]


def test_a_row_that_went_loses_its_name_and_group():
    before = make_filing()

    found = differences(before, replace(before, lines=before.lines[:-1]))

    assert Difference(CellRef("indicators", "r14", "name"), "工作满意度", "") in found


def test_a_row_that_only_moved_is_no_difference():
    before = make_filing()

    assert differences(before, replace(before, lines=before.lines[::-1])) == ()
