"""What django-axes asks of us: whose address it is, and the page for somebody locked out."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from foundation.audit.middleware import current_facts


def address(request: HttpRequest) -> str:
    """Return the address behind the trusted proxies, the same that the log names."""
    return current_facts().ip or str(request.META.get("REMOTE_ADDR", ""))


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Answer 429 and say how long to wait; the same for names that do not exist."""
    username = str((credentials or {}).get("username", ""))
    context = {"limit": settings.AXES_FAILURE_LIMIT, "minutes": minutes_left(username, address(request))}
    answer = render(request, "accounts/locked.html", context, status=429)
    answer.headers["Retry-After"] = str(context["minutes"] * 60)
    return answer


def is_locked(username: str) -> bool:
    """Whether `username` is locked out from any address now."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    recent = AccessAttempt.objects.filter(username=username, attempt_time__gte=since)
    per_address = recent.values("ip_address").annotate(failures=Sum("failures_since_start"))
    return bool(per_address.filter(failures__gte=settings.AXES_FAILURE_LIMIT).exists())


def minutes_left(username: str, ip: str) -> int:
    """Return the whole minutes until `username` may try again from `ip`, at least 1."""
    attempts = AccessAttempt.objects.filter(username=username, ip_address=ip or None)
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    left: timedelta = last + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(1, math.ceil(left.total_seconds() / 60))
