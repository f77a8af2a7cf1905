"""Debian's Chromium, once per run; a fresh window per test at each of the two sizes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import User
from tests.web.axe import SIZES

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A browser window of its own; the test runs once per size."""
    context = browser.new_context(viewport=SIZES[request.param], locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when a script fails or the content policy refuses something."""
    tab, complaints = window.new_page(), []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: _note(message, complaints))
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


def _note(message: Any, complaints: list[str]) -> None:
    """A status of 4xx is what some tests are about; everything else in red is a fault."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(message.text)
