"""What was filed, each of its cells a link to a remark on it: for who may return it now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from core.comparison.filings import Filing
from core.filing import cells
from core.filing.cells import CellRef
from core.paper.report import Block, Heading
from core.paper.sheet import Sheet, SheetCell
from evaluations.dossiers.models import Submission
from evaluations.dossiers.remarks import place_name, places, remarks_for
from evaluations.dossiers.services.remarks import why_not_remark
from evaluations.dossiers.views.opened import Opened

CELL = '<a class="to-remark" href="{}">{}<span class="visually-hidden">（提修改意见）</span></a>{}'
HEADING = '{} <a class="to-remark-text" href="{}">提修改意见<span class="visually-hidden">：{}</span></a>{}'
MARK = ' <span class="remark-mark">意见{}</span>'
EMPTY = "（空）"
DRAFT = "（草拟）"


def remarkable(
    user: User, page: Opened, filed: Submission, filing: Filing, shown: Mapping[str, Any]
) -> dict[str, Any]:
    """`shown` (documents.preview) with links, and the places that it does not print; as it is for others."""
    last = page.filed
    if last is None or last.pk != filed.pk or why_not_remark(user, page.evaluation):
        return {}
    marks = _marks(user, page)
    sheet, blocks = shown["sheet"], shown["blocks"]
    return {
        "may_remark": True,
        "sheet": _sheet(page, sheet, marks) if sheet else None,
        "blocks": list(_blocks(page, blocks, marks)),
        "elsewhere": list(_elsewhere(page, filing)),
    }


def _sheet(page: Opened, sheet: Sheet, marks: Mapping[str, SafeString]) -> Sheet:
    return replace(sheet, cells=tuple(_cell(page, cell, marks) for cell in sheet.cells))


def _cell(page: Opened, cell: SheetCell, marks: Mapping[str, SafeString]) -> SheetCell:
    if cell.ref is None:
        return cell
    text = format_html(CELL, _url(page, cell.ref), cell.text or EMPTY, marks.get(str(cell.ref), ""))
    return replace(cell, text=text)


def _blocks(page: Opened, blocks: Iterable[Block], marks: Mapping[str, SafeString]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Heading) and block.section:
            ref = cells.report(block.section)
            text = format_html(HEADING, block.text, _url(page, ref), block.text, marks.get(str(ref), ""))
            yield replace(block, text=text)
        else:
            yield block


def _elsewhere(page: Opened, filing: Filing) -> Iterator[tuple[str, str]]:
    """Address and name of what neither the table nor the report prints."""
    for ref in places(filing):
        if ref not in filing.printed and ref.section != "report":
            yield _url(page, ref), place_name(filing, ref)


def _marks(user: User, page: Opened) -> Mapping[str, SafeString]:
    """What this person sees remarked on, by the address of the cell."""
    found: dict[str, list[str]] = defaultdict(list)
    for ref, number in remarks_for(user, page.evaluation).values_list("ref", "number"):
        found[ref].append(str(number or DRAFT))
    return {ref: format_html_join("", MARK, ((one,) for one in all_of)) for ref, all_of in found.items()}


def _url(page: Opened, ref: CellRef) -> str:
    return f"{reverse('dossiers:remark_draft', args=[page.evaluation.pk])}?ref={ref}"
