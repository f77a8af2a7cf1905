"""One cell of a Sheet on a worksheet: its looks, and what is written there."""

from __future__ import annotations

from dataclasses import replace

from core.paper.printing import shown_number
from core.paper.sheet import SheetCell
from documents.workbook import Look, Pen


def look_of(cell: SheetCell) -> Look:
    return Look("heading" if cell.is_label else "body", cell.align, boxed=True)


def write(pen: Pen, row: int, column: int, cell: SheetCell) -> None:
    """A number as a number that is shown as it was typed, everything else as text."""
    look, shown = look_of(cell), shown_number(cell.text) if cell.is_number else None
    if shown is None:
        pen.text(row, column, cell.text, look)
    else:
        pen.number(row, column, shown[0], replace(look, number_format=shown[1]))
