"""Does a page keep to WCAG 2.2 AA, as far as axe-core can tell?"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = {"desk": {"width": 1366, "height": 768}, "hand": {"width": 390, "height": 844}}


def violations(page: Page) -> list[str]:
    """Return each violation as rule, help and the elements that break it.

    In a window as high as the page: a bar that sticks to its edge hides part of what can be scrolled free.
    """
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    found = Axe().run(page, options=RULES).response["violations"]
    page.set_viewport_size(size)
    return [f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


def assert_accessible(page: Page) -> None:
    """Fail with every violation on the page as it stands, and where it runs over the window's width."""
    found = violations(page)
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "wider than the window"
