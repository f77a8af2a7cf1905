"""退回修改 of some parts: what is open, what is refused, and the proof at the next submission."""

from __future__ import annotations

import io

import pytest

from core.filing.cells import CellRef
from core.filing.compute import compute
from core.workflow import Action
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.returning import returned
from evaluations.dossiers.services.cells import Change, save_cells
from evaluations.dossiers.services.evidence import upload
from evaluations.dossiers.services.moves import return_parts
from evaluations.dossiers.snapshots import form_of, snapshot
from foundation.audit.models import AuditEvent
from tests.dossiers.lives import begin

GOAL, NOTE = "goals/1/actual", "report/s1"
SCORE, TOTAL = "funds/total/score", "total/score"


@pytest.fixture
def life(db):
    return begin().to()


def give_back(life, *parts):
    life.evaluation.refresh_from_db()
    move = return_parts(
        life.evaluation,
        parts,
        by=life.people["unit_head"],
        revision=life.evaluation.revision,
        reason="请核对",
    )
    life.evaluation.refresh_from_db()
    return move


def save(life, ref, typed):
    cell = CellRef.parse(ref)
    seen = snapshot(Evaluation.objects.get(pk=life.evaluation.pk)).typed(cell)
    return save_cells(life.evaluation, [Change(cell, seen, typed)], by=life.people["filer"])


def test_what_was_returned_is_mended_and_filed_again(life):
    give_back(life, "goals")

    assert save(life, GOAL, "已完成，另作说明。").saved == 1
    life.move(Action.SUBMIT, "filer")

    assert life.place == "in_review unit_head"


def test_a_cell_beside_is_refused_by_name_of_what_is_open(life):
    give_back(life, "goals", "funds")

    saved = save(life, NOTE, "改写的正文。")

    assert saved.saved == 0
    assert "本次只退回修改：项目资金、总体目标。" in saved.refused[CellRef.parse(NOTE)]


def test_returned_as_a_whole_everything_is_open(life):
    assert give_back(life).scope == []
    assert returned(life.evaluation) is None
    assert save(life, NOTE, "改写的正文。").saved == 1


def test_the_scope_stands_on_the_move_and_in_the_log(life):
    move = give_back(life, "goals", "evidence")

    assert move.scope == ["evidence", "goals"]
    assert AuditEvent.objects.filter(action="退回修改").get().detail["退回范围"] == "总体目标、佐证材料"


def test_files_are_refused_where_neither_they_nor_the_rows_were_returned(life):
    give_back(life, "goals")

    with pytest.raises(NotAllowed, match="佐证材料不在退回范围内"):
        upload(life.evaluation, io.BytesIO(b"x"), name="a.txt", row="", by=life.people["filer"])


def test_what_changed_beside_by_another_way_is_found_when_it_is_filed(life):
    """The guard of the pages is not the proof: the frozen filings are compared."""
    give_back(life, "report")
    save(life, NOTE, "改写的正文。")
    Cell.objects.filter(evaluation=life.evaluation, ref=GOAL).update(typed="被别的途径改写。")

    with pytest.raises(NotAllowed, match="其他内容与退回时不一致：年度总体目标的实际完成情况") as refusal:
        life.move(Action.SUBMIT, "filer")

    assert refusal.value.http_status == 422


def test_once_filed_again_nothing_is_closed_any_more_by_that_return(life):
    give_back(life, "goals")
    save(life, GOAL, "已完成，另作说明。")
    life.move(Action.SUBMIT, "filer")
    life.move(Action.RETURN, "unit_head", reason="整表再核对")

    assert save(life, NOTE, "改写的正文。").saved == 1


def test_what_followed_goes_back_with_the_figure_that_it_followed(life):
    """The filer takes a figure and the new total, sees the slip, and puts the figure back."""
    before = {ref: stands(life, ref) for ref in (SCORE, TOTAL)}
    give_back(life, "funds")
    save(life, SCORE, "9")
    offer = compute(form_of(life.evaluation), snapshot(life.evaluation)).offers[CellRef.parse(TOTAL)]
    assert save(life, TOTAL, offer).saved == 1
    assert stands(life, TOTAL) != before[TOTAL]

    save(life, SCORE, before[SCORE])

    assert {ref: stands(life, ref) for ref in before} == before


def stands(life, ref):
    return snapshot(Evaluation.objects.get(pk=life.evaluation.pk)).typed(CellRef.parse(ref))
