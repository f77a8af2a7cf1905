"""自评表 as a PDF: cut where pages will end, laid out, and once more where it fell otherwise (D15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from weasyprint import Document

from core.paper.heights import POINTS_PER_MM, Density, Plan, estimated, plan
from core.paper.pages import split
from core.paper.report import Block
from core.paper.sheet import Sheet
from documents.imprint import Imprint
from documents.measured import Measured, measure
from documents.printing import lay_out, pdf_bytes

STYLE = "table.css"
SIZES = {"portrait": (210, 297), "landscape": (297, 210)}
TOP, BOTTOM, SIDE = 15, 16, 16
NUMBER_PLACE = "vertical-align: top; padding-top: 3mm;"
BUNDLED = 'font: 14pt/10pt "Paper Song", "Noto Serif CJK SC";'  # as in report.css
INSET = "5mm"  # 一字: GB/T 9704 keeps one character between the number and the edge of the text
FOLLOWING = "附表　"
TRIES = 8
SMALLER = 24.0  # points by which the pages are planned shorter where the table did not fall as planned


@dataclass(frozen=True)
class Numbering:
    """`first` is the number of the first page; within a bundle numbers stand as — 3 —.

    `of`: what is counted (附表), where it is not the table itself.
    """

    first: int = 1
    bundled: bool = False
    of: str = ""


@dataclass(frozen=True)
class Around:
    """What stands around a table: its heading as an attachment, 计算过程 on pages of their own behind it."""

    attachment: str = ""
    numbering: Numbering = Numbering()
    workings: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What is laid out."""

    sheet: Sheet
    imprint: Imprint
    around: Around


def table_pdf(
    sheet: Sheet, imprint: Imprint, *, workings: tuple[Block, ...] = (), breakdown: Sheet | None = None
) -> bytes:
    """Return the PDF of the table, with 计算过程 as its appendix and 分单位明细 after it if there are any."""
    document = table_document(sheet, imprint, Around(workings=workings))
    return pdf_bytes(followed_by(document, breakdown, imprint, Numbering(of=FOLLOWING)), imprint)


def followed_by(document: Document, sheet: Sheet | None, imprint: Imprint, numbering: Numbering) -> Document:
    """Put another table on pages of its own behind `document`."""
    if sheet is None:
        return document
    more = table_document(sheet, imprint, Around(numbering=numbering))
    return document.copy([*document.pages, *more.pages])


def table_document(sheet: Sheet, imprint: Imprint, around: Around = Around()) -> Document:
    """Lay the table out. No row that fits a page is split; labels and heads go on overleaf.

    The plan of the pages comes from estimated heights, then from those that were measured, until it stands.
    """
    draft = Draft(sheet, imprint, around)
    room = (SIZES[sheet.orientation][1] - TOP - BOTTOM) * POINTS_PER_MM
    measured = Measured(estimated(sheet, attachment=bool(around.attachment)))
    wanted = plan(sheet, measured.heights, room)
    for _ in range(TRIES):
        planned = wanted
        document = _laid_out(draft, planned)
        measured = measure(document, planned, sheet, measured, top=TOP * POINTS_PER_MM)
        wanted = plan(sheet, measured.heights, room)
        if wanted == planned and measured.as_planned:
            break
        room -= SMALLER if wanted == planned else 0
        wanted = plan(sheet, measured.heights, room)
    _forget_places(document)
    return document


def list_document(sheet: Sheet, imprint: Imprint, numbering: Numbering) -> Document:
    """Lay a list out: hundreds of rows below one head, of which no label goes on overleaf.

    The renderer ends the pages by itself: no row is split, the head stands on every page, the last row has
    company. It is laid out once, where `table_document` would do so twice or more.
    """
    draft = Draft(sheet, imprint, Around(numbering=numbering))
    document = lay_out(
        _html(draft, (sheet,), "regular", listed=True), STYLE, own_rules=_page_rules(sheet, numbering)
    )
    _forget_places(document)
    return document


def _forget_places(document: Document) -> None:
    """The file need not name the place of every row."""
    for page in document.pages:
        page.anchors.clear()


def _laid_out(draft: Draft, planned: Plan) -> Document:
    parts = split(draft.sheet, planned.breaks)
    rules = _page_rules(draft.sheet, draft.around.numbering) + _flowing(parts, planned)
    return lay_out(_html(draft, parts, planned.density), STYLE, own_rules=rules)


def _html(draft: Draft, parts: Sequence[Sheet], density: Density, *, listed: bool = False) -> str:
    return render_to_string(
        "documents/print_table.html",
        {
            "parts": parts,
            "footer": draft.imprint.footer,
            "title": draft.imprint.title,
            "created": draft.imprint.created_text,
            "attachment": draft.around.attachment,
            "bookmark": f"{draft.around.attachment}　{''.join(draft.sheet.title)}",
            "workings": draft.around.workings,
            "density": density,
            "listed": listed,
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
        text = f'"{numbering.of}第 " counter(page) " 页　共 " counter(pages) " 页"'
        return f"@page {{ @bottom-right {{ content: {text}; {NUMBER_PLACE} font-size: 8pt; }} }}"
    text = f'content: "— " counter(page) " —"; {NUMBER_PLACE} {BUNDLED}'
    right, left = f"{text} padding-right: {INSET};", f"{text} padding-left: {INSET};"
    stamp = f"content: element(stamp); {NUMBER_PLACE}"
    odd, even = ("2n+1", "2n") if numbering.first % 2 else ("2n", "2n+1")
    return f"""
        @page :nth({odd}) {{ @bottom-right {{ {right} }} @bottom-left {{ {stamp} }} }}
        @page :nth({even}) {{ @bottom-left {{ {left} }} @bottom-right {{ {stamp} text-align: right; }} }}
    """


def _flowing(parts: Sequence[Sheet], planned: Plan) -> str:
    """Let rows that no page can hold be split."""
    return " ".join(
        f"#part-{number} tr:nth-child({row - part.first_row + 1 + part.repeated}) {{ break-inside: auto; }}"
        for number, part in enumerate(parts, start=1)
        for row in range(part.first_row, part.first_row + part.own_count)
        if row in planned.flowing
    )
