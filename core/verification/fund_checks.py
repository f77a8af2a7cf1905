"""Checks of 项目资金: C03 rates and execution score, C04 no budget, C05 sums, C12 amounts left out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.rounding import round_exact
from core.figures.text import narrow, quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FundColumn, FundRow, Funds
from core.filing.funds import amount_text, budget, executed, execution_ref
from core.filing.snapshot import Cell
from core.scoring.rounding import round_score
from core.verification.findings import Case, Finding, Severity

MOST_RATE_DECIMALS = 4


def wrong_rates(case: Case) -> Iterator[Finding]:
    """C03 执行率 = 执行数 ÷ 预算数 at the precision printed; without 执行数 “—” or empty (domain.md §7).

    Source: S0, four rows with 0.0% and no 执行数. A rate of the total row must stand there.
    """
    funds = case.form.funds
    column = funds.column("rate") if funds else None
    if funds is None or column is None:
        return
    for row in funds.rows:
        ref = cells.fund(row.key, column.key)
        rate, cell = case.computed.rates[row.key], case.snapshot.cell(ref)
        if rate is None:
            if cell.value is not None and executed(funds, case.snapshot, row.key) is None:
                yield _rate_without_amount(case, row, ref)
        elif cell.value is None:
            if row.role == "total":
                yield _rate_finding(case, ref, f"{quoted(row.label)}的执行率未填列")
        elif _differs(rate, cell, column, case.tolerance("C03")):
            yield _rate_finding(case, ref, f"{quoted(row.label)}的执行率填列{cell.typed.strip()}")


def wrong_execution_score(case: Case) -> Iterator[Finding]:
    """C03 the execution score is what its rule gives, rounded by the form (S0: 6.07 → 6; S3: 9.96 → 9)."""
    ref, outcome = execution_ref(case.form.funds), case.computed.execution
    filed = case.snapshot.value(ref) if ref else None
    if ref is None or filed is None or outcome is None or outcome.score is None:
        return
    expected = round_score(outcome.score, case.form.indicators.rounding)
    if abs(filed - expected) > case.tolerance("C03"):
        found, right = printing.plain(filed), printing.plain(expected)
        message = (
            f"预算执行得分填列{found}分，按评分规则应为{right}分（{case.computed.workings[ref]}），请核对。"
        )
        yield Finding("C03", Severity.MUST_FIX, (ref,), found, right, message, right)


def rate_without_budget(case: Case) -> Iterator[Finding]:
    """C04 without a budget (empty or 0) there is no rate: “—” (domain.md §3.2: 0.00% and 100% both occur)."""
    funds = case.form.funds
    column = funds.column("rate") if funds else None
    for row in funds.rows if funds and column else ():
        ref = cells.fund(row.key, column.key if column else "")
        typed = case.snapshot.typed(ref).strip()
        if funds is None or case.snapshot.value(ref) is None or case.computed.rates[row.key] is not None:
            continue
        if executed(funds, case.snapshot, row.key) is not None:
            message = f"{quoted(row.label)}没有预算数，不能计算执行率，应填“—”，现填{typed}，请核对或说明。"
            yield Finding("C04", Severity.MUST_EXPLAIN, (ref,), typed, printing.DASH, message, printing.DASH)


def wrong_sums(case: Case) -> Iterator[Finding]:
    """C05 合计 = 各分项之和, column by column, where every part is a number or a mark such as “-”.

    n printed parts and their sum may differ by (n + 1) × half a unit of the coarsest last place among them:
    that is 四舍五入差异, a hint (product.md 校验). Source: S2, 241.41 against 244.41.
    """
    funds = case.form.funds
    for column in funds.columns if funds and funds.total else ():
        expected = case.computed.sums.get(column.key)
        if funds is not None and expected is not None:
            yield from _sum_finding(case, funds, column, expected)


def parts_left_out(case: Case) -> Iterator[Finding]:
    """C12 the total has 执行数, parts with a budget have none: one finding for the column (S0, four rows)."""
    funds = case.form.funds
    column = funds.column("executed") if funds else None
    if funds is None or column is None or funds.total is None:
        return
    whole = executed(funds, case.snapshot, funds.total.key)
    empty = [row for row in funds.parts if _is_left_out(case, funds, row, column)]
    if whole is None or not empty:
        return
    names = "、".join(quoted(row.label) for row in empty)
    total = f"{amount_text(column, whole)}{funds.amount_unit}"
    message = f"{column.label}合计栏填列{total}，{names}未填列，请补填；确实没有的填“-”。"
    places = tuple(cells.fund(row.key, column.key) for row in empty)
    yield Finding("C12", Severity.MUST_FIX, places, "", f"分项合计{total}", message)


def _rate_without_amount(case: Case, row: FundRow, ref: CellRef) -> Finding:
    typed = case.snapshot.typed(ref).strip()
    message = f"{quoted(row.label)}未填执行数，执行率应填“—”或留空，现填{typed}，请核对。"
    return Finding("C03", Severity.MUST_FIX, (ref,), typed, printing.DASH, message, printing.DASH)


def _rate_finding(case: Case, ref: CellRef, beginning: str) -> Finding:
    right = case.computed.offers.get(ref, "")
    message = f"{beginning}，按金额计算为{right}（{case.computed.workings[ref]}），请核对。"
    return Finding("C03", Severity.MUST_FIX, (ref,), case.snapshot.typed(ref).strip(), right, message, right)


def _differs(rate: Fraction, cell: Cell, column: FundColumn, tolerance: Decimal) -> bool:
    """Whether the filed rate is not the exact one, both as the cell prints them; `tolerance` in 个百分点.

    Where the column fixes the decimals, 60.65% for 60.64996 % prints 60.7% and not 60.6%: wrong on paper.
    """
    filed = (cell.value or Decimal(0)) * 100
    if column.decimals is None:
        decimals = min(_decimals(cell.typed), MOST_RATE_DECIMALS)
    else:
        decimals, filed = column.decimals, round_exact(filed, decimals=column.decimals)
    return abs(round_exact(rate * 100, decimals=decimals) - filed) > tolerance


def _decimals(typed: str) -> int:
    """The decimals that are printed: 60.70% has two."""
    _, _, after = narrow(typed).strip().rstrip("%‰ ").partition(".")
    return len(after)


def _sum_finding(case: Case, funds: Funds, column: FundColumn, expected: Decimal) -> Iterator[Finding]:
    total = cells.fund(funds.total.key if funds.total else "", column.key)
    parts = [
        ref for row in funds.parts if case.snapshot.value(ref := cells.fund(row.key, column.key)) is not None
    ]
    filed, right, unit = case.snapshot.value(total), amount_text(column, expected), funds.amount_unit
    if filed is None:
        if expected:
            message = f"{column.label}分项合计{right}{unit}，合计栏未填列，请核对。"
            yield Finding("C05", Severity.MUST_FIX, (total, *parts), "", right, message, right)
        return
    gap, found = abs(filed - expected), amount_text(column, filed)
    if gap == 0:
        return
    detail = (
        f"{column.label}分项合计{right}{unit}，合计栏填列{found}{unit}，相差{amount_text(column, gap)}{unit}"
    )
    if gap <= case.tolerance("C05", _allowance(case, column, (total, *parts))):
        message = f"{detail}，属四舍五入差异。"
        yield Finding("C05", Severity.HINT, (total, *parts), found, right, message, right)
    else:
        yield Finding("C05", Severity.MUST_FIX, (total, *parts), found, right, f"{detail}，请核对。", right)


def _allowance(case: Case, column: FundColumn, printed: tuple[CellRef, ...]) -> Decimal:
    """(n + 1) × half a unit of the coarsest last place among n parts and their sum."""
    coarsest = min(
        _decimals(case.snapshot.typed(ref)) if column.decimals is None else column.decimals for ref in printed
    )
    return len(printed) * Decimal(5).scaleb(-coarsest - 1)


def _is_left_out(case: Case, funds: Funds, row: FundRow, column: FundColumn) -> bool:
    """A part with a budget and an empty cell; a mark is an answer, without a budget nothing is due."""
    return (
        bool(budget(funds, case.snapshot, row.key))
        and not case.snapshot.typed(cells.fund(row.key, column.key)).strip()
    )
