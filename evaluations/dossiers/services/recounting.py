"""An answer counts for all tables of the unit and year: a worker counts anew what is open in the others."""

from __future__ import annotations

from accounts.models import User
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.queries import TO_FILL
from evaluations.dossiers.services.checking import check
from evaluations.dossiers.services.reading import fresh
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue, publishing

KIND = "recount"


def recount_later(answered: Evaluation, *, by: User) -> None:
    """Ask for it in the caller's transaction, where there is another table with something open."""
    if _others(answered):
        enqueue(KIND, subject_id=answered.pk, asked_by=by)


def recount(answered: Evaluation, job: Job) -> None:
    """Count what asks for an answer in the unit's other open tables; who saves meanwhile counts himself."""
    counted = {pk: _open_in(pk) for pk in _others(answered)}
    with publishing(job):
        for pk, (revision, number) in counted.items():
            Evaluation.objects.filter(pk=pk, revision=revision).update(must_explain=number)


def _others(answered: Evaluation) -> list[int]:
    found = Evaluation.objects.filter(unit=answered.unit_id, cycle=answered.cycle_id, status__in=TO_FILL)
    return list(found.filter(must_explain__gt=0).exclude(pk=answered.pk).values_list("pk", flat=True))


def _open_in(pk: int) -> tuple[int, int]:
    seen = fresh(Evaluation(pk=pk))
    return seen.revision, check(seen).open_must_explain
