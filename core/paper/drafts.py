"""Cells before they have a column: between two vertical lines (mm), in rows of their own part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from core.filing.cells import CellRef
from core.filing.snapshot import Snapshot
from core.paper.sheet import Align, Role

_PAIRS = re.compile(r"[（(][^）)]*[）)]?|[^（(]{1,2}")
"""部门（单位）整体支出（万元） by lines: 部门, （单位）, 整体, 支出, （万元）."""


@dataclass(frozen=True)
class Draft:
    row: int
    left: int
    right: int
    text: str
    role: Role
    rowspan: int = 1
    align: Align = "center"
    value: Decimal | None = None
    ref: CellRef | None = None


@dataclass(frozen=True)
class Rows:
    """One part of the table: `count` rows and their cells. `has_header`: row 0 is repeated overleaf."""

    count: int
    drafts: tuple[Draft, ...]
    has_header: bool = False


NOTHING = Rows(0, ())
Between = tuple[int, int]


def head_cell(row: int, between: Between, text: str, *, rowspan: int = 1) -> Draft:
    return Draft(row, *between, text, "head", rowspan=rowspan)


def label_cell(row: int, between: Between, text: str) -> Draft:
    return Draft(row, *between, text, "label")


def side_cell(between: Between, text: str, *, rowspan: int) -> Draft:
    """The label beside a whole part, two characters to a line; what is in brackets stays whole."""
    return Draft(0, *between, "\n".join(_PAIRS.findall(text)), "side", rowspan=rowspan)


def typed(
    row: int, between: Between, role: Role, snapshot: Snapshot, ref: CellRef, *, align: Align = "center"
) -> Draft:
    """A cell of the filing, printed as typed."""
    cell = snapshot.cell(ref)
    return Draft(row, *between, cell.typed, role, align=align, value=cell.value, ref=ref)
