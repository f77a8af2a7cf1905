"""The workbook of a filing that was returned in parts: the others are locked in it too."""

from core.filing.cells import CellRef
from evaluations.dossiers.services.moves import return_parts
from evaluations.exchange.boxes import Filing
from tests.dossiers.lives import begin


def test_what_was_not_returned_is_locked_in_the_workbook(db):
    life = begin().to()
    head, revision = life.people["unit_head"], life.evaluation.revision
    return_parts(life.evaluation, ["goals"], by=head, revision=revision, reason="请核对")
    life.evaluation.refresh_from_db()

    filing = Filing.of(life.evaluation)

    boxes = [filing.box(filing.slots[CellRef.parse(ref)]) for ref in ("goals/1/actual", "report/s1")]
    assert [box.is_open for box in boxes] == [True, False]
