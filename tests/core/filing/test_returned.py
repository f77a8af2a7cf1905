"""What a partial return leaves open, and that the rest is found to have stayed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.filing.cells import CellRef
from core.filing.returned import EVIDENCE, PART_NAMES, Returned, part_of
from core.filing.snapshot import Cell, EvidenceFile
from tests.core.filing.forms import make_filing, make_form

FILE = EvidenceFile("", "发票.pdf", 1024, "a" * 64)
FUNDS = CellRef("funds", "total", "executed")
NOTE = CellRef("indicators", "r2", "note")


def returned(*parts, filed=None):
    return Returned(make_form(), filed or make_filing(), frozenset(parts))


def strayed(back, **typed):
    return [str(ref) for ref in back.strayed(make_filing(**typed))]


def test_the_last_row_of_the_table_goes_with_the_indicators():
    assert returned("indicators").is_open(CellRef("total", "score"))
    assert not returned("funds").is_open(CellRef("total", "score"))


def test_cells_of_what_was_returned_are_open_and_the_others_are_not():
    back = returned("funds")

    assert (back.is_open(FUNDS), back.is_open(NOTE)) == (True, False)


def test_a_section_that_places_a_figure_of_an_open_part_is_open():
    quoting = Cell("支出701.23万元。", None, "支出⟦funds/total/executed⟧万元。")
    filed = replace(make_filing(), cells={**make_filing().cells, "report/s1": quoting})

    assert returned("funds", filed=filed).is_open(CellRef("report", "s1"))
    assert not returned("goals", filed=filed).is_open(CellRef("report", "s1"))
    assert not returned("funds").is_open(CellRef("report", "s1"))


def test_files_go_with_the_rows_that_they_prove():
    assert [returned(part).takes_evidence for part in (EVIDENCE, "indicators", "funds")] == [
        True,
        True,
        False,
    ]


def test_what_was_returned_may_change_and_nothing_else():
    back = returned("funds")

    assert strayed(back, funds__total__executed="1") == []
    assert strayed(back, indicators__r2__note="改了", goals__1__actual=None) == [
        "goals/1/actual",
        "indicators/r2/note",
    ]


def test_a_closed_cell_takes_what_is_computed_otherwise_than_it_was():
    back = returned("funds")
    now = make_filing(funds__total__executed="1155.5", funds__total__score="10")

    (total,) = [text for ref, text in back.follows(now).items() if str(ref) == "total/score"]

    changed = {"funds__total__executed": "1155.5", "funds__total__score": "10"}
    assert strayed(back, **changed, total__score=total) == []
    assert strayed(back, **changed, total__score="99.5") == ["total/score"]


def test_a_closed_cell_does_not_take_what_was_computed_before():
    """The filer had put 5 where the rule gives 6: that stays as it was filed."""
    filed = make_filing(total__score="90")
    offer = returned("goals", filed=filed)

    assert "total/score" not in {str(ref) for ref in offer.follows(filed)}
    assert [str(ref) for ref in offer.strayed(make_filing())] == ["total/score"]


def test_a_closed_cell_that_followed_goes_back_when_it_follows_no_longer():
    """The figure was put back: the total, which had followed, is what was filed again."""
    back = returned("funds")

    assert back.left_behind(make_filing(total__score="98")) == {
        CellRef("total", "score"): make_filing().cell(CellRef("total", "score"))
    }
    assert back.left_behind(make_filing(funds__total__executed="1")) == {}


def test_files_and_open_cells_never_go_back_by_themselves():
    now = replace(make_filing(funds__total__executed="1"), evidence=(FILE,))

    assert returned("funds").left_behind(now) == {}


def test_files_that_came_or_went_are_found():
    now = replace(make_filing(), evidence=(FILE,))

    assert [part_of(ref) for ref in returned("funds").strayed(now)] == [EVIDENCE]
    assert returned(EVIDENCE).strayed(now) == ()


@given(st.sampled_from(sorted(make_filing().cells)), st.sampled_from(sorted(set(PART_NAMES) - {"report"})))
def test_any_cell_changed_by_hand_is_found_unless_its_part_was_returned(text, part):
    filed, ref = make_filing(), CellRef.parse(text)
    now = replace(filed, cells={**filed.cells, text: Cell("与原来不同的内容")})

    assert (ref in returned(part).strayed(now)) == (part_of(ref) != part)
