from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from core.paper.heights import estimated
from core.paper.sheet import PrintedLine, Sheet, SheetCell
from core.paper.table import table
from documents import table_pdf as module
from documents.printing import lay_out, pdf_bytes
from documents.table_pdf import Numbering, list_document, table_pdf
from tests.documents.many import with_rows
from tests.documents.reading import ReadCell, pages_of, pdf_text, read_pdf, squeezed
from tests.documents.sheets import IMPRINT
from tests.golden.yuancheng import yuancheng

pytestmark = pytest.mark.once


def cells_of(sheet) -> list[ReadCell]:
    return sorted(ReadCell(c.row, c.column, c.rowspan, c.colspan, squeezed(c.text)) for c in sheet.cells)


@pytest.mark.parametrize(("count", "pages"), [(26, 1), (31, 2), (60, 2)])
def test_long_table_loses_nothing_at_the_end_of_a_page(count, pages):
    sheet = table(*with_rows(count))

    content = table_pdf(sheet, IMPRINT)

    assert read_pages(content) == pages
    assert read_pdf(content) == cells_of(sheet)


@pytest.fixture
def layouts(monkeypatch) -> list[str]:
    """Every HTML that is laid out."""
    seen: list[str] = []
    monkeypatch.setattr(
        module, "lay_out", lambda html, *style, **rules: seen.append(html) or lay_out(html, *style, **rules)
    )
    return seen


def misjudged(monkeypatch, factor: float) -> None:
    """Let every row be expected `factor` times as high as it seems."""

    def wrong(sheet, *, attachment):
        heights = estimated(sheet, attachment=attachment)
        return replace(heights, rows=tuple(factor * height for height in heights.rows))

    monkeypatch.setattr(module, "estimated", wrong)


@pytest.mark.parametrize(
    "filing",
    [
        yuancheng(),
        yuancheng(indicators__r1__note="资金拨付较晚，" * 40),
        with_rows(20),
        with_rows(31),
        with_rows(60),
        with_rows(8, note="资金拨付较晚。" * 400),
    ],
    ids=["set closer", "wide", "one page", "label goes on", "two pages", "row higher than a page"],
)
def test_a_table_is_laid_out_once(layouts, filing):
    table_pdf(table(*filing), IMPRINT)

    assert len(layouts) == 1


@pytest.mark.parametrize("factor", [0.5, 2])
@pytest.mark.parametrize("filing", [yuancheng(), with_rows(60)], ids=["one page", "two pages"])
def test_a_wrong_estimate_is_not_to_be_seen(monkeypatch, layouts, filing, factor):
    sheet = table(*filing)
    expected = table_pdf(sheet, IMPRINT)

    misjudged(monkeypatch, factor)

    assert table_pdf(sheet, IMPRINT) == expected
    assert len(layouts) > 2


def test_a_senseless_estimate_costs_paper_but_no_cell(monkeypatch):
    sheet = table(*yuancheng())
    misjudged(monkeypatch, 30)

    assert read_pdf(table_pdf(sheet, IMPRINT)) == cells_of(sheet)


def test_a_table_that_falls_otherwise_than_planned_is_printed_all_the_same(monkeypatch):
    """A wrong estimate is put right at the second try; here there is one."""
    misjudged(monkeypatch, 0.5)
    monkeypatch.setattr(module, "TRIES", 1)

    text = squeezed(pdf_text(table_pdf(table(*with_rows(31)), IMPRINT)))

    assert [number for number in range(1, 32) if f"第{number}项指标的名称" not in text] == []


def read_pages(content: bytes) -> int:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def test_every_page_begins_with_the_heads_and_labels_that_go_on():
    _, second = pages_of(table_pdf(table(*with_rows(60)), IMPRINT))

    assert [cell.text for cell in second if cell.row == 0][:3] == ["绩效指标（续）", "一级指标", "二级指标"]
    assert {cell.text for cell in second if cell.row == 1} >= {"产出指标(50分)（续）"}


def test_label_higher_than_its_rows_makes_the_page_shorter_not_wrong():
    sheet = table(*with_rows(47))

    assert read_pdf(table_pdf(sheet, IMPRINT)) == cells_of(sheet)


def test_row_higher_than_a_page_flows_on():
    note = "".join(f"第{number}句。" for number in range(500))

    content = table_pdf(table(*with_rows(8, note=note)), IMPRINT)

    assert pdf_text(content).count("句") == 500
    assert read_pages(content) >= 3


def test_table_a_little_too_long_is_set_closer_on_one_page():
    assert read_pages(table_pdf(table(*yuancheng()), IMPRINT)) == 1


def test_every_page_names_stamp_number_and_code():
    content = table_pdf(table(*with_rows(60)), IMPRINT)

    with pdfplumber.open(BytesIO(content)) as pdf:
        feet = [squeezed(page.crop((0, 790, page.width, page.height)).extract_text()) for page in pdf.pages]
    assert feet == [f"{squeezed(IMPRINT.footer)}第{number}页共2页" for number in (1, 2)]


def test_wide_table_lies_on_its_side():
    content = table_pdf(table(*yuancheng(indicators__r1__note="资金拨付较晚，" * 40)), IMPRINT)

    with pdfplumber.open(BytesIO(content)) as pdf:
        assert pdf.pages[0].width > pdf.pages[0].height


def test_a_list_is_laid_out_once_with_its_head_on_every_page(layouts):
    heads = [SheetCell(0, column, text, "head") for column, text in enumerate(("序号", "项目名称"))]
    rows = [SheetCell(row, column, str(row), "text") for row in range(1, 121) for column in range(2)]
    sheet = Sheet(("清单",), "", (20, 245), 121, (*heads, *rows), orientation="landscape")

    document = list_document(sheet, IMPRINT, Numbering(of="清单　"))

    with pdfplumber.open(BytesIO(pdf_bytes(document, IMPRINT))) as pdf:
        texts = [squeezed(page.extract_text()) for page in pdf.pages]
    assert len(layouts) == 1
    assert len(texts) > 2
    assert all("序号项目名称" in text for text in texts)
    assert "119" in texts[-1]
    assert "清单第1页" in texts[0]


def test_notes_stand_one_below_the_other_and_signatures_beside_each_other():
    notes = [PrintedLine("复核结果", "自评94分", "note"), PrintedLine("抽取", "随机抽取", "note")]
    beside = [PrintedLine("完成", "陈绩效"), PrintedLine("签字", place="signature")]
    sheet = replace(table(*yuancheng()), foot=(*beside, *notes))

    with pdfplumber.open(BytesIO(table_pdf(sheet, IMPRINT))) as pdf:
        lines = [squeezed(line["text"]) for line in pdf.pages[-1].extract_text_lines()]

    start = lines.index("复核结果：自评94分")
    assert lines[start + 1 : start + 3] == ["抽取：随机抽取", "完成：陈绩效签字："]
