"""The studio as an administrator's browser uses it: a page is opened, some boxes are changed, it is sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client


def boxes(page: HttpResponse) -> dict[str, str]:
    """What a browser would send back of a page on which nobody typed."""
    form = page.context["form"]
    values = {field.html_name: field.value() for field in form}
    typed = {
        name: "on" if value is True else str(value)
        for name, value in values.items()
        if value not in (None, False)
    }
    return {**typed, "seen": page.context["seen"]}


def send(desk: Client, url: str, changed: dict[str, Any] | None = None, **given: Any) -> HttpResponse:
    """Open the page, change some boxes (None: not sent), send it."""
    sent = {**boxes(desk.get(url)), **(changed or {}), **given}
    return desk.post(url, {name: value for name, value in sent.items() if value is not None})
