"""A figure or a grade in prose beside the cell of the table that its words name."""

from __future__ import annotations

from dataclasses import dataclass

from core.filing.cells import CellRef

Span = tuple[int, int]


@dataclass(frozen=True)
class Reference:
    """`span`: where it stands in the text; `said`: what stands there; `words`: those that name the cell.

    `printed`: what the cell says, with its unit (71.73万元). `is_certain`: False where the measure that it is
    held to is not of the form itself (national grades), so that a page may only hint.
    """

    span: Span
    said: str
    words: str
    cell: CellRef
    printed: str
    agrees: bool
    is_certain: bool = True
