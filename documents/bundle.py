"""自评报告及附件 in one file: the report, the table as 附件1, bookmarks, pages numbered throughout."""

from __future__ import annotations

from core.paper.report import Block, Cover
from core.paper.sheet import Sheet
from documents.imprint import Imprint
from documents.printing import pdf_bytes
from documents.report_pdf import report_document
from documents.table_pdf import Around, Numbering, followed_by, table_document

ATTACHMENT = "附件1"


def bundle_pdf(
    blocks: tuple[Block, ...],
    sheet: Sheet,
    imprint: Imprint,
    *,
    workings: tuple[Block, ...] = (),
    breakdown: Sheet | None = None,
) -> bytes:
    """Return report and table in one PDF, with each font in it once; 计算过程 where the form appends it, and
    分单位明细 of a consolidated filing.
    """
    report = report_document(blocks, imprint)
    covers = sum(isinstance(block, Cover) for block in blocks)
    first = len(report.pages) - covers + 1
    around = Around(ATTACHMENT, Numbering(first=first, bundled=True), workings)
    table = table_document(sheet, imprint, around)
    bundle = report.copy([*report.pages, *table.pages])
    last = Numbering(first=first + len(table.pages), bundled=True)
    return pdf_bytes(followed_by(bundle, breakdown, imprint, last), imprint)
