"""Which departments a person looks after, in which years' work, and which units and filings they have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet

from accounts.models import Membership, Unit, User
from accounts.queries import posts_of_today, visible_units
from core.workflow import Capacity, Status
from documents.models import Stamp
from evaluations.cycles.models import Cycle, DepartmentDate
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.queries import NAMED, TO_FILL, last_submissions, visible_to
from evaluations.dossiers.recurring import OF_THE_BUREAU, may_look
from evaluations.dossiers.snapshots import FINISHED
from evaluations.oversight.models import DepartmentPrinting, ReviewMark

Role = Membership.Role
OVERSEERS = OF_THE_BUREAU | {Role.DEPARTMENT_REVIEWER}
AT_FINANCE = (Capacity.DIVISION, Capacity.PERFORMANCE)
BEYOND = Q(status__in=FINISHED) | Q(status=Status.IN_REVIEW, step__in=AT_FINANCE)
"""What the department has passed on, or never had to."""


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


def date_of(cycle: Cycle, department: Unit) -> DepartmentDate | None:
    """Return by when the department wants what its units file; None where it set no day."""
    return DepartmentDate.objects.filter(cycle=cycle, department=department).first()


def last_due_of(cycle: Cycle, department: Unit) -> date:
    """Return when the last of what the units of `department` have not filed is due, else the year's day."""
    unfiled = Evaluation.objects.filter(cycle=cycle, unit__department=department, status__in=TO_FILL)
    last: date | None = unfiled.exclude(unit=department).aggregate(last=Max("due_on"))["last"]
    return last or cycle.due_on


def filings_of(user: User, cycle: Cycle, department: Unit) -> QuerySet[Evaluation]:
    """Return what the units of `department` file in `cycle`; parts of a consolidated one are in the whole."""
    below = visible_to(user).filter(unit__path__startswith=department.path)
    return below.filter(cycle=cycle, parent=None)


def units_of(user: User, cycle: Cycle, department: Unit, today: date) -> QuerySet[Unit]:
    """Return the units of `department` in the order of the tree; a retired one only where it has to file."""
    seen = visible_units(user).filter(path__startswith=department.path).exclude(kind=Unit.Kind.DIVISION)
    files = Q(pk__in=filings_of(user, cycle, department).order_by().values("unit"))
    return seen.filter(Q(valid_to=None) | Q(valid_to__gte=today) | files).order_by("path")


def at_department(filings: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Return those that wait for the department, by unit and project."""
    waiting = filings.filter(status=Status.IN_REVIEW, step=Capacity.DEPARTMENT)
    return waiting.order_by("unit__path", "project__code", "pk")


def valid_marks(filings: QuerySet[Evaluation]) -> QuerySet[ReviewMark]:
    """Return the marks on `filings` as they stand; those of earlier revisions have fallen."""
    valid = ReviewMark.objects.filter(evaluation__in=filings.order_by().values("pk"))
    return valid.filter(revision=F("evaluation__revision")).select_related("marked_by")


def marked(filings: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Return those that wait for the department and are ticked as they stand."""
    return at_department(filings).filter(review_marks__revision=F("revision"))


def passed_submissions(filings: QuerySet[Evaluation]) -> QuerySet[Submission]:
    """Return the last submission of each filing that stands beyond the department, by unit and project."""
    last = last_submissions(filings.filter(BEYOND).order_by()).select_related(
        *NAMED, "evaluation__cycle", "frozen"
    )
    whole_first = F("evaluation__project__code").asc(nulls_first=True)
    return last.order_by("evaluation__unit__path", whole_first, "evaluation")


def not_passed(filings: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Return those that are still due and do not stand beyond the department."""
    return filings.exclude(BEYOND).exclude(status=Status.EXEMPT)


def printings_of(user: User, cycle: Cycle, department: Unit) -> QuerySet[DepartmentPrinting]:
    """Return 部门汇总表 of which `user` sees every filing, the newest first."""
    seen = filings_of(user, cycle, department).order_by().values("pk")
    hidden = Evaluation.objects.filter(cycle=cycle, parent=None).exclude(pk__in=seen)
    made = DepartmentPrinting.objects.filter(cycle=cycle, department=department)
    return made.exclude(filings__in=hidden).select_related("frozen_set", "asked_by").order_by("-pk")


def sees_all(user: User, cycle: Cycle, department: Unit) -> bool:
    """Whether nothing that the department's units file is hidden from `user`."""
    filed = Evaluation.objects.filter(cycle=cycle, parent=None, unit__path__startswith=department.path)
    return not filed.exclude(pk__in=filings_of(user, cycle, department).order_by().values("pk")).exists()


def label_of(filings: Iterable[Evaluation]) -> Stamp.Label:
    """定稿 once all of them are approved; of none it is not."""
    found = list(filings)
    is_final = bool(found) and all(one.status in FINISHED for one in found)
    return Stamp.Label.FINAL if is_final else Stamp.Label.FOR_SIGNATURE


def counts_of(filings: QuerySet[Evaluation]) -> dict[str, Any]:
    """Return how many filings are due, how many of them stand where, and when the open ones are due."""
    in_review, to_fill = Q(status=Status.IN_REVIEW), Q(status__in=TO_FILL)
    return filings.order_by().aggregate(
        due=Count("pk", filter=~Q(status=Status.EXEMPT)),
        first_due=Min("due_on", filter=to_fill),
        last_due=Max("due_on", filter=to_fill),
        to_fill=Count("pk", filter=to_fill),
        returned=Count("pk", filter=Q(status=Status.RETURNED)),
        at_head=Count("pk", filter=in_review & Q(step=Capacity.UNIT_HEAD)),
        at_department=Count("pk", filter=in_review & Q(step=Capacity.DEPARTMENT)),
        at_finance=Count("pk", filter=in_review & Q(step__in=AT_FINANCE)),
        finished=Count("pk", filter=Q(status__in=FINISHED)),
    )
