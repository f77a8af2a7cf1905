"""Which imports a person sees, and what their files would write."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.queries import administered_bureaus
from evaluations.imports.importers import bureaus_of, kinds_of
from evaluations.imports.models import Import

MOST_SHOWN = 20


def visible_to(user: User) -> QuerySet[Import]:
    """Those of the bureaus that `user` administers; of others what they brought themselves and still may."""
    mine = Q(bureau__in=administered_bureaus(user))
    for kind in kinds_of(user):
        mine |= Q(kind=kind, brought_by=user, bureau__in=bureaus_of(user, kind))
    return Import.objects.filter(mine).select_related("bureau", "brought_by", "taken_by")


def waiting(user: User) -> QuerySet[Import]:
    return visible_to(user).filter(taken_at=None)


def unseen(found: Import) -> QuerySet[User]:
    """The users that came of an import and have never signed in."""
    return User.objects.filter(pk__in=found.made, last_login=None, is_active=True).order_by("pk")


def taken(user: User) -> QuerySet[Import]:
    """What was written, the latest first."""
    return visible_to(user).filter(taken_at__isnull=False)[:MOST_SHOWN]
