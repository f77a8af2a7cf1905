"""What a proxy, a health check or a monitor asks. Open to everybody, so it says `ok` or `not ok` alone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.health.parts import NOT_OK, OK, known


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives: asks nobody else, so that a broken database does not get it restarted."""
    return _answer({"process": OK})


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Everything that filing and printing need: one line per part, 503 where one does not work."""
    return _answer(dict(known.now()))


def _answer(parts: dict[str, str]) -> HttpResponse:
    status = 503 if NOT_OK in parts.values() else 200
    return JsonResponse(parts, status=status, json_dumps_params={"indent": 2})
