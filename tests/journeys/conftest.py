"""A browser, the product as `./run` starts it, and people who are signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.product import Product, running
from tests.journeys.walking import WIDE, sign_in

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SignIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is not there")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def product(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product with its demo, on a fresh `var/`."""
    with running(tmp_path_factory.mktemp("product") / "var") as product:
        yield product


@pytest.fixture
def person(browser: Browser, product: Product) -> Iterator[SignIn]:
    """Sign somebody in, in a browser window of his or her own."""
    windows: list[BrowserContext] = []

    def enter(username: str, *, javascript: bool = True, size: dict[str, int] = WIDE) -> Page:
        window = browser.new_context(
            viewport=size, java_script_enabled=javascript, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        windows.append(window)
        page = window.new_page()
        sign_in(page, product, username)
        return page

    yield enter
    for window in windows:
        window.close()
