"""The product as `./run` starts it, and people of its demo who are signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import complaints_of
from tests.journeys.prepared import Prepared
from tests.journeys.product import Product
from tests.journeys.walking import open_window, sign_in
from tests.web.axe import SIZES

SignIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="module")
def product(
    browser: Browser, prepared: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """The product with its demo, on a `var/` of its own: what one file does, the others do not see."""
    with prepared.running(tmp_path_factory.mktemp("product") / "var") as product:
        yield product


@pytest.fixture
def person(browser: Browser, product: Product) -> Iterator[SignIn]:
    """Sign somebody in, in a window of his or her own; a fault in any page's script fails the test."""
    windows: list[BrowserContext] = []
    complaints: list[list[str]] = []

    def enter(username: str, *, javascript: bool = True, size: str = "desk") -> Page:
        windows.append(open_window(browser, SIZES[size], javascript=javascript))
        page = windows[-1].new_page()
        complaints.append(complaints_of(page))
        sign_in(page, product, username)
        return page

    yield enter
    for window in windows:
        window.close()
    assert not any(complaints), complaints
