"""Two people at one filing: the second sees who was first and chooses; nothing is lost silently."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.dossiers.pages.posting import typed
from tests.dossiers.pages.typing import EXECUTED, OWN_EXECUTED, box, cell, kept, opens, says, write
from tests.factories import fill_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("window", ["desk"], indirect=True),
]


def test_the_second_sees_who_was_first_and_takes_the_other_text(desk, filing, colleague):
    fill_in(filing, colleague, {EXECUTED: "150"})
    write(desk, EXECUTED, "100")
    expect(box(desk, EXECUTED)).to_contain_text("王小明已于")

    desk.get_by_role("button", name="采用王小明填写的").click()

    expect(cell(desk, EXECUTED)).to_have_value("150")
    expect(desk.get_by_role("group", name="请选择保留哪一份")).to_have_count(0)
    expect(desk.locator("[data-save-state]")).not_to_contain_text("未保存")
    assert (typed(filing, EXECUTED), kept(desk)) == ("150", 0)


def test_or_keeps_the_own(desk, filing, colleague):
    fill_in(filing, colleague, {EXECUTED: "150"})
    write(desk, EXECUTED, "100")

    desk.get_by_role("button", name="保留我填写的").click()

    says(desk, "已保存 ")
    assert typed(filing, EXECUTED) == "100"


def test_what_a_colleague_wrote_elsewhere_appears_with_the_name(desk, filing, colleague):
    fill_in(filing, colleague, {OWN_EXECUTED: "150"})

    write(desk, EXECUTED, "100")

    expect(cell(desk, OWN_EXECUTED)).to_have_value("150")
    expect(box(desk, OWN_EXECUTED)).to_contain_text("王小明已于")

    write(desk, OWN_EXECUTED, "151")

    says(desk, "已保存 ")
    expect(box(desk, OWN_EXECUTED)).not_to_contain_text("王小明")


def test_two_windows_of_one_person_follow_each_other(desk, window, live_server, filing):
    other = window.new_page()
    opens(other, live_server, filing)
    write(desk, EXECUTED, "100")
    says(desk, "已保存 ")

    write(other, OWN_EXECUTED, "60")

    expect(cell(other, EXECUTED)).to_have_value("100")
    assert typed(filing, OWN_EXECUTED) == "60"
