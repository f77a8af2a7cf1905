"""核对清单: what a unit will have to file in a year's work, and what it asks to be changed about that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, Unit, User
from accounts.queries import bureau_of, posts_of_today, visible_units
from core.workflow import Capacity
from evaluations.cycles.models import Cycle, ListRequest
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import capacities_in, place_label
from evaluations.dossiers.queries import visible_to
from evaluations.projects.models import Project

Role = Membership.Role
CHECKING = frozenset({Role.FILER, Role.UNIT_HEAD, Role.FINANCE_REVIEWER})
"""For whom the list stands in the menu."""
OF_THE_UNIT = frozenset({Role.FILER, Role.UNIT_HEAD})
ASKERS = frozenset({Capacity.FILER, Capacity.UNIT_HEAD})
DECIDERS = frozenset({Capacity.DIVISION, Capacity.PERFORMANCE})
NOT_ISSUED = "尚未下达"
PART = "分单位自评，{}"
WHOLE = "部门（单位）整体支出"
WHOLE_SCOPE, OF_PROJECTS = "department", frozenset({"project", "transfer"})


@dataclass(frozen=True)
class Task:
    """One line of the list: what is filed, or will be. `evaluation`: once it is issued."""

    name: str
    code: str
    state: str
    evaluation: Evaluation | None = None


def own_lists(user: User) -> list[tuple[Cycle, Unit]]:
    """Return the open years' work and units for which `user` may ask."""
    units = {post.unit for post in posts_of_today(user) if post.role in OF_THE_UNIT}
    return [
        (cycle, unit)
        for unit in sorted(units, key=lambda unit: unit.path)
        for cycle in years_of(unit).filter(is_open=True)
    ]


def years_of(unit: Unit) -> QuerySet[Cycle]:
    """Return the years' work of the unit's bureau, the newest first."""
    return Cycle.objects.filter(bureau=bureau_of(unit)).select_related("bureau")


def units_of(user: User) -> QuerySet[Unit]:
    """Return the units whose lists `user` may see."""
    offices = visible_units(user).exclude(kind=Unit.Kind.DIVISION)
    return offices.select_related("department", "division")


def places_for(user: User, asked: ListRequest) -> QuerySet[Unit]:
    """Return the units to which `user` may give the project of a request: those of its bureau that file."""
    of_bureau = units_of(user).filter(path__startswith=asked.unit.bureau_path)
    there = Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())
    return of_bureau.filter(there).exclude(kind=Unit.Kind.BUREAU).order_by("path")


def requests_of(user: User) -> QuerySet[ListRequest]:
    """Return what was asked for the units that `user` sees, what is not decided yet in front."""
    seen = ListRequest.objects.filter(unit__in=units_of(user).order_by())
    named = ("cycle__bureau", "unit__department", "unit__division", "project", "asked_by", "decided_by")
    return seen.select_related(*named).order_by(F("decided_at").desc(nulls_first=True), "-pk")


def may_ask(user: User, unit: Unit) -> bool:
    return bool(ASKERS & capacities_in(unit, posts_of_today(user)))


def may_decide(user: User, unit: Unit) -> bool:
    return bool(DECIDERS & capacities_in(unit, posts_of_today(user)))


def projects_of(unit: Unit) -> QuerySet[Project]:
    return Project.objects.filter(unit=unit).order_by("code")


def tasks_of(user: User, cycle: Cycle, unit: Unit) -> Iterator[Task]:
    """Yield what is issued to the unit, then its projects without a task, its whole last.

    What it files of a consolidated filing is there for whoever sees that; what is not issued, as far as the
    year's work has a form for it.
    """
    filings = list(visible_to(user).filter(cycle=cycle, unit=unit).order_by("project__code", "pk"))
    for one in filings:
        state = place_label(one)
        yield Task(str(one), _code(one.project), PART.format(state) if one.parent_id else state, one)
    scopes, said = set(cycle.forms.values_list("scope", flat=True)), agreed(cycle)
    if scopes & OF_PROJECTS:
        for project in projects_of(unit).exclude(
            pk__in=[one.project_id for one in filings if one.project_id]
        ):
            yield Task(project.name, project.code, said.get(f"project-{project.pk}", NOT_ISSUED))
    if WHOLE_SCOPE in scopes and all(one.project_id for one in filings):
        yield Task(WHOLE, "", said.get(f"unit-{unit.pk}", NOT_ISSUED))


def _code(project: Project | None) -> str:
    return project.code if project else ""


def agreed(cycle: Cycle) -> dict[str, str]:
    """By the key of a candidate, what finance agreed to about it: 不纳入 or 合并填报, in words."""
    kinds = (ListRequest.Kind.LEAVE_OUT, ListRequest.Kind.CONSOLIDATE)
    is_theirs = Q(project=None) | Q(project__unit=F("unit"))
    found = ListRequest.objects.filter(
        is_theirs, kind__in=kinds, cycle=cycle, decision=ListRequest.Decision.ACCEPTED
    ).order_by("pk")
    return {
        f"project-{one.project_id}" if one.project_id else f"unit-{one.unit_id}": (
            f"已同意{one.get_kind_display()}：{one.reason}"
        )
        for one in found
    }
