"""A form that is in no seed is set up in the browser alone, tried, released, filed on and printed.

Four headings, amounts in 元, two goals with weights, bands, a bonus, a cap of the total, 计算过程 appended.
"""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn
from tests.journeys.filing import cell, fetch_papers, fill, opens, stands_at

ADMINISTRATOR, FILER, UNIT = "guanli", "tianbao1", "城东救助服务中心"
FORM, PROJECT, YEAR = "滨江区专项资金绩效自评表", "河道保洁专项", "2022"
CODE = "binjiang-own"
GROUPS = {"管理指标": "15", "产出指标": "40", "效益指标": "25", "满意度指标": "10"}
ROWS = {"管理指标": "制度执行", "产出指标": "保洁里程", "效益指标": "水质达标率", "满意度指标": "居民满意度"}
TARGETS = {"制度执行": "按时公开", "保洁里程": "≥95%", "水质达标率": "≥90%", "居民满意度": "≥90%"}
ACTUALS = {"r2": "96%", "r3": "92%", "r4": "95%"}
PRAISED = "indicators/r1/answers.item_1"
"""How often, which the rule of the first row asks instead of an actual."""
SCORES = {"r1": "17", "r2": "40", "r3": "25", "r4": "10"}
CAP = "预算执行率低于80%"
PROJECT_CODE = "BJ-001"
YEARS_WORK = f"{YEAR}年度专项资金绩效自评"
GOALS = {"完成全年河道保洁。": "60", "水质持续改善。": "40"}


def test_a_form_of_ones_own_is_set_up_tried_released_filed_and_printed(
    person: SignIn, tmp_path: Path
) -> None:
    page = person(ADMINISTRATOR)

    begins(page)
    asks_for_yuan_and_weights(page)
    prescribes_its_rows(page)
    builds_the_tree(page)
    chooses_and_tries_a_rule(page)
    gives_a_bonus(page)
    sets_grades_and_a_cap(page)
    looks_at_the_paper(page)
    releases(page)
    issues(page)
    filer = person(FILER)
    fills_in(filer)
    submits(filer)
    papers = fetch_papers(filer, tmp_path, count=2)

    words = _words(next(path for path in papers.values() if path.suffix == ".pdf"))
    for word in (FORM, *GROUPS, *ROWS.values(), "1000000.00", "75.00%", "权重", "良"):
        assert word in words
    assert f"7.5+40+17+25+10=99.5；{CAP}，总分最高89分。填列89。" in words


def begins(page: Page) -> None:
    page.get_by_role("link", name="自评表样").click()
    page.get_by_role("link", name="新建表样").click()
    page.get_by_label("以哪份表样为底稿").select_option(label="随系统提供：项目支出绩效自评表（2020年）")
    page.get_by_label("年度").fill(YEAR)
    page.get_by_label("表样名称").fill(FORM)
    page.get_by_label("表样代码").fill(CODE)
    page.get_by_label("地区").fill("滨江区")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status").first).to_contain_text("尚未启用")
    section(page, "版面")
    page.get_by_label("表的标题").fill(FORM)
    page.get_by_label("附印计算过程").check()
    saves(page)


def asks_for_yuan_and_weights(page: Page) -> None:
    section(page, "项目资金")
    page.locator('[name="funds.label"]').fill("项目资金(元)")
    page.locator('[name="funds.amount_unit"]').select_option("元")
    saves(page)
    section(page, "年度总体目标")
    page.get_by_label("权重合计").fill("100")
    saves(page)


def prescribes_its_rows(page: Page) -> None:
    section(page, "绩效指标设置")
    page.locator('[name="indicators.level3"]').select_option("fixed")
    page.locator('[name="indicators.rounding.decimals"]').fill("1")
    saves(page)


def builds_the_tree(page: Page) -> None:
    """Every heading of the form it began with goes, four of one's own come."""
    section(page, "绩效指标", exact=True)
    for name in ("产出指标", "效益指标", "满意度指标"):
        page.get_by_role("button", name=f"删除{name}", exact=True).click()
        page.get_by_role("button", name="确认删除").click()
        expect(page.get_by_role("button", name=f"删除{name}", exact=True)).to_have_count(0)
    for name, points in GROUPS.items():
        page.get_by_role("button", name="增加一级指标").click()
        row = page.locator("[data-tree-row]").last
        expect(row.get_by_role("textbox").first).to_have_value("新的一级指标")
        row.get_by_role("textbox").nth(0).fill(name)
        row.get_by_role("textbox").nth(1).fill(points)
        row.get_by_role("button", name="增加三级指标").click()
        row = page.locator("[data-tree-row]").last
        expect(row.get_by_role("textbox").first).to_have_value("新的三级指标")
        row.get_by_role("textbox").nth(0).fill(ROWS[name])
        row.get_by_role("textbox").nth(1).fill(points)
        row.get_by_role("textbox").nth(2).fill(TARGETS[ROWS[name]])
        saves(page)
    sums = page.locator(".stay")
    expect(sums.get_by_role("row", name="总分")).to_contain_text("100")
    page.locator("[data-tree-row]").first.get_by_role("textbox").nth(1).fill("12")
    expect(sums.get_by_role("row", name="管理指标")).to_contain_text("超出3")
    page.locator("[data-tree-row]").first.get_by_role("textbox").nth(1).fill("15")
    first = page.locator("[data-tree-row]").first.get_by_role("textbox").nth(0)
    first.press("Alt+ArrowDown")
    expect(page.locator("[data-tree-row]").first.get_by_role("textbox").nth(0)).to_have_value("产出指标")


def chooses_and_tries_a_rule(page: Page) -> None:
    page.get_by_role("link", name="保洁里程的规则和说明").click()
    page.get_by_role("link", name="修改规则：评分规则").click()
    page.get_by_role("link", name="按比例", exact=True).click()
    page.get_by_label("分值", exact=True).fill("10")
    page.get_by_role("button", name="试算").click()
    expect(page.locator("#try")).to_contain_text("9.7分")
    expect(page.locator("#try")).to_contain_text("92% ÷ 95% × 10 = 9.68 → 9.7")
    page.get_by_text("更多", exact=True).click()
    page.get_by_role("link", name="分档计分").click()
    for number, (low, high, score) in enumerate((("95%", "", "40"), ("80%", "95%", "30"))):
        for name, text in (("low", low), ("high", high), ("score", score)):
            page.locator(f'[name="rule.bands.{number}.{name}"]').fill(text)
    page.get_by_role("button", name="保存规则").click()
    expect(page.get_by_role("alert")).to_contain_text("最低一档不设下限")
    page.locator('[name="rule.bands.1.low"]').fill("")
    page.get_by_role("button", name="保存规则").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")


def gives_a_bonus(page: Page) -> None:
    """Two points for praise, above the points of the row."""
    section(page, "绩效指标")
    page.get_by_role("link", name="制度执行的规则和说明").click()
    page.get_by_role("link", name="修改规则：评分规则").click()
    page.get_by_text("更多", exact=True).click()
    page.get_by_role("link", name="加分", exact=True).click()
    for name, text in {"base": "15", "items.0.name": "获上级通报表扬", "items.0.score": "1"}.items():
        page.locator(f'[name="rule.{name}"]').fill(text)
    page.locator('[name="rule.highest"]').fill("17")
    page.get_by_role("button", name="保存规则").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")


def sets_grades_and_a_cap(page: Page) -> None:
    section(page, "自评等级")
    names = page.locator('[name^="grading.bands."][name$=".name"]')
    names.first.fill("优秀")
    saves(page)
    section(page, "总分上限")
    for name, text in {"execution_rate_below": "80%", "highest": "89", "reason": CAP}.items():
        page.locator(f'[name="total_caps.0.{name}"]').fill(text)
    saves(page)


def looks_at_the_paper(page: Page) -> None:
    page.get_by_role("link", name="版面预览").click()
    sheet = page.locator(".paper-sheet")
    for word in (FORM, "保洁里程", "居民满意度"):
        expect(sheet).to_contain_text(word)
    page.get_by_role("link", name="返回").click()


def releases(page: Page) -> None:
    page.get_by_role("link", name="启用前检查").click()
    expect(page.get_by_role("main")).to_contain_text("可以启用")
    page.get_by_role("link", name="启用", exact=True).click()
    page.get_by_role("button", name="确认启用").click()
    expect(page.get_by_role("status").first).to_contain_text("已启用")


def issues(page: Page) -> None:
    """A project with two approved goals, a year's work on the form, and its task."""
    page.get_by_role("link", name="项目", exact=True).click()
    page.get_by_role("link", name="新增项目").click()
    page.get_by_label("实施单位").select_option(label=_option(page, "实施单位", UNIT))
    page.get_by_label("项目代码").fill(PROJECT_CODE)
    page.get_by_label("项目名称").fill(PROJECT)
    page.get_by_role("button", name="保存").click()
    page.get_by_label("年度").fill(YEAR)
    page.get_by_role("button", name="打开").click()
    page.get_by_label("年度总体目标（预期目标）").fill("\n\n".join(GOALS))
    page.get_by_role("button", name="保存").click()
    opens_a_year(page)
    page.get_by_role("row").filter(has_text=YEARS_WORK).get_by_role("link", name="下达").click()
    expect(page.get_by_label(f"{UNIT} {PROJECT}")).to_be_checked()
    page.get_by_role("button", name="下达所选任务").click()
    expect(page.get_by_role("status").first).to_contain_text("已下达")


def opens_a_year(page: Page) -> None:
    page.get_by_role("link", name="年度自评工作").click()
    page.get_by_role("link", name="新增年度自评工作").click()
    for label, text in {"名称": YEARS_WORK, "数据年度": YEAR, "工作年度": "2023"}.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("报送截止日").fill("2030-12-31")
    page.get_by_label(re.compile(FORM)).last.check()
    page.get_by_role("group", name="审核环节").get_by_label("单位负责人").check()
    page.get_by_role("button", name="保存").click()


def fills_in(page: Page) -> None:
    page.get_by_role("row").filter(has_text=PROJECT).get_by_role("link", name="开始填报").click()
    page.get_by_role("button", name="填报").click()
    fill(page, {"header/filer": "李文书", "header/phone": "0762-1234567", "header/filled_on": "2023年3月1日"})
    goes_on(page, "项目资金")
    amounts = {"initial": "1000000", "adjusted": "1000000", "executed": "750000"}
    for row in ("total", "current_appropriation"):
        fill(page, {f"funds/{row}/{column}": text for column, text in amounts.items()})
    computes(page)
    goes_on(page, "总体目标")
    for number, (goal, weight) in enumerate(GOALS.items(), start=1):
        expect(page.locator("form.cells")).to_contain_text(goal)
        fill(page, {f"goals/{number}/weight": weight, f"goals/{number}/actual": "已完成。"})
    goes_on(page, "绩效指标")
    fill(page, {PRAISED: "2", **{f"indicators/{row}/actual": text for row, text in ACTUALS.items()}})
    computes(page)
    for row, score in SCORES.items():
        expect(cell(page, f"indicators/{row}/score")).to_have_value(score)
    expect(cell(page, "total/score")).to_have_value("89")
    expect(cell(page, "total/grade")).to_have_value("良")


def goes_on(page: Page, following: str) -> None:
    page.get_by_role("button", name=f"保存并继续：{following}").click()
    expect(page.locator('[aria-current="step"]')).to_contain_text(following)


def computes(page: Page) -> None:
    page.get_by_role("button", name="保存并填入计算值").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")


def submits(page: Page) -> None:
    opens(page, "校验与报送")
    page.get_by_role("button", name="送审").click()
    stands_at(page, "待单位负责人审签")


def section(page: Page, label: str, *, exact: bool = True) -> None:
    page.get_by_role("navigation", name="表样各部分").get_by_role("link", name=label, exact=exact).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(label)


def saves(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")


def _option(page: Page, label: str, words: str) -> str:
    options = page.get_by_label(label).locator("option").all_inner_texts()
    return next(text for text in options if words in text)


def _words(path: Path) -> str:
    with pdfplumber.open(path) as paper:
        return re.sub(r"\s", "", "".join(page.extract_text() for page in paper.pages))
