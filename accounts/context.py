"""What every page shows around its content: bureau, person, posts and menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import navigation as menu
from accounts.models import User
from accounts.queries import bureau_of, posts_of_today


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation` (person, posts, bureau, entries); empty before signing in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": {}}
    return {"navigation": SimpleLazyObject(lambda: _around(user, request.path))}


def _around(user: User, path: str) -> dict[str, Any]:
    memberships = posts_of_today(user)
    units = list(dict.fromkeys(membership.unit for membership in memberships))
    return {
        "person": user,
        "bureau": bureau_of(units[0]) if units else None,
        "posts": "、".join(unit.name for unit in units) or "（未任职）",
        "entries": [] if user.must_change_password else menu.links({m.role for m in memberships}, path),
    }
