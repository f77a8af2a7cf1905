"""本单位报送材料: what a unit files in one year's work. Derived from its filings, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import Unit, User
from accounts.queries import posts_of_today, visible_units
from core.filing import cells
from core.workflow import Status
from evaluations.cycles.models import Cycle
from evaluations.dossiers.grants import granted_to
from evaluations.dossiers.models import Cell, Evaluation, SetPrinting
from evaluations.dossiers.permissions import capacities_in
from evaluations.dossiers.queries import TO_FILL, visible_to
from evaluations.dossiers.snapshots import FILED, FINISHED, form_of
from evaluations.projects.models import Project

MOST = 500
"""Units that the list of sets shows."""


@dataclass(frozen=True)
class Dossier:
    """The filings of `unit` in `cycle` that one person may see: the whole unit's first, then by project.

    `by_grant`: whoever sees it is nothing towards the unit, and has 代填 alone.
    """

    cycle: Cycle
    unit: Unit
    filings: tuple[Evaluation, ...]
    by_grant: bool = False

    @cached_property
    def is_all(self) -> bool:
        """Whether what belongs to the unit and year as a whole is seen too: a grant may cover one filing."""
        if not self.by_grant:
            return True
        filed = Evaluation.objects.filter(cycle=self.cycle, unit=self.unit)
        return not filed.exclude(pk__in=[filing.pk for filing in self.filings]).exists()

    def count(self, *states: Status) -> int:
        return sum(filing.status in states for filing in self.filings)

    @property
    def due(self) -> int:
        """How many have to be filed."""
        return len(self.filings) - self.count(Status.EXEMPT)

    @property
    def filed(self) -> int:
        return self.count(*FILED)

    @property
    def finished(self) -> int:
        return self.count(*FINISHED)

    @property
    def first_due(self) -> date | None:
        return min(self._due_days, default=None)

    @property
    def last_due(self) -> date | None:
        return max(self._due_days, default=None)

    @property
    def _due_days(self) -> list[date]:
        return [filing.due_on for filing in self.filings if filing.status != Status.EXEMPT]

    @property
    def open_must_fix(self) -> int:
        return sum(filing.must_fix for filing in self.filings if filing.status in TO_FILL)

    @property
    def open_must_explain(self) -> int:
        return sum(filing.must_explain for filing in self.filings if filing.status in TO_FILL)


def dossier_of(user: User, cycle: int, unit: int) -> Dossier | None:
    """Return the set as `user` sees it; None where nothing of it is visible."""
    found = _visible(user).filter(cycle=cycle, unit=unit).order_by("pk")
    filings = sorted(found, key=_place)
    if not filings:
        return None
    first = filings[0]
    by_grant = not capacities_in(first.unit, posts_of_today(user))
    return Dossier(first.cycle, first.unit, tuple(filings), by_grant=by_grant)


def cycles_of(user: User) -> QuerySet[Cycle]:
    """Return the years' work in which `user` sees a set, the newest first."""
    return Cycle.objects.filter(pk__in=_visible(user).order_by().values("cycle"))


def sets_in(user: User, cycle: Cycle) -> list[dict[str, Any]]:
    """Return the units that have a set in `cycle`, with how many filings are due, filed and finished."""
    found = (
        _visible(user).filter(cycle=cycle).order_by("unit__path").values("unit", "unit__name", "unit__path")
    )
    counted = found.annotate(
        due=Count("pk", filter=~Q(status=Status.EXEMPT)),
        filed=Count("pk", filter=Q(status__in=FILED)),
        returned=Count("pk", filter=Q(status=Status.RETURNED)),
        finished=Count("pk", filter=Q(status__in=FINISHED)),
    )
    return [dict(one) for one in counted[:MOST]]


def rates_of(filings: Iterable[Evaluation]) -> dict[int, str]:
    """Return 执行率 of the total row as it stands in each filing; one query."""
    places = {filing.pk: _rate_place(filing) for filing in filings}
    found = Cell.objects.filter(evaluation__in=places, ref__in={place for place in places.values() if place})
    return {
        pk: typed for pk, ref, typed in found.values_list("evaluation", "ref", "typed") if places[pk] == ref
    }


def not_issued(dossier: Dossier) -> list[str]:
    """Return the projects that were approved for the year and have no filing in it yet."""
    if not dossier.is_all:
        return []
    approved = Project.objects.filter(unit=dossier.unit, approved_targets__year=dossier.cycle.data_year)
    waiting = approved.exclude(evaluations__cycle=dossier.cycle).distinct().order_by("code")
    return list(waiting.values_list("name", flat=True))


def orders_of(whole: Dossier) -> QuerySet[SetPrinting]:
    """Return the orders of all papers of a set whose every filing is among those seen, the newest first."""
    hidden = Evaluation.objects.filter(cycle=whole.cycle, unit=whole.unit)
    hidden = hidden.exclude(pk__in=[filing.pk for filing in whole.filings])
    orders = SetPrinting.objects.filter(cycle=whole.cycle, unit=whole.unit)
    return orders.exclude(filings__in=hidden).select_related("frozen_set", "asked_by").order_by("-pk")


def _visible(user: User) -> QuerySet[Evaluation]:
    """What another unit files for a whole that the own one leads is part of that unit's set alone."""
    granted = granted_to(posts_of_today(user))
    return visible_to(user).filter(Q(unit__in=visible_units(user)) | granted)


def _place(filing: Evaluation) -> tuple[bool, str, bool, int]:
    project = filing.project
    return project is not None, project.code if project else "", filing.parent_id is not None, filing.pk


def _rate_place(filing: Evaluation) -> str:
    funds = form_of(filing).funds
    column = funds.column("rate") if funds else None
    if funds is None or column is None or funds.total is None:
        return ""
    return str(cells.fund(funds.total.key, column.key))
