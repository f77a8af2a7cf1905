"""Keeps, while a request is answered, what the log writes about it: a request id and where it came from."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]
REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,32}", re.ASCII)


@dataclass(frozen=True)
class RequestFacts:
    request_id: str = ""
    ip: str = ""


NO_REQUEST = RequestFacts()
_facts: ContextVar[RequestFacts] = ContextVar("request_facts", default=NO_REQUEST)


def current_facts() -> RequestFacts:
    """Return the facts of the request being answered; empty ones outside a request."""
    return _facts.get()


def request_facts(get_response: View) -> View:
    def answer(request: HttpRequest) -> HttpResponse:
        facts = RequestFacts(request_id=_request_id(request), ip=_address(request))
        token = _facts.set(facts)
        try:
            response = get_response(request)
        finally:
            _facts.reset(token)
        response.headers["X-Request-ID"] = facts.request_id
        return response

    return answer


def _request_id(request: HttpRequest) -> str:
    """The number that a trusted proxy gave it, so that both logs name the same; else one of our own."""
    given = request.headers.get("X-Request-ID", "") if settings.AXES_IPWARE_PROXY_COUNT else ""
    return given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


def _address(request: HttpRequest) -> str:
    """The address before the trusted proxies (PROXY_COUNT); a forged X-Forwarded-For is not believed."""
    proxies = settings.AXES_IPWARE_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies][:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
