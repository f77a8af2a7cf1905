"""The arithmetic of 项目资金: sums of parts, rates, the execution score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.numbers import NOT_APPLICABLE
from core.figures.text import narrow
from core.filing import cells
from core.filing.amounts import in_unit
from core.filing.cells import CellRef
from core.filing.form import FormDefinition, FundColumn, FundRow, Funds
from core.filing.snapshot import Snapshot
from core.scoring.outcome import Claim, Outcome
from core.scoring.parameters import Rounding
from core.scoring.rounding import round_score
from core.scoring.rules import score
from core.scoring.totals import execution_rate
from core.scoring.working import working

AMOUNT_DECIMALS = 2


@dataclass(frozen=True)
class Parts:
    """What the parts of one amount column say. `total`: of the cells with a number.

    `numbers`, `marks`: the parts with a number, with a mark such as “-”; `empty`: those with neither, though
    their row holds amounts in other columns. A row without any amount is a source that there is not.
    """

    total: Decimal
    numbers: tuple[CellRef, ...]
    marks: tuple[CellRef, ...]
    empty: tuple[CellRef, ...]

    @property
    def sum(self) -> Decimal | None:
        """What the total row should say; None while a part is open, or where none has a number."""
        return self.total if self.numbers and not self.empty else None


@dataclass(frozen=True)
class FundFigures:
    """What follows from the amounts filed; see Computed for the meaning of each."""

    rates: Mapping[str, Fraction | None] = field(default_factory=dict)
    execution_rate: Fraction | None = None
    parts: Mapping[CellRef, Parts | None] = field(default_factory=dict)
    execution: Outcome | None = None
    offers: Mapping[CellRef, str] = field(default_factory=dict)
    workings: Mapping[CellRef, str] = field(default_factory=dict)


def is_mark(typed: str) -> bool:
    """Whether a cell says “not applicable” (- — —— / *), which is not the same as being empty."""
    return bool(typed.strip()) and narrow(typed).strip() in NOT_APPLICABLE


def budget(funds: Funds, snapshot: Snapshot, row: str) -> Decimal | None:
    """全年预算数 of one row; where the form splits it (上年结转 + 当年安排, seed 003), their sum.

    None while it is empty; a carry-over that is empty beside an allocation counts as nothing.
    """
    adjusted = funds.column("adjusted")
    if adjusted:
        return snapshot.value(cells.fund(row, adjusted.key))
    allocated, carried = (
        snapshot.value(cells.fund(row, column.key)) if column else None
        for column in (funds.column("allocated"), funds.column("carried_over"))
    )
    return None if allocated is None else allocated + (carried or 0)


def executed(funds: Funds, snapshot: Snapshot, row: str) -> Decimal | None:
    """全年执行数 of one row, None while it is empty."""
    column = funds.column("executed")
    return snapshot.value(cells.fund(row, column.key)) if column else None


def fund_figures(form: FormDefinition, snapshot: Snapshot) -> FundFigures:
    """Everything computed from the fund cells; empty where the form has no funds."""
    funds = form.funds
    if funds is None:
        return FundFigures()
    rates = {
        row.key: execution_rate(executed(funds, snapshot, row.key), budget(funds, snapshot, row.key))
        for row in funds.rows
    }
    parts = dict(_parts(funds, snapshot))
    execution = _execution(funds, snapshot)
    rounding = form.execution_rounding
    return FundFigures(
        rates=rates,
        execution_rate=rates.get(funds.total.key) if funds.total else None,
        parts=parts,
        execution=execution,
        offers=dict(_offers(funds, snapshot, rates, parts)) | _execution_offer(funds, execution, rounding),
        workings=dict(_rate_workings(funds, snapshot, rates))
        | _execution_working(funds, execution, rounding),
    )


def amount_text(funds: Funds, column: FundColumn, value: Decimal) -> str:
    """An amount as its column prints it: at least two decimals, more where it has them.

    >>> column = FundColumn(key="a", label="a", role="adjusted")
    >>> amount_text(Funds(label="资金", rows=(), columns=(column,)), column, Decimal("1155.500000"))
    '1155.50'
    """
    shown = in_unit(funds, value)
    if column.decimals is not None:
        return printing.amount(shown, decimals=column.decimals)
    _, _, decimals = printing.plain(shown).partition(".")
    return printing.amount(shown, decimals=max(AMOUNT_DECIMALS, len(decimals)))


def amounts_offered(funds: Funds | None, amounts: Mapping[CellRef, Decimal]) -> dict[CellRef, str]:
    """Amounts in 万元 as their columns print them."""
    columns = {column.key: column for column in funds.columns} if funds else {}
    return {ref: amount_text(funds, columns[ref.column], value) for ref, value in amounts.items() if funds}


def _parts(funds: Funds, snapshot: Snapshot) -> Iterator[tuple[CellRef, Parts | None]]:
    """Every amount of a total row with what its parts say."""
    for total in funds.totals:
        for column in funds.columns:
            if column.is_amount:
                yield cells.fund(total.key, column.key), parts_of(funds, snapshot, column, total)


def parts_of(funds: Funds, snapshot: Snapshot, column: FundColumn, total: FundRow) -> Parts | None:
    """Return what stands in the parts of `total` in an amount column; None where there are none."""
    parts = funds.parts(total)
    if column.only_total or not parts:
        return None
    used = [row for row in parts if _is_used(funds, snapshot, row)]
    refs = [cells.fund(row.key, column.key) for row in used]
    numbers = {ref: value for ref in refs if (value := snapshot.value(ref)) is not None}
    others = [ref for ref in refs if ref not in numbers]
    return Parts(
        total=sum(numbers.values(), Decimal(0)),
        numbers=tuple(numbers),
        marks=tuple(ref for ref in others if is_mark(snapshot.typed(ref))),
        empty=tuple(ref for ref in others if not is_mark(snapshot.typed(ref))),
    )


def _is_used(funds: Funds, snapshot: Snapshot, row: FundRow) -> bool:
    """Whether anything stands in one of the row's amount columns."""
    amounts = [column for column in funds.columns if column.is_amount and not column.only_total]
    return any(snapshot.typed(cells.fund(row.key, column.key)).strip() for column in amounts)


def _execution(funds: Funds, snapshot: Snapshot) -> Outcome | None:
    total = funds.total
    if total is None or funds.execution_rule is None or funds.execution_points is None:
        return None
    claim = Claim.of_amounts(
        adjusted=budget(funds, snapshot, total.key),
        executed=executed(funds, snapshot, total.key),
        points=funds.execution_points,
    )
    return score(funds.execution_rule, claim)


def _offers(
    funds: Funds,
    snapshot: Snapshot,
    rates: Mapping[str, Fraction | None],
    parts: Mapping[CellRef, Parts | None],
) -> Iterator[tuple[CellRef, str]]:
    total, rate_column, points_column = funds.total, funds.column("rate"), funds.column("points")
    columns = {column.key: column for column in funds.columns}
    for ref, found in parts.items():
        if found and found.sum is not None:
            yield ref, amount_text(funds, columns[ref.column], found.sum)
    if total and points_column and funds.execution_points is not None:
        yield cells.fund(total.key, points_column.key), printing.plain(funds.execution_points)
    for row in funds.rows if rate_column else ():
        is_told = rates[row.key] is not None or _has_no_rate(funds, snapshot, row.key)
        if rate_column and is_told and not (rate_column.only_total and row.role != "total"):
            yield (
                cells.fund(row.key, rate_column.key),
                printing.rate(rates[row.key], decimals=funds.rate_decimals),
            )


def _has_no_rate(funds: Funds, snapshot: Snapshot, row: str) -> bool:
    """Whether there is nothing to divide whatever is filled in yet: a budget of zero, “-” as executed."""
    budgeted, column = budget(funds, snapshot, row), funds.column("executed")
    is_marked = column is not None and is_mark(snapshot.typed(cells.fund(row, column.key)))
    return budgeted is not None and (budgeted == 0 or is_marked)


def _rate_workings(
    funds: Funds, snapshot: Snapshot, rates: Mapping[str, Fraction | None]
) -> Iterator[tuple[CellRef, str]]:
    column = funds.column("rate")
    for key, rate in rates.items():
        if column and rate is not None:
            above, below = (
                printing.amount(value and in_unit(funds, value), decimals=AMOUNT_DECIMALS)
                for value in (executed(funds, snapshot, key), budget(funds, snapshot, key))
            )
            yield (
                cells.fund(key, column.key),
                f"{above} ÷ {below} = {printing.rate(rate, decimals=funds.rate_decimals)}",
            )


def execution_ref(funds: Funds | None) -> CellRef | None:
    """The cell of the execution score, None where the form scores no execution."""
    column = funds.column("score") if funds else None
    if funds is None or funds.total is None or column is None or funds.execution_points is None:
        return None
    return cells.fund(funds.total.key, column.key)


def _execution_offer(funds: Funds, outcome: Outcome | None, rounding: Rounding) -> dict[CellRef, str]:
    ref = execution_ref(funds)
    if ref is None or outcome is None or outcome.score is None:
        return {}
    return {ref: printing.plain(round_score(outcome.score, rounding))}


def _execution_working(funds: Funds, outcome: Outcome | None, rounding: Rounding) -> dict[CellRef, str]:
    ref = execution_ref(funds)
    return {} if ref is None or outcome is None else {ref: working(outcome, rounding)}
