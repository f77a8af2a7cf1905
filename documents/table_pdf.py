"""自评表 as a PDF: measured once on an endless page, cut where pages end, then laid out page by page (D15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from weasyprint import Document

from core.paper.pages import paginate, split
from core.paper.sheet import Sheet
from documents.printing import Imprint, lay_out, pdf_bytes

STYLE = "table.css"
POINTS = 96 / 72  # anchors are given in CSS pixels
MM = 96 / 25.4
SIZES = {"portrait": (210, 297), "landscape": (297, 210)}
TOP, BOTTOM, SIDE = 15, 16, 16
ENDLESS = 100_000
SHARES_OF_ROOM = (1.0, 0.96, 0.9, 0.8, 0.65)


@dataclass(frozen=True)
class Numbering:
    """`first` is the number of the first page; within a bundle numbers stand as — 3 —, odd right and even left."""

    first: int = 1
    bundled: bool = False


@dataclass(frozen=True)
class Measured:
    """Heights in px: each row (the last with what follows it), and what stands above the first."""

    above: float
    rows: tuple[float, ...]


def table_pdf(sheet: Sheet, imprint: Imprint) -> bytes:
    """Return the PDF of the table alone."""
    return pdf_bytes(table_document(sheet, imprint), imprint)


def table_document(
    sheet: Sheet, imprint: Imprint, *, attachment: str = "", numbering: Numbering = Numbering()
) -> Document:
    """Lay the table out. No row that fits a page is split; labels and heads go on overleaf."""
    measured = _measure(sheet, imprint, attachment)
    room = (SIZES[sheet.orientation][1] - TOP - BOTTOM) * MM
    for share in SHARES_OF_ROOM:
        first = room * share - measured.above
        breaks = paginate(measured.rows, sheet, first=first, room=room * share)
        parts = split(sheet, breaks)
        document = lay_out(_html(parts, imprint, attachment), STYLE, own_rules=_page_rules(sheet, numbering))
        if _as_planned(document, parts, measured, room):
            return document
    return document


def _html(parts: Sequence[Sheet], imprint: Imprint, attachment: str, *, measured: bool = False) -> str:
    return render_to_string(
        "documents/print_table.html",
        {
            "parts": parts,
            "footer": imprint.footer,
            "title": imprint.title,
            "created": imprint.created_text,
            "attachment": attachment,
            "measured": measured,
        },
    )


def _page_rules(sheet: Sheet, numbering: Numbering) -> str:
    width, height = SIZES[sheet.orientation]
    return f"""
        {_columns(sheet)}
        @page {{ size: {width}mm {height}mm; margin: {TOP}mm {SIDE}mm {BOTTOM}mm;
                 @bottom-left {{ content: element(stamp); vertical-align: top; padding-top: 3mm; }} }}
        @page :first {{ counter-reset: page {numbering.first}; }}
        {_numbers(numbering)}
    """


def _columns(sheet: Sheet) -> str:
    return " ".join(
        f"col:nth-child({number}) {{ width: {width}mm; }}"
        for number, width in enumerate(sheet.widths, start=1)
    )


def _numbers(numbering: Numbering) -> str:
    if not numbering.bundled:
        text = '"第 " counter(page) " 页　共 " counter(pages) " 页"'
        return f"@page {{ @bottom-right {{ content: {text}; vertical-align: top; padding-top: 3mm; font-size: 8pt; }} }}"
    return """
        @page { @bottom-right { content: "— " counter(page) " —"; font: 14pt "Paper Song"; vertical-align: top;
                                padding-top: 3mm; } }
    """


def _measure(sheet: Sheet, imprint: Imprint, attachment: str) -> Measured:
    """Lay the whole sheet out on one endless page and read where its rows fell."""
    width, _ = SIZES[sheet.orientation]
    page = f"@page {{ size: {width}mm {ENDLESS}mm; margin: {TOP}mm {SIDE}mm {BOTTOM}mm; }}"
    rules = f"{_columns(sheet)} {page}"
    document = lay_out(_html([sheet], imprint, attachment, measured=True), STYLE, own_rules=rules)
    anchors = document.pages[0].anchors
    tops = [anchors[f"row-{number}"][1] for number in range(1, sheet.row_count + 1)]
    end = anchors["end-1"][1]
    heights = [below - top for top, below in zip(tops, [*tops[1:], end], strict=True)]
    return Measured(above=tops[0] - TOP * MM, rows=tuple(heights))


def _as_planned(document: Document, parts: Sequence[Sheet], measured: Measured, room: float) -> bool:
    """Whether every part stands on one page, but for one that holds a row higher than a page."""
    where: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for name in page.anchors:
            where.setdefault(name, number)
    for number, part in enumerate(parts, start=1):
        overflows = where[f"part-{number}"] != where[f"end-{number}"]
        own_rows = measured.rows[part.first_row : part.first_row + part.row_count]
        if overflows and max(own_rows) < room:
            return False
    return True
