"""已审核: a department ticks what it has looked at. No move; a mark is of one revision alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction

from accounts.models import User
from core.workflow import Action, Capacity, Ground
from evaluations.dossiers.exceptions import NotAllowed, Refused, Stale
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import why_not_move
from evaluations.dossiers.services.log import note
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.services.together import Outcome
from evaluations.oversight.models import ReviewMark

MARKED, TAKEN_OFF = "勾选已审核", "取消勾选已审核"
NOT_HERE = "本表当前不在主管部门审核环节，不能勾选。"


def mark_each(chosen: Iterable[tuple[Evaluation, int]], *, by: User) -> list[Outcome]:
    """Mark each at the revision that was seen, in a transaction of its own, and say what became of it."""
    return [_mark(evaluation, revision, by=by) for evaluation, revision in chosen]


def unmark_each(filings: Iterable[Evaluation], *, by: User) -> list[Outcome]:
    """Take the marks off each, as `mark_each` sets them: whoever may make one may."""
    return [_tried(filing, TAKEN_OFF, by, _take_off) for filing in filings]


def carry(seen: Evaluation) -> None:
    """Let the mark on what was `seen` stand at its next revision, which says the same."""
    ReviewMark.objects.filter(evaluation=seen, revision=seen.revision).update(revision=seen.revision + 1)


def _mark(filing: Evaluation, revision: int, *, by: User) -> Outcome:
    return _tried(filing, MARKED, by, partial(_write, revision=revision))


def _tried(filing: Evaluation, action: str, by: User, act: Callable[[Evaluation, User], None]) -> Outcome:
    """In a transaction of its own; what is refused is logged after its rollback."""
    try:
        with transaction.atomic():
            seen = fresh(filing)
            _refuse(seen, by)
            act(seen, by)
    except Refused as refusal:
        log_refusal(filing, action, refusal, by=by)
        return Outcome(filing, refusal)
    return Outcome(filing)


def _take_off(seen: Evaluation, by: User) -> None:
    if ReviewMark.objects.filter(evaluation=seen).delete()[0]:
        note(seen, TAKEN_OFF, by=by, detail={})


def _write(seen: Evaluation, by: User, revision: int) -> None:
    if seen.revision != revision:
        raise Stale
    is_new = ReviewMark.objects.get_or_create(evaluation=seen, revision=revision, defaults={"marked_by": by})[
        1
    ]
    if is_new:
        note(seen, MARKED, by=by, detail={"修订号": revision})


def _refuse(seen: Evaluation, by: User) -> None:
    """Only who could approve it at the department's step may say that it was looked at."""
    if sentence := why_not_move(by, seen, Action.APPROVE):
        raise NotAllowed.because(sentence)
    if seen.step != Capacity.DEPARTMENT:
        raise NotAllowed.because(NOT_HERE, Ground.STATE)
