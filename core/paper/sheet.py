"""The Sheet (D6): cells by position and span, the same for page, PDF and workbook. Lengths in mm."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from core.filing.cells import CellRef

Role = Literal["side", "label", "head", "group", "text", "amount", "rate", "points", "score", "grade"]
Align = Literal["left", "center", "right"]
Place = Literal["text", "note", "signature", "seal"]
Orientation = Literal["portrait", "landscape"]

NUMBER_ROLES: frozenset[Role] = frozenset({"amount", "rate", "points", "score"})
LABEL_ROLES: frozenset[Role] = frozenset({"side", "label", "group"})
HEADING_ROLES: frozenset[Role] = LABEL_ROLES | {"head"}


@dataclass(frozen=True)
class SheetCell:
    """One cell: `text` is what prints, `value` the number that it is read as (None: no number)."""

    row: int
    column: int
    text: str
    role: Role
    rowspan: int = 1
    colspan: int = 1
    align: Align = "center"
    value: Decimal | None = None
    ref: CellRef | None = None

    @property
    def bottom(self) -> int:
        return self.row + self.rowspan

    @property
    def is_label(self) -> bool:
        return self.role in HEADING_ROLES and bool(self.text)

    @property
    def scope(self) -> str:
        """What a heading cell heads, in the words of HTML."""
        if self.role == "head":
            return "col"
        return "rowgroup" if self.rowspan > 1 else "row"

    @property
    def is_number(self) -> bool:
        return self.role in NUMBER_ROLES and self.value is not None


@dataclass(frozen=True)
class PrintedLine:
    """A label with its text outside the grid, or with a place left free to sign or to seal.

    They stand side by side on one line; a note, which may be long, on a line of its own above them.
    """

    label: str
    text: str = ""
    place: Place = "text"


@dataclass(frozen=True)
class Band:
    """Rows `start` to before `end` that belong together; `header` is repeated where they go on overleaf."""

    start: int
    end: int
    header: int | None = None


@dataclass(frozen=True)
class Sheet:
    """自评表 as it is printed. `widths`: of the grid's columns, in mm; `cells` in reading order.

    `first_row`, `repeated`: of a part of a sheet, the row of the whole with which it begins, and how many
    header rows are repeated above it.
    """

    title: tuple[str, ...]
    year_line: str
    widths: tuple[int, ...]
    row_count: int
    cells: tuple[SheetCell, ...]
    bands: tuple[Band, ...] = ()
    head: tuple[PrintedLine, ...] = ()
    foot: tuple[PrintedLine, ...] = ()
    orientation: Orientation = "portrait"
    first_row: int = 0
    repeated: int = 0

    @property
    def own_count(self) -> int:
        """The rows that are not a header repeated from the page before."""
        return self.row_count - self.repeated

    @property
    def rows(self) -> tuple[tuple[SheetCell, ...], ...]:
        """The cells by the row in which they begin; a row that only goes on from above is empty."""
        rows: list[list[SheetCell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(map(tuple, rows))

    @property
    def shares(self) -> tuple[str, ...]:
        """The widths as percentages of the whole, for a page."""
        return tuple(f"{100 * width / sum(self.widths):.3f}" for width in self.widths)

    def width_of(self, cell: SheetCell) -> int:
        """Return the width of `cell` in mm."""
        return sum(self.widths[cell.column : cell.column + cell.colspan])


def grid_faults(sheet: Sheet) -> list[str]:
    """Name every position of the grid that is not covered exactly once; an empty list for a sound sheet."""
    covered = Counter(
        position
        for cell in sheet.cells
        for position in product(range(cell.row, cell.bottom), range(cell.column, cell.column + cell.colspan))
    )
    wanted = set(product(range(sheet.row_count), range(len(sheet.widths))))
    return [
        f"row {row}, column {column}: covered {covered[row, column]} times"
        for row, column in sorted(wanted | set(covered))
        if covered[row, column] != 1 or (row, column) not in wanted
    ]
