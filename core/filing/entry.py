"""Typed text becomes a cell: which is read as an amount, a rate, a score or words (D7)."""

from __future__ import annotations

from decimal import Decimal

from core.figures.numbers import parse_number, parse_rate
from core.figures.quantities import parse_actual
from core.figures.targets import parse_target
from core.filing.amounts import read_amount
from core.filing.asking import read_answer
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.snapshot import Cell
from core.scoring.asked import Asked


def read_cell(form: FormDefinition, ref: CellRef, typed: str, asked: Asked | None = None) -> Cell:
    """Return the cell for what was typed, its text kept as it is. `asked`: what is asked there, if anything.

    FigureError (its text is for the filer) for a fund, points or score cell that is no number, and for a
    negative one where the column allows none, and for an answer that is none; targets, actuals and words are
    always kept.
    """
    return Cell(typed, read_answer(asked, typed) if asked else _value(form, ref, typed))


def _value(form: FormDefinition, ref: CellRef, typed: str) -> Decimal | None:
    if ref.section == "funds":
        return _fund_value(form, ref, typed)
    if ref.section == "goals" and ref.column == "weight":
        return parse_number(typed)
    if ref.section not in ("indicators", "total"):
        return None
    column = ref.column if ref.section == "indicators" else ref.row
    if column in ("points", "score"):
        return parse_number(typed)
    if column == "target":
        return parse_target(typed).value
    return parse_actual(typed).value if column == "actual" else None


def _fund_value(form: FormDefinition, ref: CellRef, typed: str) -> Decimal | None:
    funds = form.funds
    column = next((column for column in funds.columns if column.key == ref.column), None) if funds else None
    if funds is None or column is None:
        raise KeyError(str(ref))
    if column.role == "rate":
        return parse_rate(typed)
    return read_amount(funds, column, typed) if column.is_amount else parse_number(typed)
