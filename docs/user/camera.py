"""Somebody signed in before a camera: pictures of what the window shows, small enough to be kept."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.product import Product
from tests.journeys.walking import open_window, sign_in
from tests.web.axe import SIZES

IMAGES = Path(__file__).parent / "images"
LARGEST, COLOURS, MADE_SECONDS = 150_000, 128, 300


def entered(browser: Browser, product: Product, username: str) -> Page:
    page = open_window(browser, SIZES["desk"]).new_page()
    sign_in(page, product, username)
    expect(page.get_by_role("main")).to_be_visible()
    return page


def wait_for_papers(page: Page) -> None:
    """Until nothing on the page is still being made."""
    under_way = page.locator("#papers").get_by_role("link", name="刷新状态")
    expect(under_way).to_have_count(0, timeout=MADE_SECONDS * 1000)


def take(page: Page, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True)


def take_small(page: Page, path: Path) -> None:
    """What the window shows, in few colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    keep_small(path, path)


def keep_small(source: Path, path: Path) -> None:
    with Image.open(source) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise ValueError(f"{path.name} is larger than {LARGEST} bytes")
