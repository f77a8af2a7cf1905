"""What a person does at the keyboard of one page of cells, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from evaluations.dossiers.models import Evaluation
from tests.dossiers.pages.posting import url

ADJUSTED, EXECUTED = "funds/total/adjusted", "funds/total/executed"
RATE, SCORE = "funds/total/rate", "funds/total/score"
OWN_ADJUSTED, OWN_EXECUTED = "funds/own/adjusted", "funds/own/executed"


def cell(page: Page, ref: str) -> Locator:
    return page.locator(f'[name="{ref}"]')


def box(page: Page, ref: str) -> Locator:
    """The cell with everything that stands beside its field."""
    return page.locator(f'[data-cell="{ref}"]')


def write(page: Page, ref: str, text: str) -> None:
    """Type into a cell and leave it."""
    cell(page, ref).fill(text)
    cell(page, ref).blur()


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_contain_text(words)


def opens(page: Page, live_server, filing: Evaluation, section: str = "funds") -> None:
    page.goto(live_server.url + url(section, filing))


def kept(page: Page) -> int:
    """How many unsent texts the browser holds."""
    return page.evaluate("Object.keys(localStorage).length")


def paste(page: Page, block: str) -> None:
    """Ctrl+V with this on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    page.keyboard.press("Control+v")
