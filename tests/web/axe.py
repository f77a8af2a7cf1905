"""Does a page keep to WCAG 2.2 AA, as far as axe-core can tell?"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = {"runOnly": RULES, "resultTypes": ["violations"]}
"""What is in order need not be told: to name each of its elements, and to send that here, takes longest."""
IS_THERE, RUN = "'axe' in window", "async asked => (await axe.run(asked)).violations"
SKELETON = Path(__file__).with_name("skeleton.js").read_text(encoding="utf-8")
SIZES = {"desk": {"width": 1366, "height": 768}, "hand": {"width": 390, "height": 844}}


def wrong_at_both_sizes(page: Page, in_order: Path | None = None) -> list[str]:
    """Violations, and where the page is wider than the window.

    `in_order`: a folder of skeletons that axe-core found in order; a page with one of them is only measured.
    Looking takes most of the time, and one filer's page differs from the next one's in its texts alone.
    """
    noted = in_order / hashlib.sha256(skeleton(page).encode()).hexdigest() if in_order else None
    looks = not (noted and noted.exists())
    found = [what for name, size in SIZES.items() for what in _wrong_at(page, name, size, looks=looks)]
    page.set_viewport_size(SIZES["desk"])
    if noted and not found:
        noted.touch()
    return found


def skeleton(page: Page) -> str:
    """What axe-core judges the page by, without its texts (skeleton.js)."""
    drawn: str = page.evaluate(SKELETON)
    return drawn


def _wrong_at(page: Page, name: str, size: dict[str, int], *, looks: bool) -> list[str]:
    page.set_viewport_size(size)
    found = [f"{name}: {what}" for what in violations(page)] if looks else []
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{name}: wider than the window")
    return found


def violations(page: Page) -> list[str]:
    """Return each violation as rule, help and the elements that break it.

    In a window as high as the page: a bar that sticks to its edge hides part of what can be scrolled free.
    """
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    found = _run(page)
    page.set_viewport_size(size)
    return [f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


def _run(page: Page) -> list[dict[str, Any]]:
    """axe-core stays in a page until it is left."""
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, ASKED)
    return found


def assert_accessible(page: Page) -> None:
    """Fail with every violation on the page as it stands, and where it runs over the window's width."""
    found = violations(page)
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "wider than the window"
