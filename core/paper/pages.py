"""A Sheet over several pages (D15): each part keeps its heads; a label that goes on says （续）."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.paper.sheet import LABEL_ROLES, Sheet, SheetCell

CONTINUED = "（续）"


def split(sheet: Sheet, breaks: Sequence[int]) -> tuple[Sheet, ...]:
    """Cut `sheet` before each row of `breaks`; every part is a sound sheet of its own.

    A part that begins within a band starts with the band's header row; `first_row` is the row of the whole
    sheet with which its own rows begin. Only the first part has title and head, only the last has a foot.
    """
    edges = [0, *breaks, sheet.row_count]
    return tuple(_part(sheet, start, end) for start, end in pairwise(edges))


def header_of(sheet: Sheet, row: int) -> int | None:
    """Return the header row to repeat above `row` if a page begins there; None where none is needed."""
    for band in sheet.bands:
        if band.header is not None and band.header < row < band.end:
            return band.header
    return None


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    header = header_of(sheet, start)
    shift = 0 if header is None else 1
    cells = [_cut(cell, start, end, shift) for cell in sheet.cells if cell.row < end and cell.bottom > start]
    if header is not None:
        beside = {cell.column for cell in sheet.cells if _is_beside(cell, header, start)}
        cells = [_over_header(cell, beside) for cell in cells]
        cells += [replace(cell, row=0) for cell in sheet.cells if cell.row == header and cell.rowspan == 1]
    first, last = start == 0, end == sheet.row_count
    return replace(
        sheet,
        title=sheet.title if first else (),
        year_line=sheet.year_line if first else "",
        head=sheet.head if first else (),
        foot=sheet.foot if last else (),
        row_count=end - start + shift,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        bands=(),
        first_row=start,
        repeated=shift,
    )


def _cut(cell: SheetCell, start: int, end: int, shift: int) -> SheetCell:
    """Keep what of `cell` lies within the rows `start` to `end`; a label cut off above is marked （续）."""
    top, bottom = max(cell.row, start), min(cell.bottom, end)
    goes_on = cell.row < start and cell.role in LABEL_ROLES
    text = f"{cell.text}\n{CONTINUED}" if goes_on else cell.text
    return replace(cell, row=top - start + shift, rowspan=bottom - top, text=text)


def _is_beside(label: SheetCell, header: int, start: int) -> bool:
    """Whether a side label stands beside its header row and goes on at the row `start`."""
    return label.row == header and label.rowspan > 1 and label.bottom > start


def _over_header(cell: SheetCell, beside: set[int]) -> SheetCell:
    """Let the side label, which stands beside its header row, stand beside the repeated one too."""
    up = cell.row == 1 and cell.column in beside
    return replace(cell, row=0, rowspan=cell.rowspan + 1) if up else cell


def paginate(heights: Sequence[float], sheet: Sheet, *, first: float, room: float) -> list[int]:
    """Return the rows before which a page must begin.

    `heights` of the rows, `first` the room on the first page, `room` on the others, in one unit. A repeated
    header takes its room and never stands alone at the foot of a page. A row higher than a page flows on from
    where it begins, and the next row begins a page.
    """
    breaks = [0]
    left = first
    row = 0
    while row < len(heights):
        if left < heights[row] <= room and row > breaks[-1]:
            row = _without_orphan(sheet, row, breaks[-1])
            breaks.append(row)
            header = header_of(sheet, row)
            left = room - (0 if header is None else heights[header])
        left = 0 if heights[row] > room else left - heights[row]
        row += 1
    return _with_company(breaks, len(heights))[1:]


def _with_company(breaks: list[int], count: int) -> list[int]:
    """Let no last row (总分) stand alone on a page: the row above it goes along."""
    *others, last = breaks
    alone = bool(others) and last == count - 1 and last - 1 > others[-1]
    return [*others, last - 1] if alone else breaks


def _without_orphan(sheet: Sheet, row: int, last: int) -> int:
    """Take a header row along, rather than leave it alone at the foot of a page."""
    alone = header_of(sheet, row) == row - 1
    return row - 1 if alone and row - 1 > last else row
