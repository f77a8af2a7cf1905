"""Autosave as its people meet it: seen, never silent, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.dossiers.pages.posting import typed, url
from tests.dossiers.pages.typing import (
    EXECUTED,
    OWN_EXECUTED,
    RATE,
    SCORE,
    box,
    cell,
    kept,
    opens,
    says,
    write,
)
from tests.web.axe import assert_accessible

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("window", ["desk"], indirect=True),
]


def test_a_cell_is_saved_when_it_is_left_and_the_time_is_said(desk, filing):
    write(desk, EXECUTED, "100")

    says(desk, "已保存 ")
    assert typed(filing, EXECUTED) == "100"
    assert kept(desk) == 0


def test_a_cell_is_saved_while_the_caret_stays_in_it(desk, filing):
    cell(desk, EXECUTED).press_sequentially("100")

    says(desk, "已保存 ")
    expect(cell(desk, EXECUTED)).to_be_focused()
    assert typed(filing, EXECUTED) == "100"


def test_what_follows_is_shown_at_once_and_typing_goes_on_undisturbed(desk):
    write(desk, EXECUTED, "100")
    cell(desk, OWN_EXECUTED).press_sequentially("9")

    expect(box(desk, RATE)).to_contain_text("100.00 ÷ 200.00 = 50.0%")
    expect(desk.locator("#live-figures")).to_contain_text("预算执行率 50.0%")
    expect(cell(desk, OWN_EXECUTED)).to_have_value("9")
    expect(cell(desk, OWN_EXECUTED)).to_be_focused()


def test_a_refused_text_is_told_at_its_cell_until_it_is_mended(desk, filing):
    write(desk, EXECUTED, "2000万")
    expect(box(desk, EXECUTED)).to_contain_text("请改为2000.00")
    says(desk, "还有1处未保存")
    assert_accessible(desk)

    write(desk, EXECUTED, "2000.00")

    says(desk, "已保存 ")
    expect(box(desk, EXECUTED)).not_to_contain_text("不能识别")
    assert typed(filing, EXECUTED) == "2000.00"


def test_what_is_computed_is_taken_without_leaving_the_page(desk, filing):
    desk.evaluate("window.notReloaded = true")
    write(desk, EXECUTED, "100")

    box(desk, RATE).get_by_role("button", name="填入").click()

    expect(cell(desk, RATE)).to_have_value("50.0%")
    expect(cell(desk, RATE)).to_be_focused()
    desk.get_by_role("button", name="保存并填入计算值").click()
    expect(cell(desk, SCORE)).to_have_value("5")
    assert desk.evaluate("window.notReloaded") is True


def test_going_on_saves_first(desk, filing):
    cell(desk, EXECUTED).press_sequentially("100")
    desk.get_by_role("button", name="保存并继续").click()

    desk.wait_for_url("**/goals/")
    assert typed(filing, EXECUTED) == "100"


def test_the_key_for_saving_saves_what_the_page_proposes(page, sign_in, live_server, filing, filer):
    sign_in(filer)
    opens(page, live_server, filing, "header")

    cell(page, "header/filer").press("Control+s")

    says(page, "已保存 ")
    assert typed(filing, "header/filer") == "李雷"


def test_a_jump_of_the_panel_puts_the_caret_into_its_cell(desk, live_server, filing):
    desk.locator(".live > summary").click()
    desk.locator("#live-body").get_by_role("link", name="年度资金总额 得分").first.click()
    expect(cell(desk, SCORE)).to_be_focused()

    desk.locator("#live-body").get_by_role("link", name="实际完成情况").first.click()

    desk.wait_for_url(f"**{url('goals', filing)}**")
    expect(cell(desk, "goals/1/actual")).to_be_focused()
