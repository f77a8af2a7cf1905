"""延期 of one filing or many: the due date moves, on the record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core.workflow import Ground
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.extending import capacity_of, extendable, unfiled_of
from evaluations.dossiers.models import Evaluation, Extension
from evaluations.dossiers.queries import TO_FILL
from evaluations.dossiers.services.guard import hold
from evaluations.dossiers.services.log import note

CLOSED = "本年度绩效自评工作已结束，不再办理延期。需要补报的，请先重新开放填报。"
MEANWHILE = "所选自评表有的已报送或不由您办理，本次没有延期。请按刷新后的列表重新选择。"
NOT_LATER = "延期至的日期应晚于原截止日：{}的截止日为{:%Y-%m-%d}。"


@transaction.atomic
def extend(cycle: Cycle, keys: Collection[int], *, until: date, reason: str, by: User) -> list[Extension]:
    """Give the filings named by their keys time until a later day, all or none; parts go with their whole.

    NotAllowed: 409 where the year is closed or one of them is no longer to be filed, 422 where the day is
    not later than the due date of each.
    """
    if not cycle.is_open:
        raise NotAllowed.because(CLOSED, Ground.STATE)
    hold(Evaluation.objects.filter(Q(pk__in=keys) | Q(parent__in=keys), cycle=cycle))
    chosen = list(unfiled_of(by, cycle).filter(pk__in=keys).order_by("pk"))
    ready = [one.evaluation for one in extendable(by, chosen) if not one.why_not]
    if len(ready) != len(set(keys)):
        raise NotAllowed.because(MEANWHILE, Ground.STATE)
    for filing in ready:
        if filing.due_on >= until:
            raise NotAllowed.because(NOT_LATER.format(filing, filing.due_on), Ground.CONTENT)
    return [_extend(filing, until, reason, by) for filing in (*ready, *_parts(ready, until))]


def _parts(wholes: list[Evaluation], until: date) -> list[Evaluation]:
    """Of what the implementing units file of `wholes`, what is still to be filed and due before."""
    parts = Evaluation.objects.filter(parent__in=wholes, status__in=TO_FILL, due_on__lt=until)
    return list(parts.select_related("cycle", "unit", "project", "parent__unit").order_by("pk"))


def _extend(filing: Evaluation, until: date, reason: str, by: User) -> Extension:
    capacity = capacity_of(by, filing.parent or filing)
    assert capacity is not None  # else it was not ready
    before = filing.due_on
    Evaluation.objects.filter(pk=filing.pk).update(due_on=until, first_due_on=filing.first_due_on or before)
    made = Extension.objects.create(
        evaluation=filing, before=before, until=until, reason=reason, capacity=capacity.value, granted_by=by
    )
    detail = {"原截止日": before.isoformat(), "延期至": until.isoformat(), "原因": reason}
    note(filing, "延期", by=by, detail=detail)
    return made
