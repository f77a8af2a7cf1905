"""What comes in as Excel: an offline workbook brought back, and a ledger whose columns are being told."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from playwright.sync_api import Browser, Page, expect

from docs.user.camera import IMAGES, entered, take_small
from tests.journeys.product import Product

LEDGER = [
    ("项目编码", "项目名称", "资金来源", "年初预算数", "全年预算数", "支出数"),
    ("P2021-01", "家庭医生签约服务补助", "区级财政", "1200000.00", "1155500.00", "1100000.00"),
    ("P2021-02", "康复器材购置", "区级财政", "300000.00", "300000.00", "287654.32"),
]
"""An accountant's list, in 元."""


def take_exchange(browser: Browser, product: Product) -> None:
    page = entered(browser, product, "tianbao9")
    take_delivery(page)
    take_ledger(page)
    page.context.close()


def take_delivery(page: Page) -> None:
    """离线填报: what an offline workbook would change, before anything is written."""
    page.get_by_role("link", name="离线填报").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="单独下载").first.click()
    book = load_workbook(BytesIO(waiting.value.path().read_bytes()))
    cells = [cell for row in book["自评表"] for cell in row if isinstance(cell, Cell) and is_open(cell)]
    cells[0].value, cells[1].value = "25.5", "很多"
    bring(page, "填报表.xlsx", book)
    page.get_by_role("button", name="导入并比对").click()
    expect(page.get_by_role("button", name="采用全部改动").first).to_be_visible()
    take_small(page, IMAGES / "delivery.png")


def take_ledger(page: Page) -> None:
    """台账导入: which column says what, asked once a year."""
    book = Workbook()
    for row in LEDGER:
        book.active.append(row)
    for link in ("报送材料", "东埔健康服务中心", "从台账导入"):
        page.locator("main, nav").get_by_role("link", name=link).first.click()
    bring(page, "支出台账.xlsx", book)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.get_by_role("main").get_by_role("combobox").first).to_be_visible()
    take_small(page, IMAGES / "ledger.png")


def is_open(cell: Cell) -> bool:
    return not cell.protection.locked and cell.value is None


def bring(page: Page, name: str, book: Workbook) -> None:
    content = BytesIO()
    book.save(content)
    files = {"name": name, "mimeType": "", "buffer": content.getvalue()}
    page.locator('input[type="file"]').first.set_input_files(files)  # type: ignore[arg-type]
