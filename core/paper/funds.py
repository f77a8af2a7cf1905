"""项目资金: one or several blocks of rows under the heads of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from core.filing import cells
from core.filing.amounts import in_unit
from core.filing.form import FormDefinition, FundColumn, FundRow, Funds
from core.filing.snapshot import Snapshot
from core.paper.drafts import NOTHING, Between, Draft, Rows, head_cell, label_cell, side_cell
from core.paper.layout import Layout
from core.paper.printing import fund_cell
from core.paper.sheet import Role

ROLES: dict[str, Role] = {"rate": "rate", "points": "points", "score": "score"}


def funds(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """The label over all rows, the heads, one row for each source; blocks (收入构成) name their rows.

    Heads of two rows are not repeated overleaf.
    """
    asked = form.funds
    if asked is None:
        return NOTHING
    heads = 2 if any(column.heading for column in asked.columns) else 1
    count = heads + len(asked.rows)
    drafts = [
        side_cell(lines.lines["side"], _side_label(asked), rowspan=count),
        head_cell(0, lines.fund_label, "", rowspan=heads),
        *_heads(asked, lines, heads),
        *_blocks(asked, lines, heads),
    ]
    for row, source in enumerate(asked.rows, start=heads):
        drafts.append(label_cell(row, _row_label(asked, lines), source.label))
        drafts += [
            _fund(row, place, asked, source, column, snapshot) for column, place in _columns(asked, lines)
        ]
    return Rows(count, tuple(drafts), has_header=heads == 1)


def _heads(asked: Funds, lines: Layout, heads: int) -> Iterator[Draft]:
    """The names of the columns; over those that share a heading (项目投资数) one cell more."""
    for heading, neighbours in groupby(_columns(asked, lines), key=lambda place: place[0].heading):
        places = list(neighbours)
        if heading:
            yield head_cell(0, (places[0][1][0], places[-1][1][1]), heading)
        for column, place in places:
            row = 1 if heading else 0
            yield head_cell(row, place, column.label, rowspan=heads - row)


def _blocks(asked: Funds, lines: Layout, first: int) -> Iterator[Draft]:
    left, right = lines.fund_label[0], _row_label(asked, lines)[0]
    row = first
    for block, rows in groupby(asked.rows, key=lambda source: source.block):
        height = len(list(rows))
        if right > left:
            yield Draft(row, left, right, block, "group", rowspan=height)
        row += height


def _row_label(asked: Funds, lines: Layout) -> Between:
    """The place of a row's name: beside that of its block where there are several."""
    left, right = lines.fund_label
    return (left + (right - left) * 2 // 5, right) if any(row.block for row in asked.rows) else (left, right)


def _columns(asked: Funds, lines: Layout) -> Iterator[tuple[FundColumn, Between]]:
    return zip(asked.columns, lines.funds, strict=True)


def _side_label(asked: Funds) -> str:
    unit = f"（{asked.amount_unit}）"
    return asked.label if asked.amount_unit in asked.label else f"{asked.label}{unit}"


def _fund(
    row: int, place: Between, asked: Funds, source: FundRow, column: FundColumn, snapshot: Snapshot
) -> Draft:
    cell = fund_cell(asked, source, column, snapshot)
    is_asked = source.role == "total" or not column.only_total
    return Draft(
        row,
        *place,
        cell.typed,
        ROLES.get(column.role, "amount"),
        align="right" if column.is_amount else "center",
        value=_in_form_unit(asked, column, cell.value),
        ref=cells.fund(source.key, column.key) if is_asked else None,
    )


def _in_form_unit(asked: Funds, column: FundColumn, value: Decimal | None) -> Decimal | None:
    """The number as it prints: an amount in the unit of the form (元), not in which it is kept (万元)."""
    return in_unit(asked, value) if column.is_amount and value is not None else value
