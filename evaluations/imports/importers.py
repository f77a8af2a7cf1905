"""Who imports what, and for which units: everything else in a file is unknown to them."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Membership, Unit, User
from accounts.queries import posts_of_today, units_seen_by
from evaluations.imports.kinds.registry import KINDS, Kind

Role = Membership.Role
OF_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
OF_REVIEWERS = frozenset({Role.ADMINISTRATOR, Role.FINANCE_REVIEWER, Role.DEPARTMENT_REVIEWER})
IMPORTERS = {"people": OF_ADMINISTRATORS, "projects": OF_REVIEWERS}
"""Kind → whose it is."""


def kinds_of(user: User) -> dict[str, Kind]:
    """Return the kinds that `user` imports, by name."""
    return {name: kind for name, kind in KINDS.items() if _posts(user, name)}


def bureaus_of(user: User, kind: str) -> QuerySet[Unit]:
    """Return the finance bureaus for whose units `user` imports `kind`."""
    return Unit.objects.filter(path__in={post.unit.bureau_path for post in _posts(user, kind)})


def units_of(user: User, kind: str, bureau: Unit) -> QuerySet[Unit]:
    """Return the units of `bureau` that a file of `user` may name: those that these posts look after."""
    return units_seen_by(_posts(user, kind)).filter(path__startswith=bureau.path)


def _posts(user: User, kind: str) -> list[Membership]:
    return [post for post in posts_of_today(user) if post.role in IMPORTERS[kind]]
