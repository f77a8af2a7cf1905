"""Whom a filing waits for: the people who can take the next step today, by what they are towards its unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate

from django.db.models import Q

from accounts.models import Membership, Unit, User
from core.workflow import Capacity, Status
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import capacities_in
from evaluations.dossiers.queries import TO_FILL

Role = Membership.Role
WHO_ACTS = (Role.FILER, Role.UNIT_HEAD, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER)
People = Mapping[Capacity, list[User]]


def people_around(units: Iterable[Unit], today: date) -> dict[int, People]:
    """Return who can act for each unit, by capacity; one query for all of them."""
    places = list(units)
    posts = list(_posts(places, today))
    return {unit.pk: _by_capacity(unit, posts) for unit in places}


def awaited(evaluation: Evaluation) -> Capacity | None:
    """Return who has the next step; None where the filing waits for nobody before finance archives it."""
    if evaluation.status in TO_FILL:
        return Capacity.FILER
    return Capacity(evaluation.step) if evaluation.status == Status.IN_REVIEW else None


def _by_capacity(unit: Unit, posts: Iterable[Membership]) -> People:
    found: dict[Capacity, list[User]] = defaultdict(list)
    for post in posts:
        for capacity in capacities_in(unit, [post]):
            found[capacity].append(post.user)
    return found


def _posts(units: Iterable[Unit], today: date) -> Iterable[Membership]:
    """The posts in the units, above them, and in the divisions in charge of them."""
    paths = {path for unit in units for path in _above(unit)}
    divisions = {unit.division_id for unit in units}
    near = Q(unit__path__in=paths) | Q(unit__in=divisions - {None})
    posts = Membership.objects.on(today).filter(near, role__in=WHO_ACTS, user__is_active=True)
    return posts.select_related("unit", "user").order_by("pk")


def _above(unit: Unit) -> Iterator[str]:
    """The paths from the root down to the unit itself."""
    return accumulate(f"{code}/" for code in unit.path.rstrip("/").split("/"))
