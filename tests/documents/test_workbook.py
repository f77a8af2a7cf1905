from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from core.paper.report import report
from core.paper.sheet import PrintedLine
from core.paper.table import table
from documents.table_xlsx import table_xlsx
from documents.workbook import HIGHEST, row_height
from tests.documents.sheets import IMPRINT
from tests.golden.yuancheng import REPORT, yuancheng


def book_of(**typed: str | None) -> Any:
    form, snapshot = yuancheng(**typed)
    return openpyxl.load_workbook(BytesIO(table_xlsx(table(form, snapshot), report(form, snapshot), IMPRINT)))


@pytest.fixture(scope="module")
def book() -> Any:
    return book_of()


def cell_showing(page: Any, number: str) -> Any:
    cells = [
        cell for row in page.iter_rows() for cell in row if cell.data_type == "n" and cell.value is not None
    ]
    return next(cell for cell in cells if Decimal(str(cell.value)) == Decimal(number))


@pytest.mark.parametrize(
    ("number", "layout"), [("1155.5", "0.0"), ("228.5", "0.00"), ("0.607", "0.0%"), ("94", "0")]
)
def test_numbers_are_numbers_shown_as_they_were_typed(book, number, layout):
    assert cell_showing(book.worksheets[0], number).number_format == layout


def test_grouped_amount_keeps_its_commas():
    book = book_of(funds__total__adjusted="1,155.50")

    assert cell_showing(book.worksheets[0], "1155.5").number_format == "#,##0.00"


def test_number_that_no_format_shows_stays_text():
    page = book_of(funds__total__adjusted="１１５５.5").worksheets[0]

    assert "１１５５.5" in {cell.value for row in page.iter_rows() for cell in row}


def test_report_stands_section_by_section(book):
    page = book["自评报告"]

    lines = [row[0].value for row in page.iter_rows() if row[0].value]
    assert lines[:3] == ["源城区2022年财政支出", "绩效自评报告", "项目名称：医疗救助补助资金"]
    assert lines[lines.index("（一）发现问题") + 1 :][:2] == REPORT["s8"].splitlines()


def test_form_without_report_has_one_worksheet():
    sheet = table(*yuancheng())

    assert openpyxl.load_workbook(BytesIO(table_xlsx(sheet, (), IMPRINT))).sheetnames == ["自评表"]


def test_every_worksheet_prints_on_a4_with_the_stamp(book):
    for page in book:
        assert (page.page_setup.paperSize, page.page_setup.fitToHeight) == (9, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.oddFooter.left.text == IMPRINT.footer


def test_signing_lines_stand_over_and_under_the_grid(book):
    texts = [row[0].value for row in book.worksheets[0].iter_rows() if row[0].value]

    assert texts[2] == "填报单位(公章)：市医保局源城分局"
    assert texts[-1].endswith("单位负责人签名：")


def test_notes_under_the_grid_have_rows_of_their_own():
    notes = (PrintedLine("复核结果", "自评94分", "note"), PrintedLine("抽取", "随机抽取", "note"))
    sheet = table(*yuancheng())

    pages = [
        openpyxl.load_workbook(BytesIO(table_xlsx(replace(sheet, foot=foot), (), IMPRINT))).active
        for foot in (notes, (*notes, PrintedLine("签字", place="signature")))
    ]

    lines = [[row[0].value for row in page.iter_rows() if row[0].value][-3:] for page in pages]
    assert lines[0][1:] == ["复核结果：自评94分", "抽取：随机抽取"]
    assert lines[1] == ["复核结果：自评94分", "抽取：随机抽取", "签字："]


def test_a_form_without_lines_around_the_table_has_the_title_alone():
    bare = replace(table(*yuancheng()), head=(), foot=(), year_line="")

    page = openpyxl.load_workbook(BytesIO(table_xlsx(bare, (), IMPRINT))).active
    assert page.max_row == len(bare.title) + bare.row_count


def test_dates_are_those_of_the_stamp(book):
    assert book.properties.created == book.properties.modified == datetime(2022, 4, 6, 1, 2, 3)


def test_very_long_paragraph_takes_several_rows():
    page = book_of(report__s1="说明" * 2400)["自评报告"]

    (area,) = page.merged_cells.ranges
    assert area.max_row > area.min_row


def test_no_row_is_higher_than_a_workbook_allows():
    assert row_height("字" * 5000, 40) == HIGHEST


FUNDS = "如下：\n【表】经费构成\n来源 | 预算数 | 执行率\n县级 | 71.73 | 98.5%\n其他 | 10 | —\n以上。"


def test_a_table_of_the_report_has_cells_of_its_own_between_the_paragraphs():
    page = book_of(report__s1=FUNDS)["自评报告"]

    rows = [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()]
    start = rows.index(["如下："])
    assert rows[start + 1 : start + 6] == [
        ["经费构成"],
        ["来源", "预算数", "执行率"],
        ["县级", 71.73, 0.985],
        ["其他", 10, "—"],
        ["以上。"],
    ]


def test_tables_of_several_widths_share_the_columns_of_the_worksheet():
    page = book_of(report__s1=FUNDS, report__s2="【表】\n甲|乙\n" + "很长的内容" * 8 + "|2")["自评报告"]

    merged = [area for area in page.merged_cells.ranges if area.min_row == area.max_row]
    values = {page.cell(area.min_row, area.min_col).value for area in merged}
    assert {"如下：", "以上。", "经费构成"} <= values
    assert {cell.value for row in page.iter_rows() for cell in row} >= {"来源", "预算数", "甲", "乙", 2}
    columns = [page.column_dimensions[letter].width for letter in "ABCD"]
    assert sum(columns) == pytest.approx(170 * 0.56, abs=0.1)
