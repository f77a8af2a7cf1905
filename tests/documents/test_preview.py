from __future__ import annotations

from documents.html import report_html, sheet_html
from documents.preview import paper_context, table_context
from tests.golden.yuancheng import catalogue_form, yuancheng


def test_page_draws_the_same_cells_as_the_paper():
    sheet = table_context(*yuancheng())["sheet"]

    html = sheet_html(sheet)

    assert html.count("data-ref=") == sum(cell.ref is not None for cell in sheet.cells)
    assert html.count("paper-cell") == len(sheet.cells)


def test_typed_markup_is_shown_as_it_was_typed():
    form, snapshot = yuancheng(report__s1="<script>1</script>", indicators__r1__note="<b>x</b>")

    html = report_html(paper_context(form, snapshot)["blocks"]) + sheet_html(
        table_context(form, snapshot)["sheet"]
    )

    assert "&lt;script&gt;1&lt;/script&gt;" in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<script" not in html


def test_page_carries_no_style_of_its_own():
    assert "style=" not in sheet_html(table_context(*yuancheng())["sheet"])


def test_form_without_report_shows_no_blocks():
    assert paper_context(catalogue_form("national-project-2020"), yuancheng()[1])["blocks"] == ()
