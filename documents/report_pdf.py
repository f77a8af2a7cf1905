"""自评报告 as a PDF: cover, then the page of GB/T 9704-2012."""

from __future__ import annotations

from django.template.loader import render_to_string
from weasyprint import Document

from core.paper.report import Block, Cover, SimpleTable
from documents.imprint import Imprint
from documents.printing import lay_out, pdf_bytes

STYLE = "report.css"


def report_pdf(blocks: tuple[Block, ...], imprint: Imprint) -> bytes:
    """Return the PDF of the report alone."""
    return pdf_bytes(report_document(blocks, imprint), imprint)


def report_document(blocks: tuple[Block, ...], imprint: Imprint) -> Document:
    """Lay the report out; its headings become bookmarks."""
    html = render_to_string(
        "documents/print_report.html",
        {
            "cover": [block for block in blocks if isinstance(block, Cover)],
            "body": [block for block in blocks if not isinstance(block, Cover)],
            "footer": imprint.footer,
            "title": imprint.title,
            "created": imprint.created_text,
        },
    )
    tables = [block for block in blocks if isinstance(block, SimpleTable)]
    return lay_out(html, STYLE, own_rules=" ".join(map(_columns, tables)))


def _columns(table: SimpleTable) -> str:
    """How wide the columns of a table are."""
    return " ".join(
        f"#{table.name} col:nth-child({number}) {{ width: {width}mm; }}"
        for number, width in enumerate(table.sheet.widths, start=1)
    )
