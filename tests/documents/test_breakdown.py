"""分单位明细表 is printed after the official table, in PDF and workbook, from one Sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pdfplumber
import pytest

from core.filing.snapshot import Cell, Child
from core.paper.breakdown import breakdown
from documents.preview import paper_context
from tests.documents.printed import paper
from tests.documents.reading import squeezed
from tests.golden.yuancheng import yuancheng

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # layout; test_golden prints from either database


def consolidated():
    form, snapshot = yuancheng()
    row = snapshot.lines[0].key
    children = tuple(
        Child(f"2021-{number}", unit, sha256="a" * 64, cells={f"indicators/{row}/actual": Cell(actual)})
        for number, (unit, actual) in enumerate((("城东站", "12人"), ("城西站", "30人")))
    )
    return form, replace(snapshot, children=children)


@pytest.mark.parametrize("kind", ["table", "bundle"])
def test_the_pdf_ends_with_it_on_pages_of_its_own(kind):
    with pdfplumber.open(BytesIO(paper(*consolidated(), kind))) as pdf:
        last, before = (squeezed(pdf.pages[place].extract_text()) for place in (-1, -2))

    assert "分单位明细表" in last
    assert "12人+30人=42人" in last
    assert "分单位明细表" not in before


def test_its_pages_are_counted_for_themselves_behind_the_table_alone():
    with pdfplumber.open(BytesIO(paper(*consolidated(), "table"))) as pdf:
        last = squeezed(pdf.pages[-1].extract_text())

    assert "附表第1页共1页" in last


def test_the_workbook_has_it_as_a_sheet_of_its_own():
    book = openpyxl.load_workbook(BytesIO(paper(*consolidated(), "table", "xlsx")))

    assert book.sheetnames[:2] == ["自评表", "分单位明细"]
    assert {"城东站", "城西站", "12人 + 30人 = 42人"} <= {
        cell.value for row in book["分单位明细"].iter_rows() for cell in row
    }


@pytest.mark.parametrize("kind", [("workings", "pdf"), ("workings", "xlsx")])
def test_the_table_with_its_workings_carries_it_too(kind):
    content = paper(*consolidated(), *kind)

    if kind[1] == "xlsx":
        assert "分单位明细" in openpyxl.load_workbook(BytesIO(content)).sheetnames
    else:
        with pdfplumber.open(BytesIO(content)) as pdf:
            assert "分单位明细表" in squeezed(pdf.pages[-1].extract_text())


def test_page_and_paper_are_drawn_from_one_description():
    form, snapshot = consolidated()

    assert paper_context(form, snapshot)["breakdown"] == breakdown(form, snapshot)


def test_what_one_unit_filed_prints_on_the_form_of_a_part():
    form, snapshot = yuancheng()
    identity = replace(snapshot.identity, parent_unit="牵头局", parent_number="2021-001")

    with pdfplumber.open(BytesIO(paper(form, replace(snapshot, identity=identity), "table"))) as pdf:
        text = squeezed(pdf.pages[0].extract_text())

    assert f"（{snapshot.identity.unit_name}实施部分）" in text
    assert "总分" not in text
