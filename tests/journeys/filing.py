"""What a person does with one filing: type into its pages, read what stands there, fetch its papers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from evaluations.dossiers.forms.sections import TITLES, section_of, sections
from tests.golden.yuancheng import yuancheng, yuancheng_form

PAGES = sections(yuancheng_form())
"""The pages of 源城区's filing, in their order."""
FOLLOWING = dict(zip(PAGES, [*(TITLES[page] for page in PAGES[1:]), "校验与报送"], strict=True))
PAPER_SECONDS = 240
SAVED = "已保存"


def texts_of(section: str) -> dict[str, str]:
    """What 源城区 filed on one page of the filing, by address."""
    _, filed = yuancheng()
    return {str(ref): cell.typed for ref, cell in filed.cells.items() if section_of(ref) == section}


def cell(page: Page, ref: str) -> Locator:
    return page.locator(f'main [id="id_{ref}"]')


def fill(page: Page, texts: Mapping[str, str]) -> None:
    """Type each text into its cell; a cell that takes no typing must show the text already."""
    for ref, text in texts.items():
        expect(cell(page, ref)).to_be_attached()  # the page before this one may still stand there
        if page.locator(f'main [name="{ref}"]').count() == 0:
            expect(cell(page, ref)).to_have_text(text)
        elif ref.endswith("/not_applicable"):
            cell(page, ref).check()
        else:
            cell(page, ref).fill(text)


def fill_section(page: Page, section: str) -> None:
    """Fill in one page as filed, save it and go on to the next."""
    expect(page.get_by_role("heading", name=TITLES[section]).first).to_be_visible()
    fill(page, texts_of(section))
    page.get_by_role("button", name="保存并继续").click()
    expect(page.get_by_role("status").first).to_contain_text(SAVED)
    expect(page.locator('[aria-current="step"]')).to_contain_text(FOLLOWING[section])


def opens(page: Page, tab: str) -> None:
    """Open one of the pages of the filing by its tab."""
    page.get_by_role("navigation", name="本表的页面").get_by_role("link", name=tab, exact=True).click()


def stands_at(page: Page, place: str) -> None:
    expect(page.locator(".filing-head .badge-state")).to_have_text(place)


def fetch_papers(page: Page, folder: Path, *, count: int = 4) -> dict[str, Path]:
    """Wait, without asking anew, until the newest papers are made; save them by what their links say."""
    page.evaluate("window.notReloaded = true")
    newest = page.locator("#papers .papers-of").first
    expect(newest.get_by_role("link")).to_have_count(count, timeout=PAPER_SECONDS * 1000)
    assert page.evaluate("window.notReloaded") is True
    return {link.inner_text(): _download(page, link, folder) for link in newest.get_by_role("link").all()}


def _download(page: Page, link: Locator, folder: Path) -> Path:
    with page.expect_download() as coming:
        link.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path
