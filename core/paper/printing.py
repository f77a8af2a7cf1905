"""What one cell prints (D3): what was typed, or its number with the decimals that the form fixes."""

from __future__ import annotations

import re
from decimal import Decimal

from core.figures import printing
from core.filing import cells
from core.filing.amounts import in_unit
from core.filing.form import FundColumn, FundRow, Funds
from core.filing.snapshot import Cell, Snapshot

MOST_DIGITS = 15
"""So many a spreadsheet keeps of a number; what has more is a code."""
_SHOWN = re.compile(r"-?(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(\d+))?(%?)", re.ASCII)


def fund_cell(funds: Funds, row: FundRow, column: FundColumn, snapshot: Snapshot) -> Cell:
    """Return what one fund cell prints and its number; “—” where only the total row is asked.

    The points of the total row are the form's own where the filing does not carry them.
    """
    if column.only_total and row.role != "total":
        return Cell(printing.DASH)
    cell = snapshot.cell(cells.fund(row.key, column.key))
    if column.role == "points" and row.role == "total" and not cell.typed:
        return Cell(printing.plain(funds.execution_points), funds.execution_points)
    return Cell(_as_asked(funds, cell, column), cell.value)


def _as_asked(funds: Funds, cell: Cell, column: FundColumn) -> str:
    if column.decimals is None or cell.value is None:
        return cell.typed
    if column.role == "rate":
        return printing.rate(cell.value, decimals=column.decimals)
    value = in_unit(funds, cell.value) if column.is_amount else cell.value
    return printing.amount(value, decimals=column.decimals)


def shown_number(text: str) -> tuple[Decimal, str] | None:
    """Return the number that `text` shows and the spreadsheet format that shows it so; None: no plain number.

    A number of more than fifteen digits is none: a workbook would change its last ones.

    >>> shown_number("1,155.50"), shown_number("60.7%"), shown_number("—")
    ((Decimal('1155.50'), '#,##0.00'), (Decimal('0.607'), '0.0%'), None)
    """
    match = _SHOWN.fullmatch(text)
    if match is None or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    whole, decimals, percent = match.groups(default="")
    number = Decimal(text.replace(",", "").removesuffix("%"))
    layout = ("#,##0" if "," in whole else "0") + ("." + "0" * len(decimals) if decimals else "")
    return (number.scaleb(-2) if percent else number), layout + percent
