"""标为已读. It is nobody's act on a filing, so the log does not have it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from evaluations.notices.models import NoticeMark
from evaluations.notices.queries import seen_at


@transaction.atomic
def mark_seen(user: User, up_to: datetime) -> None:
    """What happened up to then is no longer new; an older page takes nothing back."""
    NoticeMark.objects.update_or_create(user=user, defaults={"seen_at": max(seen_at(user), up_to)})
