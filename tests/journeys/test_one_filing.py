"""源城's filing of 2021 from the login page to the printed paper, as its people would do it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import papers
from tests.journeys.conftest import SignIn
from tests.journeys.filing import PAGES, cell, fetch_papers, fill, fill_section, opens, stands_at

FILER, HEAD, FINANCE = "tianbao1", "fuze1", "jixiao"
UNIT = "城东救助服务中心"
REASON = "请补填四项资金来源的全年执行数；“医疗救助资金支出率”未达到指标值，请填写偏差原因。"
NOTE = "国家医保信息平台清算功能尚未完成开发，支出偏少；平台完善后及时清算。"
PARTS = {
    "current_appropriation": "80.96",
    "higher_level_transfer": "391.24",
    "carryover": "228.50",
    "other_funds": "0.53",
}
"""What was spent of each source; together the 701.23 that were filed."""


def test_a_filing_is_filled_in_returned_corrected_approved_and_printed(
    person: SignIn, tmp_path: Path
) -> None:
    filer, head, finance = person(FILER), person(HEAD), person(FINANCE)

    fills_in_every_section(filer)
    submits_with_what_cannot_be_mended_yet(filer)
    drafts = fetch_papers(filer, tmp_path / "1")
    approves(head)
    returns(finance)
    corrects_and_submits_again(filer)
    approves(head)
    approves(finance)
    finals = receives_the_final_papers(filer, tmp_path / "2")

    papers.show_the_filing(drafts, mark="送签稿")
    papers.show_the_filing(finals, mark="定稿")


def fills_in_every_section(page: Page) -> None:
    page.get_by_role("link", name="开始填报").click()
    stands_at(page, "未填报")
    page.get_by_role("button", name="填报").click()
    stands_at(page, "填报中")
    for section in PAGES:
        fill_section(page, section)


def submits_with_what_cannot_be_mended_yet(page: Page) -> None:
    expect(page.locator(".finding-must")).to_have_count(6)
    expect(page.locator(".findings")).to_contain_text("“医疗救助资金支出率”扣2分")
    page.get_by_label("说明", exact=True).select_option("统计口径不同")
    page.get_by_role("button", name="保存说明").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存1项说明")
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("alert")).to_contain_text("还有6处必改项，暂不能送审")
    page.get_by_label("带问题报送", exact=True).check()
    page.get_by_label("带问题报送的理由").fill("按原件")
    page.get_by_role("button", name="送审").click()
    stands_at(page, "待单位负责人审签")
    expect(page.locator("#papers")).to_contain_text(re.compile("排队中|处理中|生成"))


def approves(page: Page) -> None:
    comes_to_the_filing(page)
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_role("status").first).to_contain_text("已审核通过")


def returns(page: Page) -> None:
    comes_to_the_filing(page)
    stands_at(page, "待绩效股审核")
    page.get_by_role("button", name="退回修改").click()
    expect(page.get_by_role("alert")).to_contain_text("请填写退回修改的原因")
    page.get_by_label("退回修改的原因").fill(REASON)
    page.get_by_role("button", name="退回修改").click()
    stands_at(page, "被退回")


def corrects_and_submits_again(page: Page) -> None:
    page.goto(page.url)
    expect(page.get_by_role("region", name="退回修改的原因")).to_contain_text(REASON)
    opens(page, "填报")
    page.get_by_role("link", name="项目资金").click()
    fill(page, {f"funds/{part}/executed": amount for part, amount in PARTS.items()})
    fill(page, {f"funds/{part}/rate": "" for part in PARTS})
    page.get_by_role("button", name="保存并填入计算值").click()
    expect(cell(page, "funds/higher_level_transfer/rate")).to_have_value("46.3%")
    page.get_by_role("link", name="绩效指标").click()
    fill(page, {"indicators/r1/note": NOTE})
    page.get_by_role("button", name="保存", exact=True).last.click()
    opens(page, "校验与报送")
    expect(page.locator(".finding-must")).to_have_count(0)
    page.get_by_role("button", name="送审").click()
    stands_at(page, "待单位负责人审签")
    expect(page.get_by_role("table")).to_contain_text(REASON)


def receives_the_final_papers(page: Page, folder: Path) -> dict[str, Path]:
    page.goto(page.url)
    stands_at(page, "审核通过")
    expect(page.locator(".figures")).to_contain_text("94")
    expect(page.locator(".figures")).to_contain_text("60.7%")
    opens(page, "打印文书")
    expect(page.locator("#papers h3").first).to_contain_text("定稿")
    return fetch_papers(page, folder)


def comes_to_the_filing(page: Page) -> None:
    page.get_by_role("link", name="首页").first.click()
    row = page.get_by_role("row").filter(has_text=UNIT)
    row.get_by_role("link", name=re.compile("审核")).click()
