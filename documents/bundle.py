"""自评报告及附件 in one file: the report, the table as 附件1, bookmarks, pages numbered throughout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from pikepdf import ObjectStreamMode, OutlineItem, Pdf
from weasyprint import Document

from core.paper.report import Block, Cover
from core.paper.sheet import Sheet
from documents.imprint import Imprint
from documents.printing import pdf_bytes
from documents.report_pdf import report_document
from documents.table_pdf import Numbering, table_document

ATTACHMENT = "附件1"


def bundle_pdf(blocks: tuple[Block, ...], sheet: Sheet, imprint: Imprint) -> bytes:
    """Return report and table in one PDF; the same bytes for the same filing."""
    report = report_document(blocks, imprint)
    covers = sum(isinstance(block, Cover) for block in blocks)
    first = len(report.pages) - covers + 1
    table = table_document(
        sheet, imprint, attachment=ATTACHMENT, numbering=Numbering(first=first, bundled=True)
    )
    with Pdf.open(BytesIO(pdf_bytes(report, imprint))) as whole:
        with Pdf.open(BytesIO(pdf_bytes(table, imprint))) as attached:
            whole.pages.extend(attached.pages)
        _bookmark(whole, report, f"{ATTACHMENT}　{''.join(sheet.title)}")
        out = BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def _bookmark(whole: Pdf, report: Document, attachment: str) -> None:
    """Set the headings of the report and the attachment as bookmarks of the whole."""
    with whole.open_outline() as outline:
        outline.root.clear()
        outline.root.extend(_items(report.make_bookmark_tree()))
        outline.root.append(OutlineItem(attachment, len(report.pages)))


def _items(tree: Sequence[Any]) -> Iterator[OutlineItem]:
    for label, (page, _x, _y), children, _state in tree:
        item = OutlineItem(label, page)
        item.children.extend(_items(children))
        yield item
