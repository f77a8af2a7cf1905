"""催报台: which units have not filed, by what is due first, and who was called about it last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from core.workflow import Capacity, Place, Status
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import capacities_in
from evaluations.dossiers.queries import TO_FILL, visible_to
from evaluations.dossiers.recurring import may_look
from evaluations.oversight.models import Call
from evaluations.oversight.texts import Caller, Unfiled

WITHIN = {"overdue": -1, "3": 3, "7": 7}
"""Filters by when something is due: within how many days from today; overdue: before today."""
CALLERS = frozenset({Capacity.DEPARTMENT, Capacity.DIVISION, Capacity.PERFORMANCE})


@dataclass(frozen=True)
class Late:
    """A unit with what it has not filed."""

    unit: Unit
    unfiled: Unfiled


def unfiled(user: User, cycle: Cycle) -> QuerySet[Evaluation]:
    """Return what `user` waits for: not filed, or still with a unit (for finance also with a department)."""
    steps = [Capacity.UNIT_HEAD, *([Capacity.DEPARTMENT] if may_look(user) else [])]
    waiting = Q(status__in=TO_FILL) | Q(status=Status.IN_REVIEW, step__in=steps)
    return visible_to(user).filter(waiting, cycle=cycle, parent=None)


def late_units(
    filings: QuerySet[Evaluation], *, within: str, department: Unit | None, today: date
) -> list[Late]:
    """Return the units of `filings`, what is due first in front; in one query."""
    if department is not None:
        filings = filings.filter(unit__path__startswith=department.path)
    if within in WITHIN:
        filings = filings.filter(due_on__lte=today + timedelta(days=WITHIN[within]))
    by_unit: dict[Unit, list[Evaluation]] = defaultdict(list)
    for filing in filings.order_by("unit__path", "pk"):
        by_unit[filing.unit].append(filing)
    found = [Late(unit, told(unit, some)) for unit, some in by_unit.items()]
    return sorted(found, key=lambda late: (late.unfiled.due_on, late.unit.path))


def told(unit: Unit, filings: Iterable[Evaluation]) -> Unfiled:
    """Say what `unit` has not filed; the first due date counts."""
    states: dict[str, int] = defaultdict(int)
    days = []
    for filing in filings:
        states[Place(Status(filing.status), filing.step).label] += 1
        days.append(filing.due_on)
    return Unfiled(unit.name, dict(states), min(days))


def calls_of(cycle: Cycle, units: Iterable[Unit]) -> QuerySet[Call]:
    """Return 催报记录 of the year's work, the newest first."""
    found = Call.objects.filter(cycle=cycle, unit__in=list(units))
    return found.select_related("recorded_by").order_by("-pk")


def last_calls(cycle: Cycle, units: Iterable[Unit]) -> dict[int, Call]:
    """Return the last call of each unit that was called."""
    later = Call.objects.filter(cycle=OuterRef("cycle"), unit=OuterRef("unit"), pk__gt=OuterRef("pk"))
    return {call.unit_id: call for call in calls_of(cycle, units).filter(~Exists(later))}


def may_call(user: User, unit: Unit) -> bool:
    """Whether `user` reviews what the unit files, so that what was said is worth keeping."""
    return bool(CALLERS & capacities_in(unit, posts_of_today(user)))


def caller_of(user: User) -> Caller:
    """How the person signs a text."""
    posts = posts_of_today(user)
    return Caller(posts[0].unit.name, user.full_name, user.phone)
