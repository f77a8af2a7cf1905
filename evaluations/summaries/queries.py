"""Who reads and makes which tables."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, Unit, User
from accounts.queries import posts_of_today
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
from evaluations.summaries.models import SummaryLayout, SummaryPrinting

Role = Membership.Role
READERS = frozenset({Role.FINANCE_REVIEWER, Role.DEPARTMENT_REVIEWER, Role.ADMINISTRATOR, Role.AUDITOR})


def places_of(user: User) -> list[Unit]:
    """The bureaus and departments over whose filings `user` may read tables, by their place in the tree."""
    paths = {path for post in posts_of_today(user) if (path := _path(post))}
    return list(Unit.objects.filter(path__in=paths).order_by("path"))


def makes_for(user: User) -> set[int]:
    """The keys of the places for which `user` makes tables: 绩效股 the bureau, a department itself."""
    posts = posts_of_today(user)
    return {post.unit_id for post in posts if post.is_performance or post.role == Role.DEPARTMENT_REVIEWER}


def bureaus_kept_by(user: User) -> list[Unit]:
    """The bureaus whose 表样 `user` keeps."""
    return [post.unit for post in posts_of_today(user) if post.is_performance]


def cycles_in(places: list[Unit]) -> QuerySet[Cycle]:
    """The years' work with a filing below one of `places`, the newest first."""
    below = Q(pk__in=[])
    for place in places:
        below |= Q(unit__path__startswith=place.path)
    filings = Evaluation.objects.filter(below, cycle=OuterRef("pk"), parent=None)
    return Cycle.objects.filter(Exists(filings)).select_related("bureau").order_by("-data_year", "-pk")


def layouts_in(places: list[Unit]) -> QuerySet[SummaryLayout]:
    """The 表样 that may be used in `places`."""
    return SummaryLayout.objects.filter(bureau__path__in={place.bureau_path for place in places})


def printings_in(places: list[Unit]) -> QuerySet[SummaryPrinting]:
    """The tables over `places` and what is below them, the newest first."""
    below = Q(pk__in=[])
    for place in places:
        below |= Q(place__path__startswith=place.path)
    found = SummaryPrinting.objects.filter(below).select_related("cycle", "place", "frozen_set", "asked_by")
    return found.order_by("-pk")


def _path(post: Membership) -> str:
    if post.role in (Role.ADMINISTRATOR, Role.AUDITOR):
        return post.unit.bureau_path
    return post.unit.path if post.is_performance or post.role == Role.DEPARTMENT_REVIEWER else ""
