"""From a frozen 汇总表 to its bytes: every table on pages, or on a worksheet, of its own."""

from __future__ import annotations

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from openpyxl import Workbook
from weasyprint import Document

from core.paper.sheet import Sheet
from core.summary.content import Summary, from_text
from core.summary.proof import NotProvedError
from core.summary.sheets import sheets
from documents.imprint import Imprint
from documents.models import RenderedDocument, SetPaper
from documents.printing import pdf_bytes
from documents.table_pdf import Numbering, list_document
from documents.table_xlsx import draw
from documents.workbook import Pen, set_up_page, workbook_bytes
from foundation.jobs.exceptions import JobError

REFUSED = "{}没有生成，请告知系统管理员核对后重新生成。"
TOO_LONG = (
    "汇总的自评表有{}份，PDF超过{}秒没有排完。请下载Excel（内容相同，可以打印）；"
    "需要PDF的，按主管部门分别生成，或在系统空闲时再点“生成汇总表”。"
)


def render(paper: SetPaper) -> bytes:
    """Return the bytes; JobError where a total is not what its lines say: no wrong figure is printed.

    JobError too where the pages take longer than a job may: they would the next time.
    """
    said = from_text(paper.frozen_set.body)
    try:
        found = sheets(said)
    except NotProvedError as wrong:
        raise JobError(REFUSED.format(wrong)) from wrong
    foot = imprint(paper, said)
    if paper.file_format == RenderedDocument.Format.XLSX:
        return summary_xlsx(found, foot)
    try:
        return summary_pdf(found, foot)
    except SoftTimeLimitExceeded as over:
        raise JobError(TOO_LONG.format(len(said.filings), settings.JOB_TIME_LIMIT)) from over


def imprint(paper: SetPaper, said: Summary) -> Imprint:
    """Return what identifies it: year and unit, the day as of which it stands, the version code."""
    frozen, kind = paper.frozen_set, paper.get_kind_display()
    number = f"{said.data_year}-{said.place_code}"
    return Imprint(
        footer=f"{kind}　编号：{number}　截至：{said.on}　版本码：{frozen.code}",
        title=f"{said.place}-{said.data_year}年度{kind}",
        identifier=f"{frozen.code}/{paper.kind}/{paper.renderer_version}",
        created=frozen.created_at,
    )


def summary_pdf(found: dict[str, Sheet], foot: Imprint) -> bytes:
    """Return all tables in one file, the pages of each counted for themselves."""
    documents = [_pages(name, sheet, foot) for name, sheet in found.items()]
    whole = documents[0].copy([page for one in documents for page in one.pages])
    return pdf_bytes(whole, foot)


def _pages(name: str, sheet: Sheet, foot: Imprint) -> Document:
    return list_document(sheet, foot, Numbering(of=f"{name}　"))


def summary_xlsx(found: dict[str, Sheet], foot: Imprint) -> bytes:
    """Return all tables in one workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, sheet in found.items():
        page = book.create_sheet(name)
        draw(Pen(page), sheet)
        set_up_page(page, foot, landscape=True)
    return workbook_bytes(book, foot)
