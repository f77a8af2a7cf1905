"""自评表 as a Sheet, for any form definition (财预〔2020〕10号; seed 000)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from core.filing.cells import indicator
from core.filing.form import FormDefinition
from core.filing.snapshot import Line, Snapshot
from core.paper import bands, rows
from core.paper.drafts import Draft, Rows
from core.paper.funds import funds
from core.paper.layout import WORDS, Layout, is_wordy, layout, many_fund_columns
from core.paper.sheet import Band, Orientation, Sheet, SheetCell
from core.paper.wording import printed_line, title_lines

CHARACTER = 1.7
PADDING = 2.4


def table(form: FormDefinition, snapshot: Snapshot) -> Sheet:
    """Return the table of `snapshot` on `form`: portrait, or landscape where it needs the room."""
    upright = laid(form, snapshot, "portrait")
    wide = many_fund_columns(form.funds) or is_wordy(_longest(form, snapshot))
    if wide or any(_too_wide(upright, cell) for cell in upright.cells):
        return laid(form, snapshot, "landscape")
    return upright


def laid(form: FormDefinition, snapshot: Snapshot, orientation: Orientation) -> Sheet:
    """Return the table as it is laid on a page of one orientation."""
    lines = layout(form, orientation, _longest(form, snapshot))
    grid = _stacked(part for part in _parts(form, snapshot, lines) if part.count)
    edges = sorted({edge for draft in grid.drafts for edge in (draft.left, draft.right)})
    return Sheet(
        title=title_lines(form.paper.title, form, snapshot),
        year_line="".join(title_lines(form.paper.year_line, form, snapshot)),
        widths=tuple(right - left for left, right in pairwise(edges)),
        row_count=grid.count,
        cells=tuple(_placed(draft, edges) for draft in sorted(grid.drafts, key=_reading_order)),
        bands=grid.bands,
        head=tuple(printed_line(field, snapshot) for field in form.paper.head),
        foot=tuple(printed_line(field, snapshot) for field in form.paper.foot),
        orientation=orientation,
    )


def _longest(form: FormDefinition, snapshot: Snapshot) -> dict[str, int]:
    """The characters of the longest text in each column of words that the form prints."""
    fixed = form.indicators.fixed_rows

    def text(line: Line, column: str) -> str:
        if column == "level3":
            return line.name
        if column in ("definition", "scoring_note"):
            return str(getattr(fixed.get(line.key), column, ""))
        return snapshot.typed(indicator(line.key, column))

    return {
        column: max((len(text(line, column)) for line in snapshot.lines), default=0)
        for column in form.indicators.printed
        if column in WORDS
    }


def _parts(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Iterable[Rows]:
    parts = {
        "header": bands.head(form, snapshot, lines),
        "funds": funds(form, snapshot, lines),
        "goals": bands.goals(form, snapshot, lines),
        "indicators": rows.indicators(form, snapshot, lines),
        "total": bands.total(form, snapshot, lines),
    }
    for name, part in parts.items():
        yield part
        yield from (bands.texts(block, snapshot, lines) for block in form.texts if block.after == name)


@dataclass(frozen=True)
class _Grid:
    count: int
    drafts: tuple[Draft, ...]
    bands: tuple[Band, ...]


def _stacked(parts: Iterable[Rows]) -> _Grid:
    """Put one part under the other."""
    grid = _Grid(0, (), ())
    for part in parts:
        header = grid.count if part.has_header else None
        grid = _Grid(
            grid.count + part.count,
            grid.drafts + tuple(replace(draft, row=draft.row + grid.count) for draft in part.drafts),
            (*grid.bands, Band(grid.count, grid.count + part.count, header)),
        )
    return grid


def _placed(draft: Draft, edges: list[int]) -> SheetCell:
    column = edges.index(draft.left)
    return SheetCell(
        row=draft.row,
        column=column,
        text=draft.text,
        role=draft.role,
        rowspan=draft.rowspan,
        colspan=edges.index(draft.right) - column,
        align=draft.align,
        value=draft.value,
        ref=draft.ref,
    )


def _reading_order(draft: Draft) -> tuple[int, int]:
    return draft.row, draft.left


def _too_wide(sheet: Sheet, cell: SheetCell) -> bool:
    """Whether a number would have to be broken into two lines; mm at 小五 (9 pt)."""
    return cell.is_number and len(cell.text) * CHARACTER + PADDING > sheet.width_of(cell)
