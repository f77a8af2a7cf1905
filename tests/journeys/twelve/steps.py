"""What the filer does, step by step, with a hand that counts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.journeys.filing import PAPER_SECONDS, cell
from tests.journeys.twelve.figures import (
    LEDGER_HEAD,
    OWN_REPORT,
    OWN_TEXTS,
    PROJECTS,
    TEAMS,
    UNIT,
    ledger,
    own_block,
)
from tests.journeys.twelve.hand import Hand
from tests.journeys.twelve.slips import filled_slips

OWN = f"{UNIT}整体支出"
SAVED = re.compile("已保存")
VERIFIED = "经核实无误"


def said(page: Page) -> str:
    return page.get_by_role("status").first.inner_text()


def opens_the_set(hand: Hand) -> None:
    hand.menu("报送材料")
    hand.link(UNIT)


def hands_out_the_rows(hand: Hand, folder: Path) -> Path:
    """Three 股室, four projects each; the whole unit's form with the last. Their workbooks in one archive."""
    opens_the_set(hand)
    hand.link("股室填报单")
    for team in TEAMS:
        hand.types(hand.page.get_by_label("股室名称"), team)
        hand.button("添加股室")
        expect(hand.page.get_by_role("status").first).to_contain_text("已添加")
    for number, team in enumerate(TEAMS):
        for project in PROJECTS[number * 4 : number * 4 + 4]:
            hand.click(hand.page.get_by_label(f"整张表：{project.name}", exact=True))
        if team == TEAMS[-1]:
            hand.click(hand.page.get_by_label(f"整张表：{OWN}", exact=True))
        hand.chooses(hand.page.get_by_label("分给"), team)
        hand.button("分派勾选的指标")
        expect(hand.page.get_by_role("status").first).to_contain_text("行分给")
    return hand.fetches(hand.page.get_by_role("link", name="下载全部填报单（压缩包）"), folder)


def brings_the_ledger(hand: Hand, folder: Path) -> None:
    """The accountant's workbook fills in the funds of all projects; what its columns mean is proposed."""
    hand.link("返回报送材料")
    hand.link("从台账导入")
    hand.brings(hand.page.locator('input[type="file"]'), [_ledger_book(folder)])
    hand.button("上传并核对")
    for step in ("一、台账各栏的含义", "二、台账资金填入自评表的哪一行"):
        expect(hand.page.get_by_role("heading", name=step)).to_be_visible()
        hand.button("保存，下一步")
    expect(hand.page.get_by_role("main")).to_contain_text(f"47行→{len(PROJECTS)}个项目，3行未匹配")
    hand.click(hand.page.get_by_role("button", name=re.compile("^采用全部")))
    expect(hand.page.get_by_role("main")).to_contain_text("没有待采用的内容")


def _ledger_book(folder: Path) -> Path:
    book = Workbook()
    page = book.active
    for line in (LEDGER_HEAD, *ledger()):
        page.append(line)
    book.save(folder / "支出台账.xlsx")
    return folder / "支出台账.xlsx"


def pastes_the_units_own_funds(hand: Hand) -> None:
    hand.link("资金集中填报")
    table = hand.page.get_by_role("region", name=re.compile("整体支出"))
    hand.pastes(table.locator("input.form-control").first, own_block())
    expect(hand.page.locator("[data-save-state]")).to_contain_text(SAVED)


def brings_the_slips_back(hand: Hand, archive: Path, folder: Path) -> None:
    hand.menu("离线填报")
    hand.brings(hand.page.locator('input[type="file"]'), filled_slips(archive, folder))
    hand.button("导入并比对")
    hand.click(hand.page.get_by_role("button", name=re.compile("^采用全部改动")))
    expect(hand.page.get_by_role("main")).to_contain_text("没有待采用的内容")


def writes_the_units_own(hand: Hand) -> None:
    """The words of the whole unit's table and its report."""
    opens_the_set(hand)
    hand.link(OWN)
    _opens(hand, "填报")
    for section, prefix in {"总体目标": "goals/", "文字说明": "texts/"}.items():
        _steps_to(hand, section)
        _types(hand, {ref: text for ref, text in OWN_TEXTS.items() if ref.startswith(prefix)})
    _steps_to(hand, "自评报告")
    _types(hand, {f"report/{key}": text for key, text in OWN_REPORT.items()})


def scores_what_is_told_in_words(hand: Hand) -> None:
    """An effect told in words has no computed score."""
    for project in [one for one in PROJECTS if one.is_judged]:
        opens_the_set(hand)
        hand.link(project.name)
        _opens(hand, "填报")
        _steps_to(hand, "绩效指标")
        _types(hand, {"indicators/r4/score": "30"})


def completes_all(hand: Hand) -> None:
    opens_the_set(hand)
    hand.button("补填各表")
    expect(hand.page.get_by_role("status").first).to_contain_text("已补填")


def explains_what_is_found(hand: Hand) -> None:
    """全部校验; each filing that asks for an explanation gets one."""
    hand.link("全部校验")
    asks = hand.page.locator(".finding-kind", has_text="需说明")
    sections = hand.page.locator("section.panel").filter(has=asks)
    for name in sections.get_by_role("heading").all_inner_texts():
        _explains(hand, name)
        opens_the_set(hand)
        hand.link("全部校验")


def _explains(hand: Hand, name: str) -> None:
    hand.link(name)
    answers = hand.page.locator(".answer")
    for number in range(answers.count()):
        hand.chooses(answers.nth(number).locator("select"), VERIFIED)
    hand.button("保存说明")
    expect(hand.page.get_by_role("status").first).to_contain_text("已保存")


def prints_all(hand: Hand, folder: Path) -> Path:
    """送签单 and everything else in one file."""
    hand.link("返回报送材料")
    hand.link("送签单和全部打印")
    hand.button("全部打印")
    whole = hand.page.locator("#papers").get_by_role("link", name=re.compile("^全部材料"))
    expect(whole).to_have_count(1, timeout=2 * PAPER_SECONDS * 1000)
    return hand.fetches(whole, folder)


def records_the_signed_scan(hand: Hand, code: str, scan: Path) -> None:
    hand.link("返回报送材料")
    hand.link("签字盖章")
    form = hand.page.locator("form[enctype]")
    hand.types(form.get_by_label("版本码"), code)
    hand.types(form.get_by_label("签字人"), "吴主任")
    hand.types(form.get_by_label("签字日期"), date.today().isoformat())
    hand.brings(form.locator('input[type="file"]'), [scan])
    hand.button("登记")
    expect(hand.page.get_by_role("status").first).to_contain_text("已登记盖章件")


def submits_all(hand: Hand, count: int) -> None:
    hand.link("返回报送材料")
    hand.click(hand.page.get_by_role("button", name=re.compile("所选自评表$")))
    expect(hand.page.get_by_role("status").first).to_contain_text(f"{count}份")


def _opens(hand: Hand, tab: str) -> None:
    pages = hand.page.get_by_role("navigation", name="本表的页面")
    hand.click(pages.get_by_role("link", name=tab, exact=True))


def _steps_to(hand: Hand, section: str) -> None:
    steps = hand.page.get_by_role("navigation", name="填报步骤")
    hand.click(steps.get_by_role("link", name=re.compile(section)))
    expect(hand.page.locator('[aria-current="step"]')).to_contain_text(re.compile(section))


def _types(hand: Hand, texts: dict[str, str]) -> None:
    for ref, text in texts.items():
        hand.types(cell(hand.page, ref), text)
    hand.click(hand.page.locator('.save-bar button[value="save"]'))
    expect(hand.page.get_by_role("status").first).to_contain_text("已保存")
