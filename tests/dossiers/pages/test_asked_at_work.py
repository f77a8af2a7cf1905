"""What a rule asks, in a real browser: by keyboard, saved as it is chosen, with an offer for the actual."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import Membership
from tests.asking import SAID, ask, asks_everything
from tests.dossiers.pages.posting import typed
from tests.dossiers.pages.typing import box, cell, opens, says, write
from tests.factories import make_evaluation, make_unit, make_user, write_cells
from tests.web.axe import assert_accessible

pytestmark = pytest.mark.django_db(transaction=True)
DESK = pytest.mark.parametrize("window", ["desk"], indirect=True)
ACTUAL = "indicators/r1/actual"
PLAN, RULES, PAY, LATE, SHARE = (
    f"indicators/r1/answers.{key}" for key in ("plan", "rules", "pay", "late", "share")
)


@pytest.fixture
def filing(transactional_db, monkeypatch):
    ask(monkeypatch)
    return asks_everything(make_evaluation(make_unit()))


@pytest.fixture
def table(page, sign_in, live_server, filing):
    """The filer at the first thing that the rule asks."""
    sign_in(make_user(filing.unit, Membership.Role.FILER))
    opens(page, live_server, filing, "indicators")
    cell(page, PLAN).focus()
    return page


@DESK
def test_what_is_chosen_is_saved_at_once_and_the_actual_is_offered(table, filing):
    for ref, given in ((PLAN, "是"), (RULES, "否"), (PAY, "不及时")):
        cell(table, ref).select_option(given)
    write(table, LATE, "2")
    write(table, SHARE, "95%")

    expect(box(table, ACTUAL)).to_contain_text("①；资金到位：不及时；迟报次数：2次；按期办结率：95%")
    box(table, ACTUAL).get_by_role("button", name="填入").click()
    expect(cell(table, ACTUAL)).to_have_value(SAID.split("；验收")[0])
    assert typed(filing, PAY) == "不及时"


@DESK
def test_keys_go_through_what_is_asked_and_on_to_the_next_row(table):
    table.keyboard.press("Enter")
    expect(cell(table, RULES)).to_be_focused()

    table.keyboard.press("Tab")
    expect(cell(table, PAY)).to_be_focused()

    table.keyboard.press("ArrowLeft")
    expect(cell(table, RULES)).to_be_focused()


@DESK
def test_up_and_down_choose_inside_a_choice(table):
    table.keyboard.press("ArrowDown")

    expect(cell(table, PLAN)).to_have_value("是")
    expect(cell(table, PLAN)).to_be_focused()


@DESK
def test_an_answer_fills_down_to_the_others_of_its_kind(table):
    cell(table, PLAN).select_option("是")
    cell(table, RULES).focus()
    table.keyboard.press("Control+d")

    expect(cell(table, RULES)).to_have_value("是")
    expect(cell(table, PAY)).to_have_value("")


@DESK
def test_a_choice_is_taken_back_like_what_was_typed(table):
    cell(table, PLAN).select_option("是")
    table.keyboard.press("Control+z")

    expect(cell(table, PLAN)).to_have_value("")


@DESK
def test_what_is_no_answer_is_told_at_its_field(table, filing):
    write(table, LATE, "两次")

    expect(box(table, LATE)).to_contain_text("不能识别为数字")
    says(table, "还有1处未保存")
    assert typed(filing, LATE) == ""


def test_the_page_is_accessible_with_and_without_answers(table, filing, live_server):
    assert_accessible(table)

    write_cells(filing, {PLAN: "是", LATE: "2"})
    opens(table, live_server, filing, "indicators")
    assert_accessible(table)
