"""The pages for what went wrong (`templates/<code>.html`): what happened and what to do next."""

from __future__ import annotations

import errno
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

OUT_OF_REACH = (OperationalError, InterfaceError)
"""A database that is down, locked for too long, or whose disk is full."""
FULL = (errno.ENOSPC, errno.EDQUOT)
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
RETRY_AFTER_SECONDS = 30


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A host that is not ours, a request that nobody can read, or one that brings too much (413)."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The text of a PermissionDenied is written for the user: it is the reason why not."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Render without the request's context processors: whatever failed may fail in them again."""
    error = sys.exc_info()[1]
    if isinstance(error, OUT_OF_REACH) or (isinstance(error, OSError) and error.errno in FULL):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(render_to_string("500.html"), status=500)
