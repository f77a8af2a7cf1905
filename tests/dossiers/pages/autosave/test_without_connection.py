"""What is typed while the network is away stays, is said, and is sent later or offered again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from evaluations.dossiers.models import Evaluation
from tests.dossiers.pages.posting import typed
from tests.dossiers.pages.typing import EXECUTED, box, cell, kept, opens, says, write
from tests.factories import fill_in
from tests.web.axe import assert_accessible

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("window", ["desk"], indirect=True),
]


@pytest.fixture
def offline(desk, window):
    """100 was typed after the connection was lost."""
    window.set_offline(True)
    write(desk, EXECUTED, "100")
    says(desk, "网络不通")
    return desk


def test_it_is_said_and_what_was_typed_stays(offline, filing):
    says(offline, "1处未保存")
    expect(box(offline, EXECUTED)).to_contain_text("未保存")
    expect(cell(offline, EXECUTED)).to_have_value("100")
    assert typed(filing, EXECUTED) == ""


def test_it_is_sent_once_there_is_a_connection(offline, window, filing):
    window.set_offline(False)

    says(offline, "已保存 ")
    expect(box(offline, EXECUTED)).not_to_contain_text("未保存")
    assert (typed(filing, EXECUTED), kept(offline)) == ("100", 0)


def test_a_page_opened_again_offers_it_and_puts_nothing_in(offline, window, live_server, filing):
    reopened = reopen(offline, window, live_server, filing)

    expect(reopened.get_by_role("region", name="未保存的内容")).to_contain_text("100")
    expect(cell(reopened, EXECUTED)).to_have_value("")
    assert_accessible(reopened)


def test_what_is_offered_is_saved_when_it_is_taken(offline, window, live_server, filing):
    reopened = reopen(offline, window, live_server, filing)
    reopened.get_by_role("button", name="采用并保存").click()

    says(reopened, "已保存 ")
    expect(reopened.get_by_role("region", name="未保存的内容")).to_have_count(0)
    assert (typed(filing, EXECUTED), kept(reopened)) == ("100", 0)


def test_what_is_given_up_is_gone(offline, window, live_server, filing):
    reopened = reopen(offline, window, live_server, filing)
    reopened.get_by_role("button", name="放弃").click()

    expect(reopened.get_by_role("region", name="未保存的内容")).to_have_count(0)
    assert kept(reopened) == 0


def test_a_newer_text_is_not_written_over(offline, window, live_server, filing, colleague):
    fill_in(filing, colleague, {EXECUTED: "150"})
    reopened = reopen(offline, window, live_server, filing)
    reopened.get_by_role("button", name="采用并保存").click()

    expect(box(reopened, EXECUTED)).to_contain_text("王小明已于")
    assert typed(filing, EXECUTED) == "150"


def test_another_page_of_the_filing_leads_to_it(offline, window, live_server, filing):
    reopened = reopen(offline, window, live_server, filing, "goals")

    reopened.get_by_role("region", name="未保存的内容").get_by_role("link", name="项目资金").click()

    expect(reopened.get_by_role("region", name="未保存的内容")).to_contain_text("100")


def test_a_closed_page_shows_it_for_copying(offline, window, live_server, filing):
    Evaluation.objects.filter(pk=filing.pk).update(status="in_review", step="unit_head")
    reopened = reopen(offline, window, live_server, filing)

    expect(reopened.get_by_role("region", name="未保存的内容")).to_contain_text("年度资金总额 全年执行数")
    expect(reopened.get_by_role("button", name="采用并保存")).to_have_count(0)


def test_nobody_else_is_offered_it(offline, window, live_server, filing, colleague, sign_in):
    sign_in(colleague)
    reopened = reopen(offline, window, live_server, filing)

    expect(reopened.get_by_role("region", name="未保存的内容")).to_have_count(0)


def test_signing_out_asks_and_then_clears_it(offline, window, live_server, filing):
    reopened = reopen(offline, window, live_server, filing)
    asked = []
    reopened.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))

    reopened.get_by_role("button", name="退出").click()
    reopened.wait_for_url("**/login/")

    assert "1处填写内容还没有保存" in asked[0]
    assert kept(reopened) == 0


def test_who_stays_keeps_it(offline, window, live_server, filing):
    reopened = reopen(offline, window, live_server, filing)
    reopened.on("dialog", lambda dialog: dialog.dismiss())

    reopened.get_by_role("button", name="退出").click()

    expect(reopened.get_by_role("region", name="未保存的内容")).to_be_visible()
    assert kept(reopened) == 1


def test_an_answer_that_got_lost_makes_nobody_quarrel_with_himself(desk, filing):
    desk.route("**/cells/**", lambda route: (route.fetch(), route.abort()))
    write(desk, EXECUTED, "100")
    says(desk, "网络不通")
    desk.unroute("**/cells/**")

    write(desk, EXECUTED, "101")

    says(desk, "已保存 ")
    expect(desk.get_by_role("group", name="请选择保留哪一份")).to_have_count(0)
    assert typed(filing, EXECUTED) == "101"


def reopen(page, window, live_server, filing, section="funds"):
    """Close the page without a word, come back later in the same browser."""
    page.route("**/cells/**", lambda route: route.abort())  # a page that is closing sends nothing more
    page.close(run_before_unload=False)
    window.set_offline(False)
    later = window.new_page()
    opens(later, live_server, filing, section)
    return later
