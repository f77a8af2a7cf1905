"""The bell in the head of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from evaluations.notices.queries import MOST, unseen


def bell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `bell` (how many notices are new, in words), read where a page draws its head."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.must_change_password:
        return {}
    return {"bell": SimpleLazyObject(lambda: _told(user))}


def _told(user: User) -> str:
    count = unseen(user)
    return f"{MOST - 1}+" if count == MOST else str(count or "")
