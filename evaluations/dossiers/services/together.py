"""全部报送, 归档: several filings of a set, each by itself; one that is refused does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from core.workflow import Action
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.services.refusals import log_refusal


@dataclass(frozen=True)
class Outcome:
    """What became of one filing; `refused`: why it was not moved, None where it was."""

    evaluation: Evaluation
    refused: Refused | None = None


def move_each(chosen: Iterable[tuple[Evaluation, int]], action: Action, *, by: User) -> list[Outcome]:
    """Move each with the revision that was seen, in a transaction of its own, and say what became of it.

    Never inside a transaction: what is refused is logged after its own rollback.
    """
    return [_move(evaluation, action, revision, by=by) for evaluation, revision in chosen]


def _move(evaluation: Evaluation, action: Action, revision: int, *, by: User) -> Outcome:
    try:
        make_move(evaluation, action, by=by, revision=revision)
    except Refused as refusal:
        log_refusal(evaluation, action, refusal, by=by)
        return Outcome(evaluation, refusal)
    return Outcome(evaluation)
