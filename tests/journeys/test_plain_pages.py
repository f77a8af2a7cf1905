"""Filling in and sending without JavaScript, and with an impatient finger; with it, each script once."""

from __future__ import annotations

import re
from collections import Counter

from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.filing import cell, fill, opens, stands_at

EXECUTED = "funds/total/executed"
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


def test_without_javascript_a_section_is_filled_in_and_the_filing_sent(person: SignIn) -> None:
    page = person("tianbao2", javascript=False)
    page.get_by_role("link", name="继续填报").click()

    opens(page, "填报")
    page.get_by_label("填报人姓名").fill("王填写")
    page.get_by_role("button", name="保存并继续：项目资金").click()
    opens(page, "校验与报送")
    page.get_by_label("带问题报送", exact=True).check()
    page.get_by_label("带问题报送的理由").fill("其余内容随后补报")
    page.get_by_role("button", name="送审").dblclick()

    was_sent(page, times=1)


def test_without_javascript_last_years_words_are_taken_over_and_changed(person: SignIn) -> None:
    page = person("tianbao1", javascript=False)
    page.get_by_role("link", name="开始填报").click()
    page.get_by_role("button", name="填报").click()
    page.get_by_role("link", name="总体目标").click()

    page.get_by_text("上年内容", exact=True).click()
    page.locator('[value="last_year:goals/1/actual"]').click()
    expect(page.get_by_role("status").first).to_contain_text("取用上年内容1处")
    expect(page.get_by_text("上年内容，请核对修改")).to_be_visible()
    fill(page, {"goals/1/actual": "全部完成"})
    page.get_by_role("button", name="保存", exact=True).last.click()

    expect(page.get_by_role("status").first).to_contain_text("已保存")
    expect(page.get_by_text("上年内容，请核对修改")).to_have_count(0)


def test_each_script_runs_once_under_the_names_that_are_served(person: SignIn) -> None:
    """They carry sums: a script that has two names would save everything twice, and take nothing back."""
    page = person("tianbao5")
    page.get_by_role("link", name="修改后重新报送").click()
    opens(page, "填报")
    page.get_by_role("link", name="项目资金").click()
    before = cell(page, EXECUTED).input_value()
    saves: list[str] = []
    page.on("request", lambda sent: saves.append(sent.url) if sent.method == "POST" else None)

    with page.expect_response("**/cells/**"):
        cell(page, EXECUTED).fill("701.24")
        cell(page, EXECUTED).press("Enter")
    with page.expect_response("**/cells/**"):
        cell(page, EXECUTED).press("Control+z")
        cell(page, EXECUTED).press("Enter")

    expect(cell(page, EXECUTED)).to_have_value(before)
    assert len(saves) == 2
    served = scripts(page)
    assert set(Counter(HASHED.sub(".js", address) for address in served).values()) == {1}
    assert [address for address in served if not HASHED.search(address)] == []


def test_a_double_click_sends_a_filing_once(person: SignIn) -> None:
    page = person("tianbao5")
    page.get_by_role("link", name="修改后重新报送").click()
    opens(page, "填报")
    page.get_by_role("link", name="绩效指标").click()
    fill(page, {"indicators/r1/note": "平台完善后及时清算。"})
    page.get_by_role("button", name="保存", exact=True).last.click()
    opens(page, "校验与报送")

    page.get_by_label("带问题报送", exact=True).check()
    page.get_by_label("带问题报送的理由").fill("按原件")
    page.get_by_role("button", name="送审").dblclick()

    was_sent(page, times=2)


def scripts(page: Page) -> list[str]:
    """The address of every script of ours that the page has fetched."""
    fetched = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    return [address for address in fetched if "/static/js/" in address]


def was_sent(page: Page, *, times: int) -> None:
    """Whatever the second click led to, the filing is one step on and was filed `times` times in all."""
    page.get_by_role("link", name="自评任务").click()
    page.get_by_role("table").get_by_role("link").first.click()
    stands_at(page, "待单位负责人审签")
    opens(page, "报送记录")
    expect(page.get_by_role("link", name="次报送稿")).to_have_count(times)
