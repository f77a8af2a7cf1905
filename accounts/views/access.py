"""Who gets to the administrators' pages: for everybody else they do not exist (404)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from accounts.permissions import is_administrator
from accounts.requests import SignedInRequest

View = Callable[..., HttpResponse]


def administrators_only(view: View) -> View:
    @wraps(view)
    def wrapper(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_administrator(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


def refuse(reason: str | None) -> None:
    """Answer 403 with the reason, where there is one."""
    if reason:
        raise PermissionDenied(reason)
