"""附：计算过程 behind every table where the form says so, else for who asks: PDF, workbook, preview."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pdfplumber
import pytest

from core.filing import canonical
from core.filing.form import FormDefinition
from core.paper.report import report
from core.paper.table import table
from core.paper.workings import workings
from documents import services
from documents.bundle import bundle_pdf
from documents.html import report_html
from documents.preview import paper_context
from documents.table_pdf import table_pdf
from tests.documents.printed import make_stamp, paper
from tests.documents.reading import pdf_text, squeezed
from tests.documents.sheets import IMPRINT
from tests.golden.yuancheng import yuancheng

TITLE = "医疗救助补助资金绩效自评计算过程"


def appended() -> tuple[FormDefinition, Any]:
    """The 源城 filing on a form that has 计算过程 appended to every table."""
    left_to_who_prints, snapshot = yuancheng()
    policy = left_to_who_prints.paper.model_copy(update={"workings": True})
    form = left_to_who_prints.model_copy(update={"paper": policy})
    return form, replace(snapshot, form_sha256=canonical.sha256(canonical.form_to_json(form)))


def pages(content: bytes) -> list[tuple[bool, str]]:
    """Of every page whether it stands upright, and its text without white space."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        return [(page.height > page.width, squeezed(page.extract_text())) for page in pdf.pages]


@pytest.mark.once
def test_workings_follow_the_table_on_pages_of_their_own():
    form, snapshot = yuancheng()

    before, *behind = pages(table_pdf(table(form, snapshot), IMPRINT, workings=workings(form, snapshot)))

    assert TITLE not in before[1]
    assert behind[0][1].startswith(TITLE + "一、预算执行率执行率：701.23÷1155.50=60.7%。")
    assert all(squeezed(block.text) in "".join(text for _, text in behind) for block in texts(form, snapshot))


def texts(form: FormDefinition, snapshot: Any) -> list[Any]:
    return [block for block in workings(form, snapshot) if block.kind == "heading"]


@pytest.mark.once
def test_pages_are_numbered_to_the_end_of_the_workings():
    form, snapshot = yuancheng()

    found = pages(table_pdf(table(form, snapshot), IMPRINT, workings=workings(form, snapshot)))

    ends = [f"第{number}页共{len(found)}页" for number in range(1, len(found) + 1)]
    assert [text.endswith(end) for (_, text), end in zip(found, ends, strict=True)] == [True] * len(found)
    assert all(squeezed(IMPRINT.footer) in text for _, text in found)


@pytest.mark.once
def test_workings_stand_upright_behind_a_table_on_its_side():
    form, snapshot = yuancheng(indicators__r1__note="资金拨付较晚，" * 40)

    found = pages(table_pdf(table(form, snapshot), IMPRINT, workings=workings(form, snapshot)))

    assert [upright for upright, text in found if TITLE in text] == [True]
    assert not found[0][0]


@pytest.mark.once
def test_a_bundle_goes_on_counting_over_the_workings():
    form, snapshot = yuancheng()
    blocks, sheet = report(form, snapshot), table(form, snapshot)

    found = pages(bundle_pdf(blocks, sheet, IMPRINT, workings=workings(form, snapshot)))

    assert f"—{len(found) - 1}—" in found[-1][1]
    assert any(TITLE in text for _, text in found)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["table", "bundle"])
def test_a_form_may_have_them_appended_to_every_table(kind):
    assert TITLE in pdf_text(paper(*appended(), kind))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["table", "bundle"])
def test_a_form_that_leaves_it_to_who_prints_appends_none(kind):
    assert TITLE not in pdf_text(paper(*yuancheng(), kind))


@pytest.mark.django_db
def test_who_asks_gets_table_and_workings():
    content = pdf_text(paper(*yuancheng(), "workings"))

    assert "项目支出绩效自评表" in content
    assert TITLE in content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "kind", "sheets"),
    [
        (yuancheng, "table", ["自评表", "自评报告"]),
        (yuancheng, "workings", ["自评表", "计算过程"]),
        (appended, "table", ["自评表", "自评报告", "计算过程"]),
    ],
)
def test_a_workbook_has_them_on_a_worksheet_of_their_own(form, kind, sheets):
    book = openpyxl.load_workbook(BytesIO(paper(*form(), kind, "xlsx")))

    assert book.sheetnames == sheets


@pytest.mark.django_db
def test_the_worksheet_says_every_row():
    book = openpyxl.load_workbook(BytesIO(paper(*yuancheng(), "workings", "xlsx")))

    lines = [row[0].value for row in book["计算过程"].iter_rows() if row[0].value]
    assert lines[:3] == [TITLE, "一、预算执行率", "执行率：701.23 ÷ 1155.50 = 60.7%。"]
    assert lines[-1].startswith("自评等级：")


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "count"), [(yuancheng, 2), (appended, 0)])
def test_they_can_be_asked_for_where_the_table_does_not_carry_them_anyway(form, count):
    kinds = [kind for kind, _ in services.papers_with_workings(make_stamp(*form()))]

    assert kinds.count("workings") == count


def test_the_preview_shows_them_where_every_table_carries_them():
    assert TITLE in report_html(paper_context(*appended())["workings"])
    assert paper_context(*yuancheng())["workings"] == ()
