"""The tables behave as in Excel: keys, undo, paste with a preview, fill down."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import Membership
from tests.dossiers.pages.posting import typed
from tests.dossiers.pages.typing import (
    ADJUSTED,
    EXECUTED,
    OWN_ADJUSTED,
    OWN_EXECUTED,
    RATE,
    SCORE,
    cell,
    opens,
    paste,
    says,
    write,
)
from tests.factories import fill_in, make_evaluation, make_unit, make_user
from tests.web.axe import assert_accessible

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("window", ["desk"], indirect=True),
]
NOTE = "indicators/{}/note"


@pytest.fixture
def filing(transactional_db):
    return make_evaluation(make_unit())


@pytest.fixture
def filer(filing):
    return make_user(filing.unit, Membership.Role.FILER)


@pytest.fixture
def table(page, sign_in, live_server, filing, filer):
    """The filer in the first cell of 项目资金."""
    sign_in(filer)
    opens(page, live_server, filing)
    cell(page, ADJUSTED).focus()
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize(
    ("keys", "ref"),
    [
        (["ArrowDown"], OWN_ADJUSTED),
        (["Enter"], OWN_ADJUSTED),
        (["Enter", "Shift+Enter"], ADJUSTED),
        (["ArrowDown", "ArrowUp"], ADJUSTED),
        (["ArrowRight"], EXECUTED),
        (["ArrowRight", "ArrowLeft"], ADJUSTED),
        (["Tab", "Tab"], RATE),
        (["Tab", "Shift+Tab"], ADJUSTED),
        (["Tab", "Tab", "Tab", "Tab"], OWN_ADJUSTED),
        (["ArrowUp"], ADJUSTED),
    ],
)
def test_a_key_leads_to_the_cell_that_excel_would(table, keys, ref):
    press(table, *keys)

    expect(cell(table, ref)).to_be_focused()


def test_inside_a_text_left_and_right_move_the_caret(table):
    press(table, "1", "2", "ArrowLeft")
    expect(cell(table, ADJUSTED)).to_be_focused()

    press(table, "End", "ArrowRight")

    expect(cell(table, EXECUTED)).to_be_focused()


def test_the_fund_table_is_filled_in_by_keyboard_alone(table, filing):
    for text in ("200", "150", "", "", "200", "150"):
        table.keyboard.type(text)
        press(table, "Tab")
    press(table, "ArrowUp")
    expect(cell(table, RATE)).to_be_focused()
    expect(cell(table, RATE).locator("xpath=..").get_by_role("button")).to_be_visible()
    press(table, "Alt+=")
    expect(cell(table, RATE)).to_have_value("75.0%")

    press(table, "Tab", "Alt+=")

    expect(cell(table, SCORE)).to_have_value("7.5")
    assert typed(filing, OWN_EXECUTED) == "150"


class TestUndo:
    @pytest.fixture
    def typed_over(self, page, sign_in, live_server, filing, filer):
        """100 was saved, then 200 typed over it; the caret stands in the cell."""
        fill_in(filing, filer, {ADJUSTED: "100"})
        sign_in(filer)
        opens(page, live_server, filing)
        cell(page, ADJUSTED).focus()
        cell(page, ADJUSTED).fill("200")
        return page

    @pytest.mark.parametrize("key", ["Escape", "Control+z"])
    def test_a_cell_goes_back_to_what_it_was_when_entered(self, typed_over, key):
        press(typed_over, key)

        expect(cell(typed_over, ADJUSTED)).to_have_value("100")

    def test_and_after_it_was_left_to_what_it_was_before(self, typed_over, filing):
        press(typed_over, "Enter")
        says(typed_over, "已保存 ")
        press(typed_over, "ArrowUp", "Control+z", "Enter")

        expect(cell(typed_over, ADJUSTED)).to_have_value("100")
        typed_over.get_by_role("button", name="保存", exact=True).click()
        says(typed_over, "已保存 ")
        assert typed(filing, ADJUSTED) == "100"

    def test_a_text_of_several_lines_is_not_thrown_away_by_one_key(self, typed_over, live_server, filing):
        opens(typed_over, live_server, filing, "goals")
        actual = cell(typed_over, "goals/1/actual")
        actual.fill("全部完成。")

        actual.press("Escape")

        expect(actual).to_have_value("全部完成。")


class TestPaste:
    BLOCK = "1,155.50\t701.23\t\t\t多余\r\n2000万\t0\r\n"

    def test_a_block_is_previewed_and_nothing_written(self, table, filing):
        paste(table, self.BLOCK)

        dialog = table.get_by_role("dialog", name="粘贴预览")
        expect(dialog).to_contain_text("将修改3格")
        expect(dialog).to_contain_text("「2000万」不能识别为数字")
        expect(cell(table, ADJUSTED)).to_have_value("")
        assert_accessible(table)
        assert typed(filing, ADJUSTED) == ""

    def test_what_is_confirmed_is_written_and_saved(self, table, filing):
        paste(table, self.BLOCK)
        table.get_by_role("button", name="写入3格").click()

        says(table, "已保存 ")
        expect(cell(table, ADJUSTED)).to_be_focused()
        assert (typed(filing, ADJUSTED), typed(filing, OWN_EXECUTED)) == ("1,155.50", "0")
        assert typed(filing, OWN_ADJUSTED) == ""

    @pytest.mark.parametrize("leave", ["Escape", "button"])
    def test_what_is_not_confirmed_is_not(self, table, leave):
        paste(table, self.BLOCK)
        if leave == "button":
            table.get_by_role("button", name="不写入").click()
        else:
            expect(table.get_by_role("dialog")).to_be_visible()
            press(table, leave)

        expect(table.get_by_role("dialog")).to_have_count(0)
        expect(cell(table, ADJUSTED)).to_have_value("")

    def test_all_of_it_is_taken_back_at_once(self, table, filing):
        paste(table, self.BLOCK)
        table.get_by_role("button", name="写入3格").click()
        says(table, "已保存 ")

        press(table, "Control+z")

        expect(cell(table, ADJUSTED)).to_have_value("")
        expect(cell(table, OWN_EXECUTED)).to_have_value("")

    def test_a_single_text_is_pasted_as_ever(self, table):
        paste(table, "701.23\r\n")

        expect(cell(table, ADJUSTED)).to_have_value("701.23")
        expect(table.get_by_role("dialog")).to_have_count(0)

    def test_too_large_a_block_is_refused_in_words(self, table):
        paste(table, "1\n" * 1001)

        expect(table.get_by_role("dialog", name="不能粘贴")).to_contain_text("一次最多粘贴1000格")
        assert_accessible(table)

    def test_without_connection_nothing_is_pasted_and_it_is_said(self, table, window):
        table.route("**/paste/", lambda route: route.abort())
        paste(table, self.BLOCK)

        expect(table.get_by_role("dialog")).to_contain_text("没有写入")


class TestFillDown:
    @pytest.fixture
    def rows(self, page, sign_in, live_server, filing, filer):
        """绩效指标, with a note in the first row."""
        sign_in(filer)
        opens(page, live_server, filing, "indicators")
        write(page, NOTE.format("r1"), "平台尚未建成。")
        return page

    def test_the_key_takes_what_stands_above(self, rows, filing):
        cell(rows, NOTE.format("r2")).press("Control+d")

        expect(cell(rows, NOTE.format("r2"))).to_have_value("平台尚未建成。")

    def test_the_button_fills_the_empty_cells_below(self, rows, filing):
        cell(rows, NOTE.format("r1")).focus()
        rows.get_by_role("button", name="向下填充").click()

        says(rows, "已保存 ")
        expect(cell(rows, NOTE.format("r2"))).to_have_value("平台尚未建成。")
        assert typed(filing, NOTE.format("r2")) == "平台尚未建成。"

    @pytest.mark.parametrize("way", ["key", "button"])
    def test_it_is_taken_back(self, rows, way):
        if way == "key":
            cell(rows, NOTE.format("r2")).press("Control+d")
        else:
            cell(rows, NOTE.format("r1")).focus()
            rows.get_by_role("button", name="向下填充").click()

        press(rows, "Control+z")

        expect(cell(rows, NOTE.format("r1"))).to_have_value("平台尚未建成。")
        expect(cell(rows, NOTE.format("r2"))).to_have_value("")

    def test_what_stands_below_stays(self, rows):
        write(rows, NOTE.format("r2"), "已整改。")
        cell(rows, NOTE.format("r1")).focus()

        rows.get_by_role("button", name="向下填充").click()

        expect(cell(rows, NOTE.format("r2"))).to_have_value("已整改。")
