"""A person's hand on a page: every click, typed cell, pasted block and file brought is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

CLICKS, CELLS, BLOCKS, FILES = "点击", "逐格填写", "粘贴", "选取文件"
PASTE = """(field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""
KINDS = (CLICKS, CELLS, BLOCKS, FILES)


class Hand:
    """What was done since the last step was named; a tick and a choice from a list count as a click."""

    def __init__(self, page: Page, counted: dict[str, Counter[str]]) -> None:
        self.page, self.counted, self.step = page, counted, ""

    def begins(self, step: str) -> None:
        self.step = step
        self.counted.setdefault(step, Counter())

    def click(self, target: Locator) -> None:
        target.click()
        self._count(CLICKS)

    def link(self, name: str) -> None:
        self.click(self.page.locator("main").get_by_role("link", name=name, exact=True).first)

    def menu(self, name: str) -> None:
        self.click(self.page.get_by_role("navigation", name="主菜单").get_by_role("link", name=name))

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def types(self, target: Locator, text: str) -> None:
        target.fill(text)
        self._count(CELLS)

    def chooses(self, target: Locator, label: str) -> None:
        target.select_option(label=label)
        self._count(CLICKS)

    def pastes(self, target: Locator, block: str) -> None:
        """Put the block there as Excel's clipboard would, and write what the preview shows."""
        target.focus()
        target.evaluate(PASTE, block)
        self._count(CLICKS)
        self._count(BLOCKS)
        write = self.page.get_by_role("dialog").locator("[data-confirm]")
        self.click(write)
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def brings(self, target: Locator, files: Sequence[Path]) -> None:
        target.set_input_files(list(files))
        self._count(CLICKS)
        self._count(FILES, len(files))

    def fetches(self, target: Locator, folder: Path) -> Path:
        """Click on what gives a file, and keep it."""
        with self.page.expect_download() as coming:
            self.click(target)
        path = folder / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def _count(self, kind: str, times: int = 1) -> None:
        self.counted[self.step][kind] += times
