"""Reads about people and units that several callers need. Only memberships current on the day count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, Unit, User

Role = Membership.Role
PAGE = 50


@dataclass(frozen=True)
class PeoplePage:
    """People by user name; `following` is the key of the next page, empty on the last one."""

    rows: list[User]
    following: str


@dataclass(frozen=True)
class Post:
    """One membership as a page shows it; `when` is one of 现任, 未到任, 已终止."""

    row: Membership
    when: str

    @property
    def tone(self) -> str:
        return {"现任": "done", "未到任": "todo"}.get(self.when, "off")

    @property
    def is_over(self) -> bool:
        return self.when == "已终止"


def current_memberships(user: User, on: date | None = None) -> QuerySet[Membership]:
    """Return what `user` is on the day `on` (today if None), with units; nothing once deactivated."""
    return user.posts(on)


def posts_of_today(user: User) -> list[Membership]:
    """What `user` is today, with units; the person of a request is asked once (accounts.middleware)."""
    today = timezone.localdate()
    if user.kept_posts is None:
        return list(current_memberships(user, today))
    if today not in user.kept_posts:
        user.kept_posts[today] = list(current_memberships(user, today))
    return user.kept_posts[today]


def filers_of(unit: Unit) -> QuerySet[Membership]:
    """Return the posts of the 填报人 that `unit` has today."""
    posts = Membership.objects.on(timezone.localdate())
    return posts.filter(unit=unit, role=Membership.Role.FILER, user__is_active=True)


def units_below(unit: Unit) -> QuerySet[Unit]:
    """Return `unit` itself and its whole subtree, in the order of the tree."""
    return Unit.objects.filter(path__startswith=unit.path)


def bureau_of(unit: Unit) -> Unit:
    """Return the finance bureau (财政部门) at the root of `unit`'s tree."""
    return unit if unit.parent_id is None else Unit.objects.get(path=unit.bureau_path)


def visible_units(user: User, on: date | None = None) -> QuerySet[Unit]:
    """Return every unit whose filings `user` may see on the day `on` (today if None); retired ones too."""
    posts = current_memberships(user, on) if on else posts_of_today(user)
    return units_seen_by(posts)


def units_seen_by(posts: Iterable[Membership]) -> QuerySet[Unit]:
    """Return every unit whose filings the holder of these posts may see."""
    return _where(_sight(post) for post in posts)


def administered_bureaus(user: User, on: date | None = None) -> QuerySet[Unit]:
    """Return the finance bureaus in which `user` is 系统管理员."""
    rights = current_memberships(user, on).filter(role=Role.ADMINISTRATOR)
    return _where(Q(path=right.unit.bureau_path) for right in rights)


def administered_units(user: User, on: date | None = None) -> QuerySet[Unit]:
    """Return every unit of the bureaus in which `user` is 系统管理员."""
    return _where(Q(path__startswith=bureau.path) for bureau in administered_bureaus(user, on))


def administered_people(user: User, on: date | None = None) -> QuerySet[User]:
    """Return who is or was something in the bureaus that `user` administers; `present` holds memberships."""
    units = administered_units(user, on)
    today = Membership.objects.on(on or timezone.localdate()).select_related("unit")
    people = User.objects.filter(pk__in=Membership.objects.filter(unit__in=units).values("user"))
    return people.prefetch_related(Prefetch("memberships", today, to_attr="present")).order_by("username")


def people_page(people: QuerySet[User], *, words: str = "", after: str = "") -> PeoplePage:
    """Return the page of `people` after the user name `after`; `words` may stand in names and units."""
    if words:
        in_units = Membership.objects.filter(unit__name__icontains=words).values("user")
        people = people.filter(
            Q(username__icontains=words) | Q(full_name__icontains=words) | Q(pk__in=in_units)
        )
    rows = list(people.filter(username__gt=after)[: PAGE + 1])
    return PeoplePage(rows[:PAGE], rows[PAGE - 1].username if len(rows) > PAGE else "")


def posts_of(user: User, *, units: QuerySet[Unit]) -> list[Post]:
    """Return what `user` is, was and will be in `units`."""
    rows = user.memberships.filter(unit__in=units).select_related("unit")
    return [Post(row, _when(row)) for row in rows]


def bureau_of_user(user: User, on: date | None = None) -> Unit | None:
    """Return the finance bureau in whose log `user`'s signing in belongs; the first of several."""
    first = current_memberships(user, on).first() or user.memberships.select_related("unit").first()
    return bureau_of(first.unit) if first else None


def _when(membership: Membership) -> str:
    today = timezone.localdate()
    if membership.valid_to and membership.valid_to < today:
        return "已终止"
    return "现任" if membership.is_current(today) else "未到任"


def _sight(membership: Membership) -> Q:
    unit, role = membership.unit, membership.role
    if role in (Role.ADMINISTRATOR, Role.AUDITOR):
        return Q(path__startswith=unit.bureau_path)
    if role == Role.DEPARTMENT_REVIEWER:
        return Q(path__startswith=unit.path)
    if role == Role.FINANCE_REVIEWER:
        return Q(path__startswith=unit.path) if unit.kind == Unit.Kind.BUREAU else Q(division=unit.pk)
    return Q(pk=unit.pk)


def _where(conditions: Iterable[Q]) -> QuerySet[Unit]:
    any_of = Q(pk__in=[])
    for condition in conditions:
        any_of |= condition
    return Unit.objects.filter(any_of)
