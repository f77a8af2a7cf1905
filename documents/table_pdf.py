"""自评表 as a PDF: measured on an endless page, cut where pages end, laid out page by page (D15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from weasyprint import Document

from core.paper.pages import paginate, split
from core.paper.sheet import Sheet
from documents.imprint import Imprint
from documents.printing import lay_out, pdf_bytes

STYLE = "table.css"
MM = 96 / 25.4
SIZES = {"portrait": (210, 297), "landscape": (297, 210)}
TOP, BOTTOM, SIDE = 15, 16, 16
ENDLESS = 100_000
NEARLY = 1.2  # up to a fifth too long
NUMBER_PLACE = "vertical-align: top; padding-top: 3mm;"
BUNDLED = 'font: 14pt/10pt "Paper Song", "Noto Serif CJK SC";'  # as in report.css
INSET = "5mm"  # 一字: GB/T 9704 keeps one character between the number and the edge of the text
SHARES_OF_ROOM = (1.0, 0.96, 0.9, 0.8, 0.65)


@dataclass(frozen=True)
class Numbering:
    """`first` is the number of the first page; within a bundle numbers stand as — 3 —."""

    first: int = 1
    bundled: bool = False


@dataclass(frozen=True)
class Draft:
    """What is laid out, and how close its lines stand."""

    sheet: Sheet
    imprint: Imprint
    attachment: str
    density: str = "regular"


@dataclass(frozen=True)
class Measured:
    """Heights in px: each row (the last with what follows it), and what stands above the first."""

    above: float
    rows: tuple[float, ...]

    @property
    def height(self) -> float:
        return self.above + sum(self.rows)


def table_pdf(sheet: Sheet, imprint: Imprint) -> bytes:
    """Return the PDF of the table alone."""
    return pdf_bytes(table_document(sheet, imprint), imprint)


def table_document(
    sheet: Sheet, imprint: Imprint, *, attachment: str = "", numbering: Numbering = Numbering()
) -> Document:
    """Lay the table out. No row that fits a page is split; labels and heads go on overleaf.

    A table a little too long for one page is set closer, so that it and its signatures stay together.
    """
    room = (SIZES[sheet.orientation][1] - TOP - BOTTOM) * MM
    draft = Draft(sheet, imprint, attachment)
    measured = _measure(draft)
    if room < measured.height <= room * NEARLY:
        closer = replace(draft, density="compact")
        if (measured_closer := _measure(closer)).height <= room:
            draft, measured = closer, measured_closer
    for share in SHARES_OF_ROOM:
        breaks = paginate(measured.rows, sheet, first=room * share - measured.above, room=room * share)
        parts = split(sheet, breaks)
        rules = _page_rules(sheet, numbering) + _flowing(parts, measured, room)
        document = lay_out(_html(draft, parts), STYLE, own_rules=rules)
        if _as_planned(document, parts, measured, room):
            break
    return document


def _html(draft: Draft, parts: Sequence[Sheet], *, measured: bool = False) -> str:
    return render_to_string(
        "documents/print_table.html",
        {
            "parts": parts,
            "footer": draft.imprint.footer,
            "title": draft.imprint.title,
            "created": draft.imprint.created_text,
            "attachment": draft.attachment,
            "density": draft.density,
            "measured": measured,
        },
    )


def _page_rules(sheet: Sheet, numbering: Numbering) -> str:
    width, height = SIZES[sheet.orientation]
    return f"""
        {_columns(sheet)}
        @page {{ size: {width}mm {height}mm; margin: {TOP}mm {SIDE}mm {BOTTOM}mm;
                 @bottom-left {{ content: element(stamp); {NUMBER_PLACE} }} }}
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
        return f"@page {{ @bottom-right {{ content: {text}; {NUMBER_PLACE} font-size: 8pt; }} }}"
    text = f'content: "— " counter(page) " —"; {NUMBER_PLACE} {BUNDLED}'
    right, left = f"{text} padding-right: {INSET};", f"{text} padding-left: {INSET};"
    stamp = f"content: element(stamp); {NUMBER_PLACE}"
    odd, even = ("2n+1", "2n") if numbering.first % 2 else ("2n", "2n+1")
    return f"""
        @page :nth({odd}) {{ @bottom-right {{ {right} }} @bottom-left {{ {stamp} }} }}
        @page :nth({even}) {{ @bottom-left {{ {left} }} @bottom-right {{ {stamp} text-align: right; }} }}
    """


def _flowing(parts: Sequence[Sheet], measured: Measured, room: float) -> str:
    """Let rows that no page can hold be split."""
    return " ".join(
        f"#part-{number} tr:nth-child({row - part.first_row + 1 + part.repeated}) {{ break-inside: auto; }}"
        for number, part in enumerate(parts, start=1)
        for row in range(part.first_row, part.first_row + part.own_count)
        if measured.rows[row] > room
    )


def _measure(draft: Draft) -> Measured:
    """Lay the whole sheet out on one endless page and read where its rows fell."""
    sheet = draft.sheet
    width, _ = SIZES[sheet.orientation]
    page = f"@page {{ size: {width}mm {ENDLESS}mm; margin: {TOP}mm {SIDE}mm {BOTTOM}mm; }}"
    rules = f"{_columns(sheet)} {page}"
    document = lay_out(_html(draft, [sheet], measured=True), STYLE, own_rules=rules)
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
        own_rows = measured.rows[part.first_row : part.first_row + part.own_count]
        if overflows and max(own_rows) <= room:
            return False
    return True
