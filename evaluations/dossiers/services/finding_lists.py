"""校验结果单: findings and answers in words, frozen and handed to the worker, of now or of a submission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.naming import cell_name
from core.filing.snapshot import Snapshot
from core.paper.finding_list import FindingList, Listed
from core.verification import Severity
from documents.models import Stamp
from documents.services import freeze, freeze_findings, request_findings, stamp
from documents.sources import filing_of
from evaluations.dossiers.models import Evaluation, FindingAnswer, Printing, Submission
from evaluations.dossiers.services.checking import check, kept
from evaluations.dossiers.services.printing import label_now
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import form_of

NOW = "打印时的内容"
UNANSWERED = "未说明"
THEIRS = "由财政局处理"
Rows = Iterable[Mapping[str, Any]]


@transaction.atomic
def list_present(evaluation: Evaluation, *, by: User) -> None:
    """Ask for the list of what is found in the filing as it stands."""
    seen = fresh(evaluation)
    checked = check(seen)
    mark = stamp(freeze(checked.snapshot, seen.form_version), label_now(seen))
    rows = [kept(finding, given) for finding, given in checked.found]
    _request(seen, mark, _listed(form_of(seen), checked.snapshot, rows, state=NOW), by=by)


@transaction.atomic
def list_filed(submission: Submission, *, by: User) -> None:
    """Ask for the list of what a submission was filed with, as it stood then."""
    form, snapshot = filing_of(submission.frozen)
    reason = submission.problems_reason
    listed = _listed(form, snapshot, submission.findings, state=str(submission), reason=reason)
    mark = stamp(submission.frozen, Stamp.Label.FOR_SIGNATURE)
    _request(submission.evaluation, mark, listed, by=by)


def _request(evaluation: Evaluation, mark: Stamp, listed: FindingList, *, by: User) -> None:
    Printing.objects.get_or_create(evaluation=evaluation, stamp=mark, defaults={"asked_by": by})
    request_findings(mark, freeze_findings(listed), asked_by=by)


def _listed(
    form: FormDefinition, snapshot: Snapshot, rows: Rows, *, state: str, reason: str = ""
) -> FindingList:
    return FindingList(state, reason, tuple(_row(form, snapshot, row) for row in rows))


def _row(form: FormDefinition, snapshot: Snapshot, row: Mapping[str, Any]) -> Listed:
    places = [cell_name(form, snapshot, CellRef.parse(place)) for place in row["places"]]
    answer = row["answer"] or {}
    return Listed(
        kind=_kind(row),
        place="\n".join(places),
        found=row["found"],
        expected=row["expected"],
        message=row["message"],
        answer=_answer(answer) if answer else _open(row),
        answered=_answered(answer),
    )


def _kind(row: Mapping[str, Any]) -> str:
    severity = Severity(row["severity"])
    is_theirs = row["audience"] == "administrator" and severity is not Severity.HINT
    return f"{severity.label}（{THEIRS}）" if is_theirs else severity.label


def _open(row: Mapping[str, Any]) -> str:
    """What stands where an answer was asked for in vain."""
    is_asked = row["audience"] == "filer" and row["severity"] == Severity.MUST_EXPLAIN
    return UNANSWERED if is_asked else ""


def _answer(answer: Mapping[str, str]) -> str:
    words = FindingAnswer.Choice(answer["choice"]).label
    return f"{words}：{answer['text']}" if answer["text"] else words


def _answered(answer: Mapping[str, str]) -> str:
    """Who answered and when; the first submissions do not say it."""
    if "by" not in answer:
        return ""
    at = timezone.localtime(datetime.fromisoformat(answer["at"]))
    return f"{answer['by']}\n{at:%Y年%m月%d日 %H:%M}"
