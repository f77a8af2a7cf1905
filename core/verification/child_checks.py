"""Checks of a consolidated filing: M07 what is filed beside the sum of the units."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.text import quoted
from core.filing.funds import amount_text
from core.filing.naming import row_name
from core.verification.findings import Case, Finding, Severity


def amount_not_as_summed(case: Case) -> Iterator[Finding]:
    """M07 an amount is not what the implementing units filed together (R26)."""
    funds = case.form.funds
    columns = {column.key: column for column in funds.columns} if funds else {}
    for ref, expected in case.computed.child_sums.items():
        filed = case.snapshot.value(ref)
        if funds is None or filed is None or filed == expected:
            continue
        column = columns[ref.column]
        found, right = amount_text(funds, column, filed), amount_text(funds, column, expected)
        name, unit = row_name(case.form, case.snapshot, ref), funds.amount_unit
        message = (
            f"{quoted(name)}的{column.label}填列{found}{unit}，各实施单位合计{right}{unit}，"
            "请核对，或说明原因。"
        )
        yield Finding("M07", Severity.MUST_EXPLAIN, (ref,), found, right, message, right)
