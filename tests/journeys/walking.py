"""A person's walk through every page that links lead to, each kind of page once for each state it is in."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from playwright.sync_api import Page

from tests.journeys.product import Product

WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
SIZES = {"1366": WIDE, "390": NARROW}
NO_PAGES = {"dossiers:download", "dossiers:document_states", "logout"}


def sign_in(page: Page, product: Product, username: str) -> None:
    """Through the login page; leaves the person of the demo on the home page."""
    page.goto(f"{product.url}/login/")
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(product.passwords[username])
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{product.url}/")


def walk(page: Page, product: Product, start: str = "/") -> Iterator[tuple[str, str]]:
    """Open page after page and yield (view name, address) while it stands open.

    A page of a filing is opened once for each state (badge) that filings are in, any other once.
    """
    waiting, asked, seen = [start], {start}, set()
    while waiting:
        address = waiting.pop(0)
        match = match_of(address)
        page.goto(product.url + address)
        kind = (match.view_name, state_of(page))
        for found in links(page, product):
            if found not in asked:
                asked.add(found)
                waiting.append(found)
        if kind not in seen:
            seen.add(kind)
            yield match.view_name, address


def links(page: Page, product: Product) -> list[str]:
    """The pages of the product that this one leads to, without fragments."""
    found = page.locator("main a[href], nav a[href], header a[href]").evaluate_all(
        "all => all.map(a => a.href)"
    )
    inside = [link for link in found if link.startswith(product.url)]
    return [path for link in inside if is_page(path := _path(link))]


def state_of(page: Page) -> str:
    """The badge beside the title of a filing; empty on other pages."""
    badge = page.locator(".filing-head .badge-state")
    return badge.first.inner_text() if badge.count() else ""


def match_of(address: str) -> ResolverMatch:
    return resolve(urlsplit(address).path)


def is_page(address: str) -> bool:
    try:
        return match_of(address).view_name not in NO_PAGES
    except Resolver404:
        return False


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")
