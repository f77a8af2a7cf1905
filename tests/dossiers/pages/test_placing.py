"""引用表中数字 on the report page: offered with their figures, seen by name, printed as in the table."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.dossiers.pages.posting import autosave, text, typed, url
from tests.dossiers.pages.typing import box, cell, opens, says
from tests.factories import fill_in
from tests.web.axe import assert_accessible

pytestmark = [pytest.mark.django_db(transaction=True)]
REPORT, EXECUTED = "report/s1", "funds/total/executed"
NAME = "“年度资金总额”的全年执行数"
SHOWN = f"支出⟦{NAME}⟧万元。"


def test_cells_are_offered_with_their_figures(filer, filled):
    page = filer.get(url("report", filled))

    (offered,) = [
        one for group in page.context["to_place"] for one in group["figures"] if one["name"] == NAME
    ]
    assert (offered["token"], offered["figure"]) == (f"⟦{NAME}⟧", typed(filled, EXECUTED))


def test_a_filing_without_cells_to_place_offers_none(filer, filled, monkeypatch):
    monkeypatch.setattr("evaluations.dossiers.views.report.placeable", lambda form, snapshot: {})

    assert "引用表中数字" not in text(filer.get(url("report", filled)))


def test_names_stand_in_the_box_and_the_print_below(filer, filled, person):
    fill_in(filled, person, {REPORT: SHOWN})

    page = text(filer.get(url("report", filled)))

    assert f">\n{SHOWN}</textarea>" in page
    assert f"打印为：支出{typed(filled, EXECUTED)}万元。" in page


def test_an_autosave_tells_what_the_text_prints(filer, filled):
    told = autosave(filer, filled, {REPORT: SHOWN}, section="report", seen=typed(filled, REPORT)).json()

    assert f"打印为：支出{typed(filled, EXECUTED)}万元。" in told["told"][REPORT]
    assert told["trouble"] == {}


def test_what_others_wrote_is_told_by_name(filer, filled, person):
    fill_in(filled, person, {REPORT: SHOWN})

    told = autosave(filer, filled, {}, section="report", revision="0").json()

    assert told["texts"][REPORT]["text"] == SHOWN


def test_a_reviewer_reads_what_is_printed(head, filled, person):
    fill_in(filled, person, {REPORT: SHOWN})

    page = text(head.get(url("report", filled)))

    assert f"支出{typed(filled, EXECUTED)}万元。" in page
    assert "⟦" not in page


def test_a_press_writes_where_the_caret_stands(page, sign_in, live_server, filled, person):
    sign_in(person)
    opens(page, live_server, filled, "report")
    cell(page, REPORT).fill("支出万元。")
    cell(page, REPORT).evaluate("box => box.setSelectionRange(2, 2)")
    page.get_by_text("引用表中数字", exact=True).click()
    page.get_by_role("button", name=NAME).click()

    expect(cell(page, REPORT)).to_have_value(SHOWN)
    expect(cell(page, REPORT)).to_be_focused()
    cell(page, REPORT).blur()
    says(page, "已保存 ")
    expect(box(page, REPORT)).to_contain_text(f"打印为：支出{typed(filled, EXECUTED)}万元。")
    assert_accessible(page)


def test_without_a_caret_it_goes_to_the_first_text(page, sign_in, live_server, filing, person):
    sign_in(person)
    opens(page, live_server, filing, "report")
    page.get_by_text("引用表中数字", exact=True).click()
    page.get_by_role("button", name=NAME).click()

    expect(cell(page, REPORT)).to_have_value(f"⟦{NAME}⟧")


def test_words_about_which_something_is_said_are_those_in_the_box(filer, filled, person):
    wrong = "费用200万元，报销100万元，报销比例51%。"
    fill_in(filled, person, {REPORT: f"{SHOWN}{wrong}"})

    page = text(filer.get(url("report", filled)))

    assert f'data-from="{len(SHOWN)}"' in page
    assert f'data-to="{len(SHOWN) + len(wrong)}"' in page


class TestAFigureThatMoved:
    @pytest.fixture
    def moved(self, filled, person):
        fill_in(filled, person, {REPORT: SHOWN})
        fill_in(filled, person, {EXECUTED: "650.00"})
        return filled

    def test_is_told_below_the_text_with_what_it_was(self, filer, moved):
        page = text(filer.get(url("report", moved)))

        assert "变为650.00。请核对前后文是否仍然合适。" in page
        assert 'value="reread:report/s1"' in page

    def test_is_told_in_the_list_too(self, filer, moved):
        assert 'value="reread:report/s1"' in text(filer.get(url("check", moved)))

    def test_is_told_no_more_when_it_was_read(self, filer, moved):
        answer = filer.post(url("report", moved), {"then": "reread:report/s1"}, follow=True)

        assert "已读过，文字不变。" in text(answer)
        assert "reread:" not in text(answer)

    def test_no_other_text_is_taken_for_read(self, filer, moved):
        filer.post(url("report", moved), {"then": "reread:report/nowhere"})

        assert "reread:report/s1" in text(filer.get(url("report", moved)))

    def test_a_reviewer_is_told_and_reads_for_nobody(self, head, moved):
        page = text(head.get(url("report", moved)))

        assert "reread:" not in page
