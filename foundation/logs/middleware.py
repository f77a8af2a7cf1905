"""One line in the log for each request: what was asked for by whom, how it ended, how long it took."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)
View = Callable[[HttpRequest], HttpResponse]
PROBES = ("healthz", "readyz")


def one_line(get_response: View) -> View:
    def answer(request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = get_response(request)
        if _is_told(request, response):
            ms = round((time.monotonic() - began) * 1000)
            logger.info(
                "request", extra={"facts": {**_asked(request), "status": response.status_code, "ms": ms}}
            )
        return response

    return answer


def _is_told(request: HttpRequest, response: HttpResponse) -> bool:
    """Not static files, nor a probe that found all well: they come by the thousand and say nothing."""
    quiet = request.path.startswith(settings.STATIC_URL) or request.path.lstrip("/") in PROBES
    return not quiet or response.status_code >= 500


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The pattern of the address with its numbers. What somebody can type, a query above all, stays out."""
    match = request.resolver_match
    numbers = {name: value for name, value in match.kwargs.items() if isinstance(value, int)} if match else {}
    user = getattr(request, "_cached_user", None)  # not asked for here: that could be a query, or fail
    return {
        "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
        "route": match.route if match else "",
        **numbers,
        "user": user.pk if user else None,
    }
