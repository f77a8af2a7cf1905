"""首页: how much waits for a person by due date, and what waits for an administrator, who decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, User
from accounts.queries import administered_bureaus
from core.workflow import Status
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation, OfficeFindings
from evaluations.dossiers.queries import TO_FILL

SOON_DAYS = 7
TERMS: Mapping[str, str] = {
    "late": "已逾期",
    "today": "今日截止",
    "soon": "7日内截止",
    "later": "7日后截止",
    "review": "待审核",
}
"""When what is to be filled in is due, in the order of a page; what was filed is reviewed, never late."""


@dataclass(frozen=True)
class Work:
    """An open year's work as its administrator finds it.

    `late`: filings that are due and not filed, a consolidated one with its parts once; `office`: those with
    something that the bureau is to mend; `nobody`: units with something to file and no 填报人.
    """

    cycle: Cycle
    late: int
    office: int
    nobody: int


def of_term(filings: QuerySet[Evaluation], term: str, today: date) -> QuerySet[Evaluation]:
    """Those of `filings` that belong there; all for a term that is none."""
    return filings.filter(_terms(today).get(term, Q()))


def by_term(filings: QuerySet[Evaluation], today: date) -> dict[str, int]:
    """How many of `filings` are due when, and how many are to be reviewed: one query."""
    counts = {term: Count("pk", filter=due) for term, due in _terms(today).items()}
    return filings.order_by().aggregate(**counts)


def work_of(user: User, today: date) -> list[Work]:
    """The open work of the bureaus that `user` administers; a fixed number of queries."""
    cycles = Cycle.objects.filter(bureau__in=administered_bureaus(user), is_open=True)
    unfiled = Evaluation.objects.filter(cycle__in=cycles, status__in=TO_FILL)
    late = _counted(unfiled.filter(parent=None, due_on__lt=today))
    office = _counted(Evaluation.objects.filter(cycle__in=cycles, pk__in=_with_office()))
    nobody = _counted(unfiled.filter(~Exists(_filers(today))), "unit")
    return [
        Work(cycle, late.get(cycle.pk, 0), office.get(cycle.pk, 0), nobody.get(cycle.pk, 0))
        for cycle in cycles
    ]


def _terms(today: date) -> dict[str, Q]:
    soon, to_fill = today + timedelta(days=SOON_DAYS), Q(status__in=TO_FILL)
    return {
        "late": to_fill & Q(due_on__lt=today),
        "today": to_fill & Q(due_on=today),
        "soon": to_fill & Q(due_on__gt=today, due_on__lte=soon),
        "later": to_fill & Q(due_on__gt=soon),
        "review": Q(status=Status.IN_REVIEW),
    }


def _counted(filings: QuerySet[Evaluation], what: str = "pk") -> dict[int, int]:
    """By the year's work."""
    counted = filings.order_by().values("cycle").annotate(count=Count(what, distinct=True))
    return dict(counted.values_list("cycle", "count"))


def _with_office() -> QuerySet[OfficeFindings, Any]:
    return OfficeFindings.objects.exclude(evaluation__status=Evaluation.Status.EXEMPT).values("evaluation")


def _filers(today: date) -> QuerySet[Membership]:
    filers = Membership.objects.filter(role=Membership.Role.FILER, user__is_active=True).on(today)
    return filers.filter(unit=OuterRef("unit"))
