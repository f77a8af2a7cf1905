"""Headers that every answer of ours carries, whatever page it is; Django and django-csp add theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
HEADERS = {
    # Nothing of what a person sees stays in a browser's cache. Pages in which people write have a rule of
    # their own (`accounts.requests.written_in`).
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def common_headers(get_response: Answer) -> Answer:
    """Middleware; below the one that serves static files, which browsers keep."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer
