"""第几次报送: what was filed, with findings and answers as they stood, and whether anything changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from accounts.models import User
from core.filing import canonical
from core.workflow import Action
from documents.models import FrozenFiling
from documents.sources import snapshot_of
from evaluations.dossiers.models import Contribution, Evaluation, Submission
from evaluations.dossiers.remarks import has_answered
from evaluations.dossiers.services.checking import Check, kept, said


def write_submission(
    evaluation: Evaluation, checked: Check, frozen: FrozenFiling, *, by: User, problems_reason: str
) -> Submission:
    """Keep what is filed now, and that `by` filed it. From here on its evidence stays."""
    number = evaluation.submissions.count() + 1
    evaluation.evidence.filter(removed_at__isnull=True, filed_in__isnull=True).update(filed_in=number)
    Contribution.objects.get_or_create(evaluation=evaluation, user=by, kind=Contribution.Kind.SUBMITTED)
    return Submission.objects.create(
        evaluation=evaluation,
        number=number,
        frozen=frozen,
        findings=[kept(finding, given) for finding, given in checked.found],
        problems_reason=problems_reason,
        submitted_by=by,
    )


def changed_since_return(evaluation: Evaluation, checked: Check) -> bool:
    """Whether data or answers differ from the submission that was returned last; True where none was.

    An answer to a 修改意见 counts like a change: with its grounds, all may stay as it is.

    A unit or a project that was renamed meanwhile is no change of the filer's.
    """
    returned = _returned(evaluation)
    if returned is None or has_answered(evaluation, since=returned.number):
        return True
    now = replace(checked.snapshot, identity=snapshot_of(returned.frozen).identity)
    if canonical.to_json(now) != returned.frozen.body:
        return True
    now_said = [kept(finding, given) for finding, given in checked.found]
    return _answers(returned.findings) != _answers(now_said)


def _answers(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str] | None]:
    """What was answered to each finding."""
    return {row["fingerprint"]: said(row["answer"]) for row in rows}


def _returned(evaluation: Evaluation) -> Submission | None:
    """The submission that the last 退回修改 acted on: each 送审 before it wrote one."""
    move = evaluation.moves.filter(action=Action.RETURN).order_by("-number").first()
    if move is None:
        return None
    filed = evaluation.moves.filter(action=Action.SUBMIT, number__lt=move.number).count()
    return evaluation.submissions.select_related("frozen").get(number=filed)
