"""R27 Rows that have one score together: in which of them it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.filing import cells
from core.filing.form import FormDefinition, Group
from core.filing.snapshot import Line, Snapshot

NOT_APPLICABLE = "是"


def carrier(snapshot: Snapshot, leaf: Group, lines: Sequence[Line]) -> str:
    """The row of `leaf` in which the points and score of all its `lines` stand: the first that applies.

    Empty where each row has its own.
    """
    if not leaf.shares_score or len(lines) < 2:
        return ""
    return next((line.key for line in lines if _applies(snapshot, line)), "")


def carriers(form: FormDefinition, snapshot: Snapshot) -> Mapping[str, str]:
    """Each row that shares its score → the row in which that stands."""
    found: dict[str, str] = {}
    for _, leaf in form.indicators.leaves():
        lines = [line for line in snapshot.lines if line.group == leaf.key]
        if holder := carrier(snapshot, leaf, lines):
            found |= {line.key: holder for line in lines}
    return found


def _applies(snapshot: Snapshot, line: Line) -> bool:
    return snapshot.typed(cells.indicator(line.key, "not_applicable")).strip() != NOT_APPLICABLE
