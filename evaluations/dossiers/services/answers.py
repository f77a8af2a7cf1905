"""Answers to 需说明项, by choice: kept for the finding's fingerprint, so other figures ask anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core.figures.text import FigureError, check_text
from core.workflow import Ground
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.models import Contribution, Evaluation, FindingAnswer
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.services.checking import Found, check
from evaluations.dossiers.services.guard import compare_and_set
from evaluations.dossiers.services.log import note_filled
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.services.recounting import recount_later

Choice = FindingAnswer.Choice
LONGEST = 500
GONE = "这一需说明项已不存在，可能填列内容已有变动。请刷新页面后重新核对。"
NO_CHOICE = "请从列出的说明中选择一项。"
NO_WORDS = "选择“其他”的，请填写补充说明。"


@dataclass(frozen=True)
class Given:
    """One answer: to which finding, which of FindingAnswer.Choice, and the words beside it."""

    fingerprint: str
    choice: str
    text: str = ""


def answer(
    evaluation: Evaluation, fingerprint: str, *, choice: str, text: str = "", by: User
) -> FindingAnswer:
    """Keep one answer; see `answer_all`."""
    answer_all(evaluation, [Given(fingerprint, choice, text)], by=by)
    return FindingAnswer.objects.get(evaluation=evaluation, fingerprint=fingerprint)


def answer_all(evaluation: Evaluation, answers: Sequence[Given], *, by: User) -> int:
    """Keep answers to present 需说明项, all or none; a second answer replaces the first. Return the revision.

    NotAllowed: 403 or 409 where `by` may not fill in the filing, 422 where there is no such finding (any
    more), the choice is none, or 其他 says nothing. Stale (409): somebody else saved in the same moment.
    """
    read = [_read(given) for given in answers]
    with transaction.atomic():
        seen = fresh(evaluation)
        if refusal := refusal_to_edit(by, seen):
            raise NotAllowed(refusal)
        found = check(seen).found
        new = _new(found, read)
        if not new:
            return seen.revision
        questions = {finding.fingerprint: finding.question for finding, _ in found}
        _write(seen, new, questions, by=by)
    return seen.revision + 1


def _read(given: Given) -> Given:
    """The answer with its words checked; NotAllowed (422) where it is none."""
    if given.choice not in Choice.values:
        raise NotAllowed.because(NO_CHOICE, Ground.CONTENT)
    try:
        text = check_text(given.text, LONGEST).strip()
    except FigureError as problem:
        raise NotAllowed.because(str(problem), Ground.CONTENT) from problem
    if given.choice == Choice.OTHER and not text:
        raise NotAllowed.because(NO_WORDS, Ground.CONTENT)
    return Given(given.fingerprint, given.choice, text)


def _new(found: Sequence[Found], answers: Sequence[Given]) -> list[Given]:
    """Those that differ from what is kept; NotAllowed (422) for a finding that is not there."""
    asking = {one.fingerprint: old for one, old in found if one.asks}
    if any(given.fingerprint not in asking for given in answers):
        raise NotAllowed.because(GONE, Ground.CONTENT)
    return [given for given in answers if not _same(given, asking[given.fingerprint])]


def _same(given: Given, old: FindingAnswer | None) -> bool:
    return old is not None and (old.choice, old.text) == (given.choice, given.text)


def _write(seen: Evaluation, answers: Sequence[Given], questions: Mapping[str, str], *, by: User) -> None:
    if not compare_and_set(seen):
        raise Stale
    for given in answers:
        FindingAnswer.objects.update_or_create(
            evaluation=seen,
            fingerprint=given.fingerprint,
            defaults={
                "choice": given.choice,
                "text": given.text,
                "question": questions[given.fingerprint],
                "answered_by": by,
            },
        )
    Evaluation.objects.filter(pk=seen.pk).update(must_explain=check(seen).open_must_explain)
    Contribution.objects.get_or_create(evaluation=seen, user=by, kind=Contribution.Kind.EDITED)
    detail = {"说明": [[given.fingerprint, given.choice, given.text] for given in answers]}
    note_filled(seen, "说明", by=by, detail=detail)
    if any(questions[given.fingerprint] for given in answers):
        recount_later(seen, by=by)
