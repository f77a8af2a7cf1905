"""What was approved is locked, and a form may take the computed score alone."""

import pytest

from core.filing.cells import CellRef
from evaluations.dossiers.services.cells import LOCKED, Change, save_cells
from tests.dossiers.services.saving import save, stored
from tests.factories import (
    SMALL_FORM,
    Role,
    make_evaluation,
    make_user,
    small_form,
)

pytestmark = pytest.mark.django_db
EXECUTED, ADJUSTED = "funds/total/executed", "funds/total/adjusted"


@pytest.mark.parametrize(
    "ref", ["indicators/r1/target", "indicators/r1/points", "goals/1/expected", "funds/total/points"]
)
def test_what_was_approved_is_locked(evaluation, filer, ref):
    before = stored(evaluation)

    saved = save_cells(evaluation, [Change(CellRef.parse(ref), before[ref], "9")], by=filer)

    assert saved.refused == {CellRef.parse(ref): LOCKED}
    assert stored(evaluation) == before


def test_a_locked_cell_posted_as_it_is_does_not_disturb(evaluation, filer):
    saved = save(evaluation, filer, indicators__r1__points=("50", "50"), header__filer=("", "李雷"))

    assert (saved.ok, saved.saved) == (True, 1)


def test_a_form_may_leave_approved_cells_open():
    asked = {**SMALL_FORM["indicators"], "target_policy": "open", "points_policy": "explain"}
    evaluation = make_evaluation(form=small_form(indicators=asked))

    saved = save(
        evaluation,
        make_user(evaluation.unit, Role.FILER),
        indicators__r1__points=("50", "45"),
        indicators__r1__target=("≥100人", "≥90人"),
    )

    assert saved.ok


@pytest.mark.parametrize(("typed", "ok"), [("50", True), ("49", False)])
def test_a_form_may_take_the_computed_score_and_no_other(typed, ok):
    asked = {**SMALL_FORM["indicators"], "self_score": "as_computed"}
    evaluation = make_evaluation(form=small_form(indicators=asked))
    filer = make_user(evaluation.unit, Role.FILER)
    save(evaluation, filer, indicators__r1__actual=("", "100人"))

    saved = save(evaluation, filer, indicators__r1__score=("", typed))

    assert saved.ok is ok


def test_a_row_whose_rule_gives_a_range_is_scored_by_the_filer_in_any_form():
    asked = {**SMALL_FORM["indicators"], "self_score": "as_computed"}
    evaluation = make_evaluation(form=small_form(indicators=asked))
    filer = make_user(evaluation.unit, Role.FILER)
    save(evaluation, filer, indicators__r1__actual=("", "部分达成预期"))

    assert save(evaluation, filer, indicators__r1__score=("", "35")).ok
