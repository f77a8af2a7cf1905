"""Our own workbook read back: the table is laid out once more, and each cell taken from where it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from core.filing import cells
from core.filing.form import FormDefinition
from core.filing.snapshot import Cell, Identity, Snapshot
from core.foreign.case import read_cells
from core.foreign.given import MOST_ROWS
from core.foreign.headings import pieces
from core.foreign.labels import same_words
from core.foreign.lines import Lines
from core.foreign.reading import Reading, Unreadable, readable
from core.foreign.rows_of_sheet import Grid, rows_of_sheet
from core.foreign.typed import Typed
from core.paper.sheet import Orientation, Sheet
from core.paper.table import laid

TABLE, REPORT = "自评表", "自评报告"
MOST_GOALS, FURTHEST_TOP = 50, 12
ORIENTATIONS: tuple[Orientation, ...] = ("portrait", "landscape")
NO_SHEET = (
    f"文件中没有工作表“{TABLE}”或“{REPORT}”。只能校验本系统打印的xlsx；其他表格请在本系统填报，或另存为txt。"
)
OTHER_LAYOUT = (
    "工作表“{name}”与表样对不上，不是本系统打印的格式，或改动了栏目。请用原来打印的文件，或选定表样后再试。"
)
KINDS = {"formula": "是公式", "error": "是错误值", "date": "被存成了日期"}
WRONG_KIND = "工作表“{name}”第{row}行第{column}列{what}，请改为数字或文字后再校验。"
_YEAR = re.compile(r"(20\d\d)年")


def from_pages(told: Any, forms: Sequence[FormDefinition]) -> Reading:
    """Return the reading of a workbook on the first form whose layout it has; Unreadable where none is."""
    grids = {name: _grid(name, kept) for name, kept in told if name in (TABLE, REPORT)}
    if not grids:
        raise Unreadable(NO_SHEET)
    table_grid, text = grids.get(TABLE), "\n".join(grids.get(REPORT, {}).values())
    for form in forms:
        reading = _on(form, table_grid, text)
        if reading is not None:
            return reading
    raise Unreadable(OTHER_LAYOUT.format(name=TABLE if table_grid else REPORT))


def _grid(name: str, kept: Sequence[Any]) -> Grid:
    for row, column, kind, _ in kept:
        if kind in KINDS:
            raise Unreadable(WRONG_KIND.format(name=name, row=row, column=column, what=KINDS[kind]))
    return {(row, column): readable(text) for row, column, _, text in kept}


def _on(form: FormDefinition, grid: Grid | None, text: str) -> Reading | None:
    """The reading on one form, None where its table or all its headings are not there."""
    typed = Typed()
    if not _report(form, text, typed) or form.has_table != bool(grid):
        return None
    if grid is None:
        return _reading(form, Snapshot(_identity(form, {}), "", 1, ()), typed)
    rows = rows_of_sheet(form, grid) if form.indicators.groups else []
    if rows is None or len(rows) > MOST_ROWS:
        return None
    lines, missing = Lines(form, typed).read(rows)
    bare = Snapshot(_identity(form, grid), "", _goals(form, grid), lines)
    is_ours = not missing and _laid_out(form, bare, grid, typed)
    return _reading(form, bare, typed) if is_ours else None


def _goals(form: FormDefinition, grid: Grid) -> int:
    """How many rows stand under the head of the goals, down to the label of the next part."""
    head = same_words(form.goals.actual) if form.goals else ""
    found = min((row for (row, _), text in grid.items() if head and same_words(text) == head), default=0)
    below = min((row for row, column in grid if column == 1 and row > found), default=0)
    return min(max(below - found - 1, 1), MOST_GOALS)


def _identity(form: FormDefinition, grid: Mapping[tuple[int, int], str]) -> Identity:
    """The year above the table; names are printed, not checked."""
    above = " ".join(text for (row, _), text in grid.items() if row <= FURTHEST_TOP)
    found = _YEAR.search(above)
    year = int(found[1]) if found else form.year
    return Identity("", year, year + 1, "", "", "")


def _report(form: FormDefinition, text: str, typed: Typed) -> bool:
    """Take the report; whether there is none, or the form has one with such headings."""
    if not text:
        return True
    sections = form.report.sections if form.report else ()
    found = pieces(text, sections)
    with_text = {section.key for section in sections if section.has_text}
    for piece in found:
        if piece.key in with_text:
            typed.put(str(cells.report(piece.key)), piece.text.strip())
    return len(found) == len(sections) > 0


def _laid_out(form: FormDefinition, bare: Snapshot, grid: Grid, typed: Typed) -> bool:
    """Take every cell from where it prints; False where the labels of the form stand elsewhere."""
    filed = Snapshot(bare.identity, "", bare.goals, bare.lines, _as_typed(typed))
    for sheet in (laid(form, filed, orientation) for orientation in ORIENTATIONS):
        for top in range(1, FURTHEST_TOP):
            if _fits(sheet, grid, top):
                _take(sheet, grid, top, typed)
                return True
    return False


def _take(sheet: Sheet, grid: Grid, top: int, typed: Typed) -> None:
    for cell in sheet.cells:
        if cell.ref is not None:
            typed.put(str(cell.ref), grid.get((top + cell.row, cell.column + 1), ""))


def _as_typed(typed: Typed) -> dict[str, Cell]:
    return {ref: Cell(text) for ref, text in typed.texts.items()}


def _fits(sheet: Sheet, grid: Grid, top: int) -> bool:
    labels = [cell for cell in sheet.cells if cell.is_label]
    return all(
        same_words(grid.get((top + cell.row, cell.column + 1), "")) == same_words(cell.text)
        for cell in labels
    )


def _reading(form: FormDefinition, bare: Snapshot, typed: Typed) -> Reading:
    snapshot, refused = read_cells(form, bare, typed)
    return Reading(form, snapshot, frozenset(typed.given), tuple(refused), tuple(typed.left_out))
