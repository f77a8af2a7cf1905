"""A form of any shape prints whole: PDF and workbook have the cells of its Sheet, with what was typed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from core.filing import canonical
from core.paper.report import report
from core.paper.sheet import grid_faults
from core.paper.table import table
from documents import services
from documents.report_pdf import report_pdf
from documents.report_xlsx import report_xlsx
from documents.table_pdf import table_pdf
from documents.table_xlsx import table_xlsx
from tests.documents.printed import make_stamp, paper
from tests.documents.reading import ReadCell, pdf_text, read_pdf, read_xlsx, squeezed
from tests.documents.sheets import IMPRINT
from tests.shapes import SHAPES, TABLES, TEXT

each_table = pytest.mark.parametrize("name", TABLES)


def sheet_of(name):
    shape = TABLES[name]
    return table(shape.form, shape.snapshot())


def cells_of(sheet) -> list[ReadCell]:
    return sorted(ReadCell(c.row, c.column, c.rowspan, c.colspan, squeezed(c.text)) for c in sheet.cells)


@each_table
def test_the_grid_has_what_was_typed_and_nothing_that_is_not_asked(name):
    sheet, shape = sheet_of(name), TABLES[name]

    texts = {squeezed(cell.text) for cell in sheet.cells}
    assert grid_faults(sheet) == []
    assert set(shape.shows) - texts == set()
    assert set(shape.lacks) & texts == set()


@each_table
@pytest.mark.once
def test_the_pdf_has_every_cell(name):
    sheet = sheet_of(name)

    assert read_pdf(table_pdf(sheet, IMPRINT)) == cells_of(sheet)


@each_table
def test_the_workbook_has_every_cell(name):
    sheet = sheet_of(name)

    assert read_xlsx(table_xlsx(sheet, (), IMPRINT)) == cells_of(sheet)


def test_a_report_without_a_table_is_printed():
    shape = SHAPES["a report and no table"]

    assert TEXT in pdf_text(report_pdf(report(shape.form, shape.snapshot()), IMPRINT))


def test_a_report_without_a_table_has_a_workbook_of_its_own():
    shape = SHAPES["a report and no table"]

    book = openpyxl.load_workbook(BytesIO(report_xlsx(report(shape.form, shape.snapshot()), IMPRINT)))

    assert book.sheetnames == ["自评报告"]
    assert TEXT in [row[0].value for row in book.active.iter_rows()]


@pytest.mark.django_db
def test_a_form_without_a_table_is_printed_as_its_report_in_both_formats():
    shape = SHAPES["a report and no table"]
    frozen = replace(shape.snapshot(), form_sha256=canonical.sha256(canonical.form_to_json(shape.form)))

    asked = services.papers_of(make_stamp(shape.form, frozen))

    assert asked == (("report", "pdf"), ("report", "xlsx"))
    assert paper(shape.form, frozen, "report", "xlsx")
