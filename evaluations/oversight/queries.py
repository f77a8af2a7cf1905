"""Which departments a person looks after, in which years' work, and which units and filings they have."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.models import Membership, Unit, User
from accounts.queries import posts_of_today, visible_units
from core.workflow import Capacity, Status
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.queries import TO_FILL, visible_to
from evaluations.dossiers.recurring import OF_THE_BUREAU, may_look
from evaluations.dossiers.snapshots import FINISHED

Role = Membership.Role
OVERSEERS = OF_THE_BUREAU | {Role.DEPARTMENT_REVIEWER}
AT_FINANCE = (Capacity.DIVISION, Capacity.PERFORMANCE)


def may_oversee(user: User) -> bool:
    """Whether `user` reviews for a department, or reviews, keeps or audits for a finance bureau."""
    return any(post.role in OVERSEERS for post in posts_of_today(user))


def departments_for(user: User) -> QuerySet[Unit]:
    """Return the departments for which `user` reviews; for finance those of all units that it sees."""
    mine = Q(pk__in=[post.unit_id for post in posts_of_today(user) if post.role == Role.DEPARTMENT_REVIEWER])
    if may_look(user):
        seen = visible_units(user).order_by()
        mine |= Q(pk__in=seen.filter(kind=Unit.Kind.DEPARTMENT).values("pk"))
        mine |= Q(pk__in=seen.values("department"))
    return Unit.objects.filter(mine).order_by("path")


def filings_of(user: User, cycle: Cycle, department: Unit) -> QuerySet[Evaluation]:
    """Return what the units of `department` file in `cycle`; parts of a consolidated one are in the whole."""
    below = visible_to(user).filter(unit__path__startswith=department.path)
    return below.filter(cycle=cycle, parent=None)


def units_of(user: User, cycle: Cycle, department: Unit, today: date) -> QuerySet[Unit]:
    """Return the units of `department` in the order of the tree; a retired one only where it has to file."""
    seen = visible_units(user).filter(path__startswith=department.path).exclude(kind=Unit.Kind.DIVISION)
    files = Q(pk__in=filings_of(user, cycle, department).order_by().values("unit"))
    return seen.filter(Q(valid_to=None) | Q(valid_to__gte=today) | files).order_by("path")


def counts_of(filings: QuerySet[Evaluation]) -> dict[str, int]:
    """Return how many filings are due, and how many of them stand where."""
    in_review = Q(status=Status.IN_REVIEW)
    return filings.order_by().aggregate(
        due=Count("pk", filter=~Q(status=Status.EXEMPT)),
        to_fill=Count("pk", filter=Q(status__in=TO_FILL)),
        returned=Count("pk", filter=Q(status=Status.RETURNED)),
        at_head=Count("pk", filter=in_review & Q(step=Capacity.UNIT_HEAD)),
        at_department=Count("pk", filter=in_review & Q(step=Capacity.DEPARTMENT)),
        at_finance=Count("pk", filter=in_review & Q(step__in=AT_FINANCE)),
        finished=Count("pk", filter=Q(status__in=FINISHED)),
    )
