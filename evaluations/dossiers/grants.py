"""代填: which grants hold on a day, whom they let fill in, and what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, Unit
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation, FillingGrant

STANDING_IN = (Membership.Role.FILER, Membership.Role.DEPARTMENT_REVIEWER)
"""Who fills in for the department; its 填报人 leaves its reviewer free to decide."""
DEPARTMENTS = (Unit.Kind.DEPARTMENT, Unit.Kind.BUREAU)


def department_of(unit: Unit) -> Unit | None:
    """Return the department that may fill in for `unit`: another one, and one by its kind."""
    found = unit.department
    return found if found and found.pk != unit.pk and found.kind in DEPARTMENTS else None


def holding(on: date | None = None) -> QuerySet[FillingGrant]:
    """Return the grants that hold on the day `on` (today where none is given), with the names on them."""
    day = on or timezone.localdate()
    found = FillingGrant.objects.filter(revocation=None, until__gte=day, unit__department=F("department"))
    return found.select_related("department", "unit", "granted_by")


def grants_of(cycle: Cycle, unit: Unit) -> QuerySet[FillingGrant]:
    """Return every grant that a unit's filings of a year ever had, the newest first."""
    found = FillingGrant.objects.filter(cycle=cycle, unit=unit)
    names = ("unit", "department", "granted_by", "revocation__revoked_by")
    whose = ("evaluation__project", "evaluation__unit")
    return found.select_related(*names, *whose).order_by("-pk")


def grant_on(evaluation: Evaluation, on: date | None = None) -> FillingGrant | None:
    """Return the grant under which the department may fill in this filing; None where there is none."""
    if evaluation.unit.is_own_department:
        return None
    named = Q(evaluation=None) | Q(evaluation=evaluation.pk)
    return holding(on).filter(named, cycle=evaluation.cycle_id, unit=evaluation.unit_id).first()


def grant_for(
    posts: Iterable[Membership], evaluation: Evaluation, on: date | None = None
) -> FillingGrant | None:
    """As `grant_on`, for whoever holds `posts`: the people of the department alone."""
    return grant_on(evaluation, on) if evaluation.unit.department_id in _places(posts) else None


def granted_to(posts: Iterable[Membership], on: date | None = None) -> Q:
    """Return which filings the holder of `posts` fills in by grants; nobody else is asked about."""
    places = _places(posts)
    alone: list[int] = []
    whole: dict[int, list[int]] = defaultdict(list)
    held = holding(on).filter(department__in=places).order_by()
    for cycle, unit, evaluation in held.values_list("cycle", "unit", "evaluation"):  # no query without places
        if evaluation is None:
            whole[cycle].append(unit)
        else:
            alone.append(evaluation)
    covered = Q(pk__in=alone)
    for cycle, units in whole.items():
        covered |= Q(cycle=cycle, unit__in=units)
    return covered


def _places(posts: Iterable[Membership]) -> set[int]:
    """The departments among the units in which these posts fill in or review; no other unit has units."""
    mine = (post.unit for post in posts if post.role in STANDING_IN)
    return {unit.pk for unit in mine if unit.kind in DEPARTMENTS}
