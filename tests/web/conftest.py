"""A fresh window per test at each of the two sizes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import User
from tests.browser import complaints_of
from tests.web.axe import SIZES


@pytest.fixture(params=SIZES)
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser window of its own; the test runs once per size."""
    context = browser.new_context(viewport=SIZES[request.param], locale="zh-CN")
    yield context
    context.close()
    settle()


def settle() -> None:
    """Wait for what a closing page still sent: the database is emptied next, and must not be in use."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(60)
            assert not thread.is_alive(), "a request did not end"


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when a script fails or the content policy refuses something."""
    tab = window.new_page()
    complaints = complaints_of(tab)
    yield tab
    assert complaints == []


@pytest.fixture
def sign_in(window: BrowserContext, live_server: Any) -> Any:
    """`sign_in(user)` lets the window be that user's, without typing the password."""

    def enter(user: User) -> None:
        client = Client()
        client.force_login(user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        window.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])

    return enter
