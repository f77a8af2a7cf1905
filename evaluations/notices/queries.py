"""消息: what others did that concerns a person, read from what was done; nothing is copied.

Each condition lies within what the person sees (evaluations.dossiers.queries.visible_to).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import Membership, User
from accounts.queries import posts_of_today
from core.workflow import Action, Capacity
from core.workflow.states import STEPS
from evaluations.dossiers.grants import DEPARTMENTS, STANDING_IN, holding
from evaluations.dossiers.models import LEADING_ROLES, Evaluation, Extension, FillingGrant, Move
from evaluations.notices.models import NoticeMark

Role = Membership.Role
MOST = 100
"""So many are listed; the count beside the bell goes no further."""


def moves_for(user: User) -> QuerySet[Move]:
    """What others did with the filings of this person's units, what came to the desk or left it."""
    posts = posts_of_today(user)
    concerning = Q(pk__in=[])
    for post in posts:
        concerning |= _own(post) | _desk(post) | _lead(post)
    if places := _places(posts):
        concerning |= Q(_granted(places)) & ~Q(action=Action.START)
    return Move.objects.filter(concerning).exclude(actor=user)


def tasks_for(user: User) -> QuerySet[Evaluation]:
    """The filings that were issued to this person's units."""
    return Evaluation.objects.filter(unit__in=_units(user))


def extensions_for(user: User) -> QuerySet[Extension]:
    """Until when these may be filed (延期)."""
    return Extension.objects.filter(evaluation__unit__in=_units(user))


def grants_for(user: User) -> QuerySet[FillingGrant]:
    """What units let this person's department fill in (代填), as long as it holds."""
    return holding().filter(department__in=_places(posts_of_today(user)))


def unseen(user: User) -> int:
    """How many of all these are new to the person, up to `MOST`: one query."""
    seen = _seen(user)
    return (
        moves_for(user)
        .filter(made_at__gt=seen)
        .order_by()
        .values_list("pk")
        .union(
            tasks_for(user).filter(created_at__gt=seen).order_by().values_list("pk"),
            extensions_for(user).filter(granted_at__gt=seen).order_by().values_list("pk"),
            grants_for(user).filter(granted_at__gt=seen).order_by().values_list("pk"),
            all=True,
        )[:MOST]
        .count()
    )


def seen_at(user: User) -> datetime:
    """Up to when the person has seen all; without a mark, when he or she came."""
    found = NoticeMark.objects.filter(user=user).values_list("seen_at", flat=True).first()
    return found or user.date_joined


def latest_moves(user: User) -> QuerySet[Move]:
    """The last ones with what a line of the list names."""
    named = ("actor", "evaluation__unit", "evaluation__project", "evaluation__cycle")
    return moves_for(user).select_related(*named).order_by("-made_at", "-pk")[:MOST]


def latest_tasks(user: User) -> QuerySet[Evaluation]:
    return tasks_for(user).select_related("unit", "project", "cycle").order_by("-created_at", "-pk")[:MOST]


def latest_extensions(user: User) -> QuerySet[Extension]:
    named = ("granted_by", "evaluation__unit", "evaluation__project", "evaluation__cycle")
    return extensions_for(user).select_related(*named).order_by("-pk")[:MOST]


def latest_grants(user: User) -> QuerySet[FillingGrant]:
    named = ("cycle", "evaluation__unit", "evaluation__project")
    return grants_for(user).select_related(*named, "unit", "granted_by").order_by("-pk")[:MOST]


def _seen(user: User) -> Coalesce:
    mark = NoticeMark.objects.filter(user=user).values("seen_at")[:1]
    return Coalesce(Subquery(mark), Value(user.date_joined, DateTimeField()))


def _units(user: User) -> list[int]:
    """The units for which this person files or signs."""
    posts = posts_of_today(user)
    return [post.unit_id for post in posts if post.role in (Role.FILER, Role.UNIT_HEAD)]


def _own(post: Membership) -> Q:
    """Everything but opening, for the unit that files."""
    if post.role not in (Role.FILER, Role.UNIT_HEAD):
        return Q(pk__in=[])
    return Q(evaluation__unit=post.unit_id) & ~Q(action=Action.START)


def _desk(post: Membership) -> Q:
    """For who decides at a step: what came to it, was withdrawn from it, or was returned by a later one."""
    step, units = _step(post)
    if step is None:
        return Q(pk__in=[])
    later = STEPS[STEPS.index(step) + 1 :]
    back = Q(action=Action.WITHDRAW, from_step=step) | Q(action=Action.RETURN, from_step__in=later)
    return Q(units, evaluation__parent=None) & (Q(to_step=step) | back)


def _step(post: Membership) -> tuple[Capacity | None, Q]:
    unit = post.unit
    if post.role == Role.DEPARTMENT_REVIEWER:
        return Capacity.DEPARTMENT, Q(evaluation__unit__path__startswith=unit.path)
    if post.role != Role.FINANCE_REVIEWER:
        return None, Q()
    if post.is_performance:
        return Capacity.PERFORMANCE, Q(evaluation__unit__path__startswith=unit.path)
    return Capacity.DIVISION, Q(evaluation__unit__division=unit.pk)


def _lead(post: Membership) -> Q:
    """What other units filed for the whole that this one leads, and took back."""
    if post.role not in LEADING_ROLES:
        return Q(pk__in=[])
    led = Q(evaluation__parent__unit=post.unit_id)
    return led & (Q(to_step=Capacity.LEAD) | Q(action=Action.WITHDRAW, from_step=Capacity.LEAD))


def _granted(places: Iterable[int]) -> Exists:
    """The filings that these departments fill in by a grant."""
    named = Q(evaluation=None) | Q(evaluation=OuterRef("evaluation"))
    these = {"unit": OuterRef("evaluation__unit"), "cycle": OuterRef("evaluation__cycle")}
    return Exists(holding().filter(named, department__in=places, **these).order_by())


def _places(posts: Iterable[Membership]) -> set[int]:
    """The departments in which these posts may stand in for their units (代填)."""
    mine = (post.unit for post in posts if post.role in STANDING_IN)
    return {unit.pk for unit in mine if unit.kind in DEPARTMENTS}
