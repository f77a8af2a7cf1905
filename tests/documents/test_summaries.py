"""汇总表 as PDF and workbook: printed from what is frozen alone, the same bytes every time, or not at all."""

from __future__ import annotations

from io import BytesIO

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from openpyxl import load_workbook
from pikepdf import Pdf

from core.summary.content import to_text
from core.summary.proof import NotProvedError
from documents import sets, summary_rendering
from documents.models import SetPaper
from documents.names import set_download_name
from documents.services import open_document
from documents.set_rendering import render
from foundation.jobs.exceptions import JobError
from tests.core.summary.making import filing, summary
from tests.documents.printed import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers():
    """PDF and workbook, asked for."""
    frozen = sets.freeze_text(to_text(summary(filing("2021-1"), filing("2021-2"))), label="")
    return sets.request_summary(frozen, asked_by=None)


def fresh(paper):
    return SetPaper.objects.select_related("frozen_set").get(pk=paper.pk)


def test_the_workbook_has_a_worksheet_for_each_table_and_numbers_as_numbers(papers):
    work(papers[1])

    book = load_workbook(BytesIO(open_document(fresh(papers[1]))))
    page = book["自评结果汇总表"]
    first = [cell.value for cell in page[4]]

    assert book.sheetnames[:3] == ["自评结果汇总表", "等级分布表", "部门整体汇总表"]
    assert len(book.sheetnames) == 8
    assert page["A1"].value == "2021年度自评结果汇总表"
    assert (first[6], page.cell(4, 7).number_format) == (200, "0.00")
    assert "版本码：" + papers[1].frozen_set.code in page.oddFooter.left.text


def test_both_are_the_same_bytes_again(papers):
    pdf, book = map(fresh, papers)

    assert render(pdf) == render(pdf)
    assert render(book) == render(book)


def test_the_pdf_names_unit_year_and_day(papers):
    with Pdf.open(BytesIO(render(fresh(papers[0])))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "源城区财政局-2021年度汇总表"
        assert len(pdf.pages) == 8


def test_nothing_is_printed_whose_totals_are_wrong(papers, monkeypatch):
    def contradicts(said):
        raise NotProvedError("「自评结果汇总表」合计（2份）的全年预算数为1，按所列各行应为400。")

    monkeypatch.setattr(summary_rendering, "sheets", contradicts)

    with pytest.raises(JobError, match="按所列各行应为400。没有生成"):
        render(fresh(papers[1]))


def test_pages_that_take_too_long_point_to_the_workbook(papers, monkeypatch):
    def endless(found, foot):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(summary_rendering, "summary_pdf", endless)

    with pytest.raises(JobError, match="自评表有2份，PDF超过60秒没有排完。请下载Excel"):
        render(fresh(papers[0]))
    assert render(fresh(papers[1]))


def test_it_is_called_after_its_unit_and_version_code(papers):
    code = papers[0].frozen_set.code

    assert set_download_name(papers[0], "源城区财政局") == f"源城区财政局-汇总表-{code}.pdf"
