"""常用语 of a bureau: kept by its finance reviewers, used by every reviewer of its filings."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import User
from accounts.records import actor
from core.workflow import FINANCE
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation, Phrase
from evaluations.dossiers.permissions import capacities
from foundation.audit.services import Subject, record

NOT_YOURS = "常用语由财政部门的审核人员存入，您可以选用。"
SHOWN = 20


def phrases_of(evaluation: Evaluation) -> QuerySet[Phrase]:
    """Return the phrases of the filing's bureau that were used most."""
    return Phrase.objects.filter(bureau=evaluation.cycle.bureau_id)[:SHOWN]


def why_not_keep(user: User, evaluation: Evaluation) -> NotAllowed | None:
    """Why `user` may keep no phrase for the filing's bureau; None: may."""
    return None if FINANCE & capacities(user, evaluation) else NotAllowed.because(NOT_YOURS)


@transaction.atomic
def keep_phrase(evaluation: Evaluation, text: str, *, by: User) -> None:
    """Keep a phrase for the bureau, once. NotAllowed (403) where `by` may not."""
    if refusal := why_not_keep(by, evaluation):
        raise refusal
    bureau = evaluation.cycle.bureau_id
    phrase, is_new = Phrase.objects.get_or_create(bureau_id=bureau, text=text, defaults={"added_by": by})
    if is_new:
        subject = Subject("dossiers.Phrase", phrase.pk, phrase.text)
        record(bureau, action="存入常用语", actor=actor(by), subject=subject, detail={"常用语": text})


def use_phrases(keys: Collection[int]) -> None:
    """Count that they were used once more."""
    Phrase.objects.filter(pk__in=keys).update(used=F("used") + 1)
