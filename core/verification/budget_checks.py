"""Checks beside 预算变动 of the project: M16 全年预算数 that is not their sum."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.text import quoted
from core.filing import cells
from core.filing.funds import amount_text
from core.filing.movements import BUDGETS, budgets
from core.filing.naming import row_name
from core.verification.findings import Case, Finding, Severity


def budget_not_as_moved(case: Case) -> Iterator[Finding]:
    """M16 全年预算数 is not 年初 + 追加 − 调减 − 收回 + 上年结转 as registered.

    A source is held to those that name it only where every movement names one.
    """
    funds = case.form.funds
    columns = {column.key: column for column in funds.columns} if funds else {}
    for ref, moved in budgets(funds, case.context.movements).items():
        column, filed = columns[ref.column], case.snapshot.value(ref)
        if funds is None or column.role not in BUDGETS or filed is None or not moved.is_whole:
            continue
        if moved.agrees(filed) or abs(filed - moved.value) <= case.tolerance("M16"):
            continue
        found, name = amount_text(funds, column, filed), quoted(row_name(case.form, case.snapshot, ref))
        message = (
            f"{name}的{column.label}填列{found}{funds.amount_unit}，与登记的预算变动不符："
            f"{moved.working}。请核对，或说明原因。"
        )
        yield Finding("M16", Severity.MUST_EXPLAIN, (ref,), found, moved.text, message)


def is_told_by_movements(case: Case) -> bool:
    """Whether the budgets of the total row are as registered: then their changes are explained."""
    funds = case.form.funds
    moved = budgets(funds, case.context.movements)
    if funds is None or funds.total is None or not moved:
        return False
    refs = [
        cells.fund(funds.total.key, column.key)
        for column in funds.columns
        if column.role in ("initial", *BUDGETS)
    ]
    return all(ref in moved and moved[ref].agrees(case.snapshot.value(ref)) for ref in refs)
