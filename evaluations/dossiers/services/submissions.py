"""第几次报送: what was filed, with findings and answers as they stood, and whether anything changed since."""

from __future__ import annotations

from accounts.models import User
from core.filing import canonical
from documents.models import FrozenFiling
from evaluations.dossiers.models import Contribution, Evaluation, FindingAnswer, Submission
from evaluations.dossiers.services.checking import Check, kept


def write_submission(
    evaluation: Evaluation, checked: Check, frozen: FrozenFiling, *, by: User, problems_reason: str
) -> Submission:
    """Keep what is filed now, and that `by` filed it."""
    Contribution.objects.get_or_create(evaluation=evaluation, user=by, kind=Contribution.Kind.SUBMITTED)
    return Submission.objects.create(
        evaluation=evaluation,
        number=evaluation.submissions.count() + 1,
        frozen=frozen,
        findings=[{**kept(finding), "answer": _answer(given)} for finding, given in checked.found],
        problems_reason=problems_reason,
        submitted_by=by,
    )


def changed_since_return(evaluation: Evaluation, checked: Check) -> bool:
    """Whether data or answers differ from the last submission; True where there is none."""
    last = evaluation.submissions.select_related("frozen").order_by("-number").first()
    if last is None:
        return True
    if canonical.sha256(canonical.to_json(checked.snapshot)) != last.frozen.sha256:
        return True
    return {row["fingerprint"]: row["answer"] for row in last.findings} != {
        finding.fingerprint: _answer(given) for finding, given in checked.found
    }


def _answer(given: FindingAnswer | None) -> dict[str, str] | None:
    return {"choice": given.choice, "text": given.text} if given else None
