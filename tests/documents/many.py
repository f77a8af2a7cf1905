"""Filings of other shapes than 源城's: many rows, rows higher than a page, hostile texts."""

from __future__ import annotations

from dataclasses import replace

from core.filing.form import FormDefinition
from core.filing.snapshot import Cell, Line, Snapshot
from tests.golden.yuancheng import yuancheng


def with_rows(count: int, *, note: str = "") -> tuple[FormDefinition, Snapshot]:
    """The 源城 filing with `count` indicator rows over its groups; `note` stands in the first."""
    form, snapshot = yuancheng()
    groups = [leaf.key for _, leaf in form.indicators.leaves()]
    lines = tuple(
        Line(f"n{number}", groups[number * len(groups) // count], f"第{number + 1}项指标的名称")
        for number in range(count)
    )
    cells = {ref: cell for ref, cell in snapshot.cells.items() if not ref.startswith("indicators/")}
    for line in lines:
        cells |= {
            f"indicators/{line.key}/{column}": Cell(f"{column}-{line.key}") for column in ("target", "actual")
        }
    return form, replace(
        snapshot, lines=lines, cells={**cells, f"indicators/{lines[0].key}/note": Cell(note)}
    )
