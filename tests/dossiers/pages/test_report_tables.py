"""Simple tables in the texts of the report: pasted, drawn below the text, refused where they cannot print."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.filing.tables import MOST_COLUMNS
from evaluations.dossiers.models import Evaluation
from tests.dossiers.pages.posting import autosave, post_cells, text, typed, url
from tests.dossiers.pages.typing import box, cell, opens, says
from tests.factories import fill_in
from tests.web.axe import assert_accessible

pytestmark = [pytest.mark.django_db(transaction=True)]
REPORT = "report/s1"
FUNDS = "如下。\n【表】经费构成\n来源 | 预算数\n县级 | 71.73\n其他 | 10.00\n合计 | 82.73\n以上。"
PASTED = '来源\t预算数\r\n县|级\t71.73\r\n"其\n他"\t"说""明"""\r\n'
WRITTEN = '【表】\n来源 | 预算数\n县／级 | 71.73\n其 他 | 说"明"\n'
PASTE = """(box, block) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', block);
  box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def with_table(filled, person) -> Evaluation:
    fill_in(filled, person, {REPORT: FUNDS})
    return Evaluation.objects.get(pk=filled.pk)


def test_a_table_is_drawn_below_its_text_with_what_does_not_add_up(filer, with_table):
    page = text(filer.get(url("report", with_table)))

    assert '<span class="paper-words">71.73</span>' in page
    assert "各行相加为81.73，合计写的是" in page


def test_an_autosave_draws_it_anew(filer, filled):
    told = autosave(filer, filled, {REPORT: FUNDS}, section="report", seen=typed(filled, REPORT)).json()

    assert '<p class="paper-title">经费构成</p>' in told["said"][REPORT]


def test_a_reader_sees_it_drawn_and_not_as_it_was_typed(head, with_table):
    page = text(head.get(url("report", with_table)))

    assert "【表】经费构成（见下）" in page
    assert '<span class="paper-words">71.73</span>' in page
    assert "县级 | 71.73" not in page


def test_the_preview_has_it_between_its_paragraphs(filer, with_table):
    page = text(filer.get(url("preview", with_table)))

    assert page.index("如下。") < page.index("经费构成</p>") < page.index(">71.73<") < page.index("以上。")


def test_a_table_that_cannot_print_is_refused_with_what_was_typed(filer, filled):
    wide = f"【表】经费\n{'|'.join('甲' * (MOST_COLUMNS + 1))}\n1|2"

    answer = post_cells(filer, filled, {REPORT: wide})

    assert answer.status_code == 422
    assert f"表格“经费”有{MOST_COLUMNS + 1}栏，最多{MOST_COLUMNS}栏" in text(answer)
    assert wide in text(answer)


def test_cells_of_a_workbook_are_pasted_as_a_table(page, sign_in, live_server, filled, person):
    fill_in(filled, person, {REPORT: ""})
    sign_in(person)
    opens(page, live_server, filled, "report")
    cell(page, REPORT).fill("")
    cell(page, REPORT).evaluate(PASTE, PASTED)
    expect(cell(page, REPORT)).to_have_value(WRITTEN)
    cell(page, REPORT).evaluate(PASTE, "再一行\t5")
    expect(cell(page, REPORT)).to_have_value(f"{WRITTEN}再一行 | 5\n")
    cell(page, REPORT).blur()
    says(page, "已保存 ")
    expect(box(page, REPORT).locator("xpath=..").get_by_role("cell", name="再一行")).to_be_visible()
    assert_accessible(page)
