"""The preview of the report marks what its page marks, and leaves the paper as it prints."""

from __future__ import annotations

import pytest

from tests.dossiers.pages.posting import text, url
from tests.dossiers.pages.test_prose import MARKED, REPORT, ROUNDED, WRONG
from tests.factories import fill_in, make_evaluation, make_project, small_form

AGREES = "年度资金总额全年预算数200万元，全年执行数200万元。"
LEGEND = "报告中的标记只在本页显示，不打印。"


def paragraphs(filer, filing):
    """The page, and its first paragraph of the report."""
    page = text(filer.get(url("preview", filing)))
    return page, page.partition('<p class="report-text"')[2].partition("</p>")[0]


def test_what_does_not_come_out_is_underlined_where_it_stands(filer, filled, person):
    fill_in(filled, person, {REPORT: f"　　第一段。\n　　{WRONG}"})

    page, _ = paragraphs(filer, filled)

    assert f"报销比例{MARKED}。</span></p>" in page
    assert '，报销<span class="compared">100万元</span>' in page
    assert LEGEND in page


def test_figures_as_in_the_table_are_marked(filer, filled, person):
    fill_in(filled, person, {REPORT: AGREES})

    page, first = paragraphs(filer, filled)

    assert first.count('<span class="agrees">200万元</span>') == 2
    assert "绿色下划线" in page
    assert "红色波浪线" not in page


def test_what_was_typed_is_no_markup(filer, filled, person):
    fill_in(filled, person, {REPORT: WRONG})

    page, first = paragraphs(filer, filled)

    assert "&lt;b&gt;费用" in first
    assert "<b>费用" not in page


@pytest.mark.parametrize("words", ["本项目按计划完成。", ROUNDED])
def test_hints_and_plain_words_are_left_as_they_are(filer, filled, person, words):
    fill_in(filled, person, {REPORT: words})

    page, first = paragraphs(filer, filled)

    assert words in first
    assert LEGEND not in page


def test_form_without_a_report_has_nothing_to_mark(filer, unit):
    filing = make_evaluation(unit, project=make_project(unit), form=small_form(code="bare", report=None))

    page, first = paragraphs(filer, filing)

    assert (first, LEGEND in page) == ("", False)
