"""One bureau, twelve projects and the whole unit's form: from the accountant's ledger to finance, signed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pdfplumber
import pytest
from playwright.sync_api import Browser, expect

from tests.browser import complaints_of
from tests.journeys.papers import CODE
from tests.journeys.product import Product
from tests.journeys.twelve import bureau, steps
from tests.journeys.twelve.figures import PROJECTS, UNIT
from tests.journeys.twelve.hand import Hand
from tests.journeys.twelve.written import written
from tests.journeys.walking import open_window, sign_in
from tests.web.axe import SIZES

ALL = len(PROJECTS) + 1
PATIENCE_MS = 120_000
"""Thirteen filings are filled in by one request: two busy cores are slower than a desk."""


@pytest.fixture
def twelve(tmp_path) -> Iterator[Product]:
    with bureau.running(tmp_path / "product") as product:
        yield product


def test_from_the_accountants_ledger_to_the_signed_set_at_finance(browser: Browser, twelve, tmp_path) -> None:
    counted: dict[str, Counter[str]] = {}
    page = open_window(browser, SIZES["desk"]).new_page()
    page.set_default_timeout(PATIENCE_MS)
    complaints = complaints_of(page)
    hand = Hand(page, counted)

    sign_in(page, twelve, "tianbao")
    hand.begins("分给股室")
    archive = steps.hands_out_the_rows(hand, tmp_path)
    hand.begins("从台账导入项目资金")
    steps.brings_the_ledger(hand, tmp_path)
    steps.opens_the_set(hand)
    steps.pastes_the_units_own_funds(hand)
    hand.begins("收回股室填报单")
    steps.brings_the_slips_back(hand, archive, tmp_path / "slips")
    hand.begins("写单位整体的文字和报告")
    steps.writes_the_units_own(hand)
    hand.begins("给定性指标打分")
    steps.scores_what_is_told_in_words(hand)
    hand.begins("补填各表、全部校验、说明")
    steps.completes_all(hand)
    steps.explains_what_is_found(hand)
    hand.begins("打印送签单和全部材料")
    paper = steps.prints_all(hand, tmp_path)
    hand.begins("登记盖章件")
    steps.records_the_signed_scan(hand, code_of(paper), paper)
    hand.begins("全部报送")
    steps.submits_all(hand, ALL)

    sign_in_again(page, twelve, "zhuguan")
    hand.begins("主管部门勾选和汇总报送")
    forwards_all(hand)
    sign_in_again(page, twelve, "jixiao")
    sees_the_signed_set(hand)
    assert complaints == []
    written(counted)


def sign_in_again(page, product, username) -> None:
    page.context.clear_cookies()
    sign_in(page, product, username)


def forwards_all(hand: Hand) -> None:
    hand.menu("主管部门")
    hand.link("审核和汇总报送")
    for tick in hand.page.get_by_label(re.compile("^已审核：")).all():
        hand.click(tick)
    hand.button("汇总报送已勾选的自评表")
    expect(hand.page.get_by_role("main")).to_contain_text("目前没有待主管部门审核的自评表")


def sees_the_signed_set(hand: Hand) -> None:
    """Every table waits for the 绩效股, and each is signed as it stands."""
    hand.begins("绩效股查看")
    hand.menu("报送材料")
    hand.link(UNIT)
    rows = hand.page.get_by_role("region", name="报送材料").locator("tbody tr")
    expect(rows).to_have_count(ALL)
    expect(rows.filter(has_text="绩效股")).to_have_count(ALL)
    hand.link("签字盖章")
    expect(hand.page.locator(".badge-state", has_text="已签字盖章")).to_have_count(ALL)


def code_of(paper) -> str:
    """The version code on the first page: that of the 送签单."""
    with pdfplumber.open(paper) as opened:
        found = re.search(CODE, re.sub(r"\s", "", opened.pages[0].extract_text()))
    assert found
    return found[0]
