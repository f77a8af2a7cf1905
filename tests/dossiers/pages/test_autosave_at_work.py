"""Autosave as its people meet it: seen, never silent, and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.models import Membership
from core.workflow import Action
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.moves import make_move
from tests.dossiers.pages.posting import typed, url
from tests.dossiers.pages.typing import (
    ADJUSTED,
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
from tests.factories import fill_in, make_evaluation, make_unit, make_user
from tests.web.axe import assert_accessible

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("window", ["desk"], indirect=True),
]
Role = Membership.Role


@pytest.fixture
def unit(transactional_db):
    return make_unit()


@pytest.fixture
def filing(unit):
    return make_evaluation(unit)


@pytest.fixture
def filer(unit):
    return make_user(unit, Role.FILER, full_name="李雷")


@pytest.fixture
def colleague(unit):
    return make_user(unit, Role.FILER, full_name="王小明")


@pytest.fixture
def desk(page, sign_in, live_server, filing, filer):
    """The filer before 项目资金, with a budget of 200 that was saved before."""
    fill_in(filing, filer, {ADJUSTED: "200"})
    sign_in(filer)
    opens(page, live_server, filing)
    return page


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


class TestWithoutConnection:
    @pytest.fixture
    def offline(self, desk, window):
        """100 was typed after the connection was lost."""
        window.set_offline(True)
        write(desk, EXECUTED, "100")
        says(desk, "网络不通")
        return desk

    def test_it_is_said_and_what_was_typed_stays(self, offline, filing):
        says(offline, "1处未保存")
        expect(box(offline, EXECUTED)).to_contain_text("未保存")
        expect(cell(offline, EXECUTED)).to_have_value("100")
        assert typed(filing, EXECUTED) == ""

    def test_it_is_sent_once_there_is_a_connection(self, offline, window, filing):
        window.set_offline(False)

        says(offline, "已保存 ")
        expect(box(offline, EXECUTED)).not_to_contain_text("未保存")
        assert (typed(filing, EXECUTED), kept(offline)) == ("100", 0)

    def test_a_page_opened_again_offers_it_and_puts_nothing_in(self, offline, window, live_server, filing):
        reopened = reopen(offline, window, live_server, filing)

        expect(reopened.get_by_role("region", name="未保存的内容")).to_contain_text("100")
        expect(cell(reopened, EXECUTED)).to_have_value("")
        assert_accessible(reopened)

    def test_what_is_offered_is_saved_when_it_is_taken(self, offline, window, live_server, filing):
        reopened = reopen(offline, window, live_server, filing)
        reopened.get_by_role("button", name="采用并保存").click()

        says(reopened, "已保存 ")
        expect(reopened.get_by_role("region", name="未保存的内容")).to_have_count(0)
        assert (typed(filing, EXECUTED), kept(reopened)) == ("100", 0)

    def test_what_is_given_up_is_gone(self, offline, window, live_server, filing):
        reopened = reopen(offline, window, live_server, filing)
        reopened.get_by_role("button", name="放弃").click()

        expect(reopened.get_by_role("region", name="未保存的内容")).to_have_count(0)
        assert kept(reopened) == 0

    def test_a_newer_text_is_not_written_over(self, offline, window, live_server, filing, colleague):
        fill_in(filing, colleague, {EXECUTED: "150"})
        reopened = reopen(offline, window, live_server, filing)
        reopened.get_by_role("button", name="采用并保存").click()

        expect(box(reopened, EXECUTED)).to_contain_text("王小明已于")
        assert typed(filing, EXECUTED) == "150"

    def test_another_page_of_the_filing_leads_to_it(self, offline, window, live_server, filing):
        reopened = reopen(offline, window, live_server, filing, "goals")

        reopened.get_by_role("region", name="未保存的内容").get_by_role("link", name="项目资金").click()

        expect(reopened.get_by_role("region", name="未保存的内容")).to_contain_text("100")

    def test_a_closed_page_shows_it_for_copying(self, offline, window, live_server, filing):
        Evaluation.objects.filter(pk=filing.pk).update(status="in_review", step="unit_head")
        reopened = reopen(offline, window, live_server, filing)

        expect(reopened.get_by_role("region", name="未保存的内容")).to_contain_text("年度资金总额 全年执行数")
        expect(reopened.get_by_role("button", name="采用并保存")).to_have_count(0)

    def test_nobody_else_is_offered_it(self, offline, window, live_server, filing, colleague, sign_in):
        sign_in(colleague)
        reopened = reopen(offline, window, live_server, filing)

        expect(reopened.get_by_role("region", name="未保存的内容")).to_have_count(0)

    def test_signing_out_asks_and_then_clears_it(self, offline, window, live_server, filing):
        reopened = reopen(offline, window, live_server, filing)
        asked = []
        reopened.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))

        reopened.get_by_role("button", name="退出").click()
        reopened.wait_for_url("**/login/")

        assert "1处填写内容还没有保存" in asked[0]
        assert kept(reopened) == 0

    def test_who_stays_keeps_it(self, offline, window, live_server, filing):
        reopened = reopen(offline, window, live_server, filing)
        reopened.on("dialog", lambda dialog: dialog.dismiss())

        reopened.get_by_role("button", name="退出").click()

        expect(reopened.get_by_role("region", name="未保存的内容")).to_be_visible()
        assert kept(reopened) == 1


def reopen(page, window, live_server, filing, section="funds"):
    """Close the page without a word, come back later in the same browser."""
    page.route("**/cells/**", lambda route: route.abort())  # a page that is closing sends nothing more
    page.close(run_before_unload=False)
    window.set_offline(False)
    later = window.new_page()
    opens(later, live_server, filing, section)
    return later


class TestTwoPeople:
    def test_the_second_sees_who_was_first_and_takes_the_other_text(self, desk, filing, colleague):
        fill_in(filing, colleague, {EXECUTED: "150"})
        write(desk, EXECUTED, "100")
        expect(box(desk, EXECUTED)).to_contain_text("王小明已于")

        desk.get_by_role("button", name="采用王小明填写的").click()

        expect(cell(desk, EXECUTED)).to_have_value("150")
        expect(desk.get_by_role("group", name="请选择保留哪一份")).to_have_count(0)
        expect(desk.locator("[data-save-state]")).not_to_contain_text("未保存")
        assert (typed(filing, EXECUTED), kept(desk)) == ("150", 0)

    def test_or_keeps_the_own(self, desk, filing, colleague):
        fill_in(filing, colleague, {EXECUTED: "150"})
        write(desk, EXECUTED, "100")

        desk.get_by_role("button", name="保留我填写的").click()

        says(desk, "已保存 ")
        assert typed(filing, EXECUTED) == "100"

    def test_what_a_colleague_wrote_elsewhere_appears_with_the_name(self, desk, filing, colleague):
        fill_in(filing, colleague, {OWN_EXECUTED: "150"})

        write(desk, EXECUTED, "100")

        expect(cell(desk, OWN_EXECUTED)).to_have_value("150")
        expect(box(desk, OWN_EXECUTED)).to_contain_text("王小明已于")

        write(desk, OWN_EXECUTED, "151")

        says(desk, "已保存 ")
        expect(box(desk, OWN_EXECUTED)).not_to_contain_text("王小明")

    def test_two_windows_of_one_person_follow_each_other(self, desk, window, live_server, filing):
        other = window.new_page()
        opens(other, live_server, filing)
        write(desk, EXECUTED, "100")
        says(desk, "已保存 ")

        write(other, OWN_EXECUTED, "60")

        expect(cell(other, EXECUTED)).to_have_value("100")
        assert typed(filing, OWN_EXECUTED) == "60"


def test_an_answer_that_got_lost_makes_nobody_quarrel_with_himself(desk, filing):
    desk.route("**/cells/**", lambda route: (route.fetch(), route.abort()))
    write(desk, EXECUTED, "100")
    says(desk, "网络不通")
    desk.unroute("**/cells/**")

    write(desk, EXECUTED, "101")

    says(desk, "已保存 ")
    expect(desk.get_by_role("group", name="请选择保留哪一份")).to_have_count(0)
    assert typed(filing, EXECUTED) == "101"


class TestSessionOver:
    @pytest.fixture
    def signed_out(self, desk):
        Session.objects.all().delete()
        write(desk, EXECUTED, "100")
        says(desk, "登录已失效")
        return desk

    def test_it_is_said_with_the_way_back_and_what_was_typed_stays(self, signed_out):
        expect(signed_out.get_by_role("link", name="请在新窗口登录")).to_be_visible()
        expect(cell(signed_out, EXECUTED)).to_have_value("100")
        assert kept(signed_out) == 1

    def test_it_is_saved_after_signing_in_again(self, signed_out, sign_in, filer, window, filing):
        sign_in(filer)
        window.clear_cookies(name="csrftoken")

        signed_out.evaluate("window.dispatchEvent(new Event('focus'))")

        says(signed_out, "已保存 ")
        assert typed(filing, EXECUTED) == "100"

    def test_it_is_never_saved_under_another_name(self, signed_out, sign_in, colleague, window, filing):
        sign_in(colleague)
        window.clear_cookies(name="csrftoken")

        signed_out.evaluate("window.dispatchEvent(new Event('focus'))")

        says(signed_out, "另一位用户")
        assert typed(filing, EXECUTED) == ""
        assert kept(signed_out) == 1


def test_a_filing_sent_meanwhile_says_so_and_keeps_what_was_typed(desk, filing, filer):
    revision = Evaluation.objects.get(pk=filing.pk).revision
    make_move(filing, Action.SUBMIT, by=filer, revision=revision, problems_reason="按原件")

    write(desk, EXECUTED, "100")

    says(desk, "内容不能修改")
    expect(cell(desk, EXECUTED)).to_have_value("100")
    assert kept(desk) == 1


def test_a_jump_of_the_panel_puts_the_caret_into_its_cell(desk, live_server, filing):
    desk.locator(".live > summary").click()
    desk.locator("#live-body").get_by_role("link", name="年度资金总额 得分").first.click()
    expect(cell(desk, SCORE)).to_be_focused()

    desk.locator("#live-body").get_by_role("link", name="实际完成情况").first.click()

    desk.wait_for_url(f"**{url('goals', filing)}**")
    expect(cell(desk, "goals/1/actual")).to_be_focused()
