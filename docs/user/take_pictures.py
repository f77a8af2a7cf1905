"""Pictures of every page of every role at both sizes, of every page of the papers, and of the user guide.

    .venv/bin/python docs/user/take_pictures.py [--guide]

Starts the product with its demo on a temporary `var/`. `build/pictures/` (untracked) gets everything,
`docs/user/images/` the few pictures of the guide; with `--guide` these alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import django
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()  # the walk resolves addresses to their views

from docs.user.camera import IMAGES, MADE_SECONDS, entered, keep_small, take, take_small, wait_for_papers  # noqa: E402
from docs.user.exchange import take_exchange  # noqa: E402
from tests.browser import CHROMIUM, FLAGS  # noqa: E402
from tests.journeys.filing import fetch_papers, opens  # noqa: E402
from tests.journeys.prepared import running  # noqa: E402
from tests.journeys.product import Product  # noqa: E402
from tests.journeys.walking import ROLES, open_window, walk  # noqa: E402
from tests.web.axe import SIZES  # noqa: E402

PICTURES, PATIENCE = ROOT / "build" / "pictures", 60_000
"""Milliseconds until something must stand on a page, on a machine that has other work too."""
GUIDE = {
    "home": ("tianbao5", ()),
    "overview": ("tianbao2", ("继续填报",)),
    "funds": ("tianbao2", ("继续填报", "填报", "项目资金")),
    "goals": ("tianbao5", ("修改后重新报送", "填报", "总体目标")),
    "indicators": ("tianbao5", ("修改后重新报送", "填报", "绩效指标")),
    "report": ("tianbao5", ("修改后重新报送", "填报", "自评报告")),
    "last-year": ("tianbao1", ("开始填报", "填报", "自评报告")),
    "check": ("tianbao5", ("修改后重新报送", "校验与报送")),
    "preview": ("tianbao5", ("修改后重新报送", "预览")),
    "returned": ("tianbao5", ("修改后重新报送",)),
    "review": ("fuze3", ("审核",)),
    "finance": ("jixiao", ("审核",)),
    "papers": ("tianbao6", ("自评任务", "医疗救助补助资金", "打印文书")),
    "department": ("zhuguan2", ("主管部门", "审核和汇总报送")),
    "reminders": ("jixiao", ("催报台",)),
    "dossier": ("tianbao9", ("报送材料", "东埔健康服务中心")),
    "signing-sheet": ("tianbao9", ("报送材料", "东埔健康服务中心", "送签单和全部打印")),
    "signing": ("tianbao9", ("报送材料", "东埔健康服务中心", "签字盖章")),
    "fund-grid": ("tianbao9", ("报送材料", "东埔健康服务中心", "资金集中填报")),
    "letter": ("tianbao9", ("报送材料", "东埔健康服务中心", "打开函")),
    "offline": ("tianbao9", ("离线填报",)),
    "imports": ("guanli", ("批量导入",)),
    "office": ("guanli", ("年度自评工作", "2021年度绩效自评工作（各地表样）由财政局处理的问题")),
}
"""Each picture of the guide: who is signed in, and the links followed from the home page."""
TRIED = "源城区项目支出绩效自评表"
PASTED = "1155.50\t701.23\n80.96万\t-\n1000.00\t701.23\n"
"""A block as Excel copies it, with one cell that cannot be read."""
WRITTEN = (
    "一、项目概况\n2021年度预算安排医疗救助补助资金1155.50万元，实际支出701.23万元，预算执行率为60.69%。\n"
    "二、绩效目标完成情况\n全年救助1736人次，其中住院救助1020人次、门诊救助716人次。"
    "发生住院医药费用2051.3万元，实际报销1789.3万元，报销比例达78.23%。"
)
"""A report that was written elsewhere, with a rate that does not come out."""


def main(arguments: list[str]) -> None:
    expect.set_options(timeout=PATIENCE)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        take_guide(browser, product)
        if "--guide" not in arguments:
            shutil.rmtree(PICTURES, ignore_errors=True)
            take_pages(browser, product)
            take_papers(browser, product)
        browser.close()


def take_guide(browser: Browser, product: Product) -> None:
    page = open_window(browser, SIZES["desk"]).new_page()
    page.goto(f"{product.url}/login/")
    take_small(page, IMAGES / "login.png")
    take_evidence(browser, product)
    for name, (username, links) in GUIDE.items():
        page = entered(browser, product, username)
        for link in links:
            page.locator("main, nav").get_by_role("link", name=re.compile(f"^{link}")).first.click()
        wait_for_papers(page)
        take_small(page, IMAGES / f"{name}.png")
        page.context.close()
    take_filling(browser, product)
    take_placing(browser, product)
    take_foreign(browser, product)
    take_recurring(browser, product)
    take_summaries(browser, product)
    take_finding_list(browser, product)
    take_studio(browser, product)
    take_trial(browser, product)
    take_exchange(browser, product)


def take_studio(browser: Browser, product: Product) -> None:
    """表样管理 with the form of 赫山: its tree with points left to give, a rule tried, checks and paper."""
    page = entered(browser, product, "guanli")
    page.get_by_role("link", name="自评表样").click()
    page.get_by_role("table").get_by_role("link", name="赫山区部门整体支出绩效自评指标计分表").first.click()
    page.get_by_role("button", name="新建修订版").click()
    page.get_by_role("link", name="修改", exact=True).click()
    tree = page.url
    for row in page.locator("[data-tree-row]").all()[2:4]:
        row.get_by_role("textbox").nth(1).fill("")
    expect(page.get_by_role("button", name="目标设定：把剩余分值平均分给2项")).to_be_visible()
    take_small(page, IMAGES / "form-tree.png")
    page.goto(tree)
    page.get_by_role("link", name="结转结余控制率的规则和说明").click()
    page.get_by_role("link", name="修改规则：评分规则").click()
    page.get_by_label("实际完成值", exact=True).fill("27%")
    page.get_by_role("button", name="试算").click()
    expect(page.locator("#try")).to_contain_text("分")
    take_small(page, IMAGES / "form-rule.png")
    page.goto(tree)
    for name, link in {"form-checks": "启用前检查", "form-paper": "版面预览"}.items():
        page.get_by_role("link", name=link).click()
        take_small(page, IMAGES / f"{name}.png")
    page.context.close()


def take_filling(browser: Browser, product: Product) -> None:
    """快速填报: the panel unfolded after a save, and the preview of a pasted block."""
    page = entered(browser, product, "tianbao5")
    for link in ("修改后重新报送", "填报", "项目资金"):
        page.locator("main, nav").get_by_role("link", name=re.compile(f"^{link}")).first.click()
    first = page.locator('[name="funds/total/adjusted"]')
    first.fill("1155.50")
    first.blur()
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")
    page.locator(".live > summary").click()
    take_small(page, IMAGES / "live.png")
    page.locator(".live > summary").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", PASTED)
    first.focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_role("dialog")).to_be_visible()
    take_small(page, IMAGES / "paste.png")
    page.context.close()


def take_placing(browser: Browser, product: Product) -> None:
    """引用表中数字: what may be placed, and a figure of the table that was put into a text."""
    page = entered(browser, product, "tianbao5")
    for link in ("修改后重新报送", "填报", "自评报告"):
        page.locator("main, nav").get_by_role("link", name=re.compile(f"^{link}")).first.click()
    first = page.locator('textarea[name^="report/"]').first
    page.locator(".placing:not(.new-table) > summary").click()
    first.press("Control+End")
    page.keyboard.type("全年预算数")
    page.locator("[data-place]").nth(1).click()
    page.keyboard.type("万元。")
    first.blur()
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")
    first.evaluate("box => box.scrollIntoView({block: 'center'})")
    take_small(page, IMAGES / "placing.png")
    page.context.close()


def take_foreign(browser: Browser, product: Product) -> None:
    """校验文件: what is found in a report that was pasted."""
    page = entered(browser, product, "tianbao1")
    page.get_by_role("link", name="校验文件").click()
    page.get_by_label("或粘贴自评报告的文字").fill(WRITTEN)
    page.get_by_role("button", name="校验", exact=True).click()
    expect(page.get_by_role("region", name="校验结果")).to_be_visible()
    take_small(page, IMAGES / "verify-file.png")
    page.context.close()


def take_recurring(browser: Browser, product: Product) -> None:
    """问题统计 of a year, with the filings of the check that most of them have."""
    page = entered(browser, product, "jixiao")
    page.get_by_role("link", name="问题统计").click()
    page.get_by_label("年度自评工作").select_option(label="2021年度绩效自评工作（各地表样）")
    page.get_by_role("button", name="筛选").click()
    page.get_by_role("table").first.get_by_role("link").first.click()
    expect(page.locator("#concerned")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    take_small(page, IMAGES / "recurring.png")
    page.context.close()


def take_summaries(browser: Browser, product: Product) -> None:
    """汇总表 of a year, printed."""
    page = entered(browser, product, "jixiao")
    page.get_by_role("link", name="汇总表").click()
    page.get_by_label("年度自评工作").select_option(label="2021年度绩效自评工作")
    page.get_by_role("button", name="生成汇总表").click()
    wait_for_papers(page)
    take_small(page, IMAGES / "summaries.png")
    page.context.close()


def take_finding_list(browser: Browser, product: Product) -> None:
    """校验结果单, its first page as it prints."""
    page = entered(browser, product, "tianbao5")
    for link in ("修改后重新报送", "校验与报送"):
        page.locator("main, nav").get_by_role("link", name=re.compile(f"^{link}")).first.click()
    page.get_by_role("button", name="打印校验结果单").first.click()
    expect(page.locator("#papers")).to_be_visible()
    wait_for_papers(page)
    with tempfile.TemporaryDirectory() as folder, page.expect_download() as waiting:
        page.get_by_role("link", name="校验结果单 PDF").first.click()
        printed = Path(folder) / "list"
        waiting.value.save_as(printed.with_suffix(".pdf"))
        command = ["pdftoppm", "-png", "-r", "70", "-singlefile", printed.with_suffix(".pdf"), printed]
        subprocess.run(command, check=True)
        keep_small(printed.with_suffix(".png"), IMAGES / "finding-list.png")
    page.context.close()


def take_trial(browser: Browser, product: Product) -> None:
    """试算 of a new version with 20 points for the execution rate; its workbook brought back with a fault."""
    page = entered(browser, product, "guanli")
    page.get_by_role("link", name="自评表样").click()
    page.get_by_role("table").get_by_role("link", name=TRIED, exact=True).first.click()
    page.get_by_role("button", name="新建修订版").click()
    expect(page.get_by_role("link", name="修改", exact=True)).to_be_visible()
    draft = page.url
    take_workbook(page)
    page.goto(draft)
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_role("navigation", name="表样各部分").get_by_role("link", name="项目资金").click()
    page.get_by_label("执行率分值").fill("20")
    page.get_by_role("button", name="保存", exact=True).first.click()
    page.goto(draft)
    page.get_by_role("link", name="试算", exact=True).click()
    page.get_by_role("button", name="开始试算").click()
    expect(page.get_by_role("main")).to_contain_text("试算完成", timeout=MADE_SECONDS * 1000)
    take_small(page, IMAGES / "form-trial.png")
    page.context.close()


def take_workbook(page: Page) -> None:
    """What is said of a workbook with cells that cannot be."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出表格").click()
    book = load_workbook(BytesIO(waiting.value.path().read_bytes()))
    book["指标"]["E3"], book["资金列"]["C3"] = "很多", "预算"
    changed = BytesIO()
    book.save(changed)
    page.get_by_role("link", name="自评表样").click()
    page.get_by_role("main").get_by_role("link", name="导入").first.click()
    files = {"name": "表样.xlsx", "mimeType": "", "buffer": changed.getvalue()}
    page.locator('input[type="file"]').set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="导入为草稿").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    take_small(page, IMAGES / "form-workbook.png")


def take_evidence(browser: Browser, product: Product) -> None:
    """The demo has no files: bring two pictures of nothing, and one file that is refused."""
    page = entered(browser, product, "tianbao2")
    for link in ("继续填报", "佐证材料"):
        page.locator("main, nav").get_by_role("link", name=link).first.click()
    blank = BytesIO()
    Image.new("RGB", (800, 600), "white").save(blank, "PNG")
    names = {
        "拨付凭证.png": blank.getvalue(),
        "公示截图.png": blank.getvalue() + b" ",
        "通知.html": b"<html>",
    }
    files = [{"name": name, "mimeType": "", "buffer": content} for name, content in names.items()]
    page.locator("#id_material").set_input_files(files)
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    take_small(page, IMAGES / "evidence.png")
    page.context.close()


def take_pages(browser: Browser, product: Product) -> None:
    for role, username in ROLES.items():
        page = entered(browser, product, username)
        for name, address in walk(page, product):
            for width, size in SIZES.items():
                page.set_viewport_size(size)
                picture = f"{name.replace(':', '-')}{address.replace('/', '_').partition('?')[0]}-{width}.png"
                take(page, PICTURES / role / picture)
        page.context.close()


def take_papers(browser: Browser, product: Product) -> None:
    """The newest papers of the filing that went all the way: 定稿."""
    page = entered(browser, product, "tianbao6")
    page.get_by_role("link", name="自评任务").click()
    page.get_by_role("table").get_by_role("link").first.click()
    opens(page, "打印文书")
    for path in fetch_papers(page, PICTURES / "文书").values():
        if path.suffix == ".pdf":
            subprocess.run(["pdftoppm", "-png", "-r", "80", path, path.with_suffix("")], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
