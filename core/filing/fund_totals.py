"""项目资金 of several filings of one form added up: 资金集中填报."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.figures import printing
from core.filing import cells
from core.filing.form import FundColumn, Funds
from core.filing.funds import amount_text, budget, executed
from core.filing.snapshot import Snapshot
from core.scoring.totals import execution_rate


@dataclass(frozen=True)
class Added:
    """One column of the total rows. `text`: as the column prints it, empty where nothing can be said.

    `empty`: in how many filings the cell is empty; the sum is of the others.
    """

    text: str = ""
    empty: int = 0


def added_up(funds: Funds, filings: Iterable[Snapshot]) -> dict[str, Added]:
    """What the first total rows of `filings` come to, by the key of the column.

    The rate is that of the sums, and there is none while a budget or an execution is empty.
    """
    seen = tuple(filings)
    return {column.key: added for column in funds.columns for added in _added(funds, column, seen)}


def _added(funds: Funds, column: FundColumn, filings: tuple[Snapshot, ...]) -> Iterator[Added]:
    if column.is_amount and funds.total is not None:
        ref = cells.fund(funds.total.key, column.key)
        amounts = [amount for one in filings if (amount := one.value(ref)) is not None]
        empty = sum(not one.typed(ref) for one in filings)
        text = amount_text(funds, column, sum(amounts, Decimal(0))) if amounts else ""
        yield Added(text, empty)
    elif column.role == "rate" and funds.total is not None:
        yield Added(_rate(funds, funds.total.key, filings))


def _rate(funds: Funds, row: str, filings: tuple[Snapshot, ...]) -> str:
    spent = [executed(funds, one, row) for one in filings]
    budgeted = [budget(funds, one, row) for one in filings]
    known = [amount for amount in (*spent, *budgeted) if amount is not None]
    if len(known) < 2 * len(filings):
        return ""
    rate = execution_rate(_sum(spent), _sum(budgeted))
    return printing.rate(rate, decimals=funds.rate_decimals)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount or Decimal(0) for amount in amounts), Decimal(0))
