"""What django-axes asks of us: whose address it is, and the page for somebody locked out."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.audit.middleware import current_facts


def address(request: HttpRequest) -> str:
    """Return the address behind the trusted proxies, the same that the log names."""
    return current_facts().ip or str(request.META.get("REMOTE_ADDR", ""))


class Counter(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts a name at an address, as django-axes does, and what goes round that.

    One password is tried with many names, or one name from many addresses.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        username = str(get_client_username(request, credentials) or "")
        if failed_widely(username, address(request)):
            return int(settings.AXES_FAILURE_LIMIT)
        return int(super().get_failures(request, credentials))


def failed_widely(username: str, ip: str) -> bool:
    """Whether so many attempts failed lately for `username` from wherever, or from `ip` for whomever."""
    recent = _recent()
    return any(
        _failures(attempts) >= settings.LOGIN_FAILURE_LIMIT_WIDE
        for attempts in (recent.filter(username=username), recent.filter(ip_address=ip or None))
    )


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Answer 429 and say how long to wait; the same for names that do not exist."""
    username = str((credentials or {}).get("username", ""))
    ip = address(request)
    context = {
        "limit": settings.AXES_FAILURE_LIMIT,
        "widely": failed_widely(username, ip),
        "minutes": minutes_left(username, ip),
    }
    answer = render(request, "accounts/locked.html", context, status=429)
    answer.headers["Retry-After"] = str(context["minutes"] * 60)
    return answer


def is_locked(username: str) -> bool:
    """Whether `username` is locked out from any address now."""
    recent = _recent().filter(username=username)
    if _failures(recent) >= settings.LOGIN_FAILURE_LIMIT_WIDE:
        return True
    per_address = recent.values("ip_address").annotate(failures=Sum("failures_since_start"))
    return bool(per_address.filter(failures__gte=settings.AXES_FAILURE_LIMIT).exists())


def minutes_left(username: str, ip: str) -> int:
    """Return the whole minutes until `username` may try again from `ip`, at least 1."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=ip or None)
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    left: timedelta = last + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(1, math.ceil(left.total_seconds() / 60))


def _recent() -> QuerySet[AccessAttempt]:
    return AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME)


def _failures(attempts: QuerySet[AccessAttempt]) -> int:
    return int(attempts.aggregate(failures=Sum("failures_since_start"))["failures"] or 0)
