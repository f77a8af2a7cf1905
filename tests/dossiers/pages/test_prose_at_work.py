"""A jump to what is said of the prose selects its words in the field, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import Membership
from tests.dossiers.pages.typing import cell, opens, says, write
from tests.factories import fill_in, make_evaluation, make_unit, make_user
from tests.web.axe import assert_accessible

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("window", ["desk"], indirect=True),
]
REPORT = "report/s1"
WRONG = "费用200万元，报销100万元，报销比例51%。"
TEXT = f"𠮷祥社区平稳。\n{WRONG}群众满意。"


@pytest.fixture
def filing(transactional_db):
    return make_evaluation(make_unit())


@pytest.fixture
def filer(filing):
    return make_user(filing.unit, Membership.Role.FILER)


@pytest.fixture
def report(page, sign_in, live_server, filing, filer):
    """The filer on the page of the report, in which one rate does not come out."""
    fill_in(filing, filer, {REPORT: TEXT})
    sign_in(filer)
    opens(page, live_server, filing, "report")
    return page


def selection(page, ref=REPORT):
    """What is selected in the field."""
    return cell(page, ref).evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")


def test_the_link_below_the_text_selects_the_sentence(report):
    report.get_by_role("link", name="定位到原句：51%").click()

    expect(cell(report, REPORT)).to_be_focused()
    assert selection(report) == WRONG


def test_the_panel_does_from_this_page_and_again(report):
    report.locator(".live > summary").click()
    link = report.locator('.live .jumps a[href*="#said_"]')
    for _ in range(2):
        cell(report, REPORT).press("Home")
        link.click()

        expect(cell(report, REPORT)).to_be_focused()
        assert selection(report) == WRONG


def test_and_from_another_page(report, live_server, filing):
    opens(report, live_server, filing, "funds")
    report.locator(".live > summary").click()

    report.locator('.live .jumps a[href*="#said_"]').click()

    expect(cell(report, REPORT)).to_be_focused()
    assert selection(report) == WRONG


def test_words_that_moved_since_are_found(report):
    cell(report, REPORT).evaluate("one => { one.value = `前言${one.value}`; }")

    report.get_by_role("link", name="定位到原句：51%").click()

    assert selection(report) == WRONG


def test_words_that_are_gone_lead_to_the_field(report):
    cell(report, REPORT).evaluate("one => { one.value = '已删。'; }")

    report.get_by_role("link", name="定位到原句：51%").click()

    expect(cell(report, REPORT)).to_be_focused()
    assert selection(report) == ""


def test_what_is_typed_is_judged_anew(report):
    expect(report.locator("mark.claimed")).to_have_text("51%")
    assert_accessible(report)

    write(report, REPORT, TEXT.replace("51%", "50%"))

    says(report, "已保存 ")
    expect(report.locator("mark.claimed")).to_have_count(0)


def test_without_the_field_the_link_leads_to_the_text(page, sign_in, live_server, filing, filer):
    fill_in(filing, filer, {REPORT: TEXT})
    sign_in(make_user(filing.unit, Membership.Role.UNIT_HEAD))
    opens(page, live_server, filing, "report")

    page.get_by_role("link", name="定位到原句：51%").click()

    expect(page).to_have_url(f"{page.url.partition('#')[0]}#id_{REPORT}")
    assert_accessible(page)
