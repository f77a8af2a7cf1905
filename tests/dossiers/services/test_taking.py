"""取用上年: words come in where nobody wrote, are marked, and the mark goes with the first change."""

from __future__ import annotations

import pytest

from accounts.models import Membership, User
from core.filing.cells import CellRef
from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.services.taking import take_last_year
from evaluations.dossiers.snapshots import picture, snapshot
from tests.dossiers.earlier import LAST_YEAR, file_last_year
from tests.factories import FILLED, Role, fill_in, make_evaluation, make_user, small_form

pytestmark = pytest.mark.django_db
GOAL, NOTE, REPORT, FILER = map(
    CellRef.parse, ("goals/1/actual", "indicators/r1/note", "report/s1", "header/filer")
)


@pytest.fixture
def filing() -> Evaluation:
    evaluation = make_evaluation()
    file_last_year(evaluation)
    return evaluation


@pytest.fixture
def filer(filing) -> User:
    return make_user(filing.unit, Membership.Role.FILER)


def fresh(filing):
    return Evaluation.objects.get(pk=filing.pk)


def typed(filing, ref):
    return snapshot(fresh(filing)).typed(ref)


def told(filing):
    return [finding.severity.value for finding, _ in check(fresh(filing)).found if finding.check == "M05"]


def test_the_text_stands_in_the_cell_with_its_source(filing, filer):
    saved = take_last_year(filing, [GOAL], by=filer)

    assert (saved.saved, typed(filing, GOAL)) == (1, LAST_YEAR[str(GOAL)])
    assert filing.cells.get(ref=GOAL).source == Cell.Source.LAST_YEAR
    assert picture(filing).taken_over == {GOAL}


def test_a_change_takes_the_mark_away(filing, filer):
    take_last_year(filing, [GOAL, NOTE], by=filer)

    fill_in(filing, filer, {str(GOAL): "本年全部完成。"})

    assert picture(filing).taken_over == {NOTE}


def test_a_cell_that_was_emptied_is_not_marked(filing, filer):
    take_last_year(filing, [GOAL], by=filer)

    fill_in(filing, filer, {str(GOAL): ""})

    assert picture(filing).taken_over == frozenset()


def test_words_that_stand_there_are_kept_and_nothing_is_taken(filing, filer):
    fill_in(filing, filer, {str(GOAL): "本年的话"})

    saved = take_last_year(filing, [NOTE, GOAL], by=filer)

    assert [conflict.ref for conflict in saved.conflicts] == [GOAL]
    assert (typed(filing, GOAL), typed(filing, NOTE)) == ("本年的话", "")


def test_a_line_of_the_header_is_replaced(filing, filer):
    fill_in(filing, filer, {str(FILER): "李雷"})

    take_last_year(filing, [FILER], by=filer)

    assert typed(filing, FILER) == "韩梅"


def test_a_figure_is_never_taken_over(filing, filer):
    figures = [CellRef.parse(ref) for ref in FILLED if ref not in LAST_YEAR]

    saved = take_last_year(filing, figures, by=filer)

    assert (saved.saved, saved.ok) == (0, True)


def test_without_a_filing_before_nothing_is_taken():
    alone = make_evaluation()

    assert take_last_year(alone, [GOAL], by=make_user(alone.unit, Role.FILER)).saved == 0


def test_a_text_too_long_for_this_years_cell_is_refused(filing, filer):
    short = small_form(code="short", goals={"max_length": 5})
    again = make_evaluation(filing.unit, project=filing.project, cycle=filing.cycle, form=short)

    saved = take_last_year(again, [GOAL], by=filer)

    assert "最多填写5字" in saved.refused[GOAL]


def test_a_reviewer_takes_nothing_over(filing):
    head = make_user(filing.unit, Membership.Role.UNIT_HEAD)

    with pytest.raises(NotAllowed):
        take_last_year(filing, [GOAL], by=head)


class TestWhatIsFound:
    def test_what_was_done_is_to_be_explained_and_counted_at_once(self, filing, filer):
        fill_in(filing, filer, {ref: text for ref, text in FILLED.items() if ref != str(GOAL)})

        take_last_year(filing, [GOAL], by=filer)

        assert told(filing) == ["must_explain"]
        assert (fresh(filing).must_fix, fresh(filing).must_explain) == (0, 1)

    def test_the_rest_is_a_hint(self, filing, filer):
        fill_in(filing, filer)

        take_last_year(filing, [NOTE, REPORT], by=filer)

        assert told(filing) == ["hint"]
        assert (fresh(filing).must_explain, fresh(filing).hints) == (0, 1)

    def test_a_change_settles_it(self, filing, filer):
        fill_in(filing, filer, {ref: text for ref, text in FILLED.items() if ref != str(GOAL)})
        take_last_year(filing, [GOAL, NOTE], by=filer)

        fill_in(filing, filer, {str(GOAL): "全部完成"})

        assert (told(filing), fresh(filing).must_explain, fresh(filing).hints) == (["hint"], 0, 1)

    def test_a_hint_goes_along_with_the_submission(self, filing, filer):
        fill_in(filing, filer)
        take_last_year(filing, [NOTE], by=filer)

        make_move(filing, Action.SUBMIT, by=filer, revision=fresh(filing).revision)

        (row,) = filing.submissions.get().findings
        assert (row["check"], row["places"]) == ("M05", [str(NOTE)])
        assert told(filing) == ["hint"]
