"""Checks beside 预算变动 of the project: M16 全年预算数 that is not their sum."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures.text import quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FundColumn, Funds
from core.filing.funds import amount_text, budget
from core.filing.movements import Budgeted, budget_columns, budgets, year_budgets
from core.filing.naming import row_name
from core.verification.findings import Case, Finding, Severity

NOT_BEGUN = "没有登记年初数，请先核对登记是否完整。"


def budget_not_as_moved(case: Case) -> Iterator[Finding]:
    """M16 全年预算数 is not 年初 + 追加 − 调减 − 收回 + 上年结转 as registered.

    In two columns their sum is held to it. A source is held to those that name it only where every movement
    names one. Where the beginning is not registered, the list may lack more: that is told, not asked.
    """
    funds = case.form.funds
    for row, moved in year_budgets(funds, case.context.movements).items():
        if funds is None or not moved.is_whole or _is_as_moved(case, funds, row, moved):
            continue
        if moved.is_begun or (funds.total and row == funds.total.key):
            yield _finding(case, funds, row, moved)


def is_told_by_movements(case: Case, initial: CellRef) -> bool:
    """Whether 年初预算数 in a cell and 全年预算数 of its row are as registered: then they are explained."""
    funds, movements = case.form.funds, case.context.movements
    moved, began = year_budgets(funds, movements).get(initial.row), budgets(funds, movements).get(initial)
    if funds is None or moved is None or began is None:
        return False
    filed = budget(funds, case.snapshot, initial.row)
    return moved.agrees(filed) and began.agrees(case.snapshot.value(initial))


def _is_as_moved(case: Case, funds: Funds, row: str, moved: Budgeted) -> bool:
    """Whether nothing is filed, the sum or what rounds to it, or in each column what is offered for it."""
    filed = budget(funds, case.snapshot, row)
    if filed is None or moved.agrees(filed) or abs(filed - moved.value) <= case.tolerance("M16"):
        return True
    offered = budgets(funds, case.context.movements)
    return all(ref in offered and offered[ref].agrees(case.snapshot.value(ref)) for ref in _refs(funds, row))


def _finding(case: Case, funds: Funds, row: str, moved: Budgeted) -> Finding:
    columns, refs = budget_columns(funds), _refs(funds, row)
    filed, name = budget(funds, case.snapshot, row), quoted(row_name(case.form, case.snapshot, refs[0]))
    found = "" if filed is None else amount_text(funds, columns[0], filed)
    told = (
        f"{name}的{_called(columns)}填列{found}{funds.amount_unit}，与登记的预算变动不符：{moved.working}。"
    )
    if moved.is_begun:
        return Finding("M16", Severity.MUST_EXPLAIN, refs, found, moved.text, f"{told}请核对，或说明原因。")
    return Finding("M16", Severity.HINT, refs, found, "", f"{told}{NOT_BEGUN}")


def _called(columns: list[FundColumn]) -> str:
    names = "、".join(column.label for column in reversed(columns))
    return f"{names}合计" if len(columns) > 1 else names


def _refs(funds: Funds, row: str) -> tuple[CellRef, ...]:
    return tuple(cells.fund(row, column.key) for column in budget_columns(funds))
