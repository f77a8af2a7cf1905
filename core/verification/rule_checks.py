"""Checks that a row's own rule asks for: C11."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.text import quoted
from core.filing.funds import is_mark
from core.verification.findings import Case, Finding, Severity


def far_beyond_without_reason(case: Case) -> Iterator[Finding]:
    """C11 the rule wants far more than was asked explained (R21), and nothing is said. A row that lost points
    owes its reason anyway (C10). Source: 广西, A ≥ 1.3 T; domain.md §7 (221%, 800%).
    """
    label = case.form.indicators.labels.note
    for row in case.computed.rows:
        said = row.note and not is_mark(row.note)
        if row.outcome is None or not row.outcome.note or said or row.lost_points:
            continue
        message = f"{quoted(row.line.name)}的{row.outcome.note}，请在“{label}”栏说明原因。"
        yield Finding("C11", Severity.MUST_EXPLAIN, (row.ref("note"),), "", label, message)
