"""Which papers a move asks for: the 送签稿 on submission, the 定稿 on the last approval."""

from __future__ import annotations

from accounts.models import User
from core.workflow import Action, Place, Status
from documents.models import FrozenFiling, Stamp
from documents.services import request_documents, stamp
from evaluations.dossiers.models import Evaluation


def request_papers(
    evaluation: Evaluation, frozen: FrozenFiling, place: Place, action: Action, *, by: User
) -> None:
    """Ask the worker for the papers of this move; the jobs ring when the transaction commits."""
    label = paper_of(action, place)
    if label is not None:
        request_documents(stamp(frozen, label), asked_by=by)


def paper_of(action: Action, place: Place) -> Stamp.Label | None:
    """The kind of paper that follows a move, None where none does."""
    if action is Action.SUBMIT:
        return Stamp.Label.FOR_SIGNATURE
    if action is Action.APPROVE and place.status is Status.APPROVED:
        return Stamp.Label.FINAL
    return None
