"""预算变动 of a project's year: what documents did to its budget, and what its fund cells come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from core.figures import printing
from core.figures.text import narrow
from core.filing import cells
from core.filing.amounts import in_unit, kept
from core.filing.cells import CellRef
from core.filing.form import FundColumn, FundRow, Funds
from core.filing.funds import AMOUNT_DECIMALS, amount_text

Kind = Literal["initial", "added", "reduced", "recovered", "carried_over"]
KINDS: Mapping[Kind, str] = {
    "initial": "年初",
    "added": "追加",
    "reduced": "调减",
    "recovered": "收回",
    "carried_over": "上年结转",
}
TAKEN_AWAY = ("reduced", "recovered")
BEGUN_BY: Mapping[str, tuple[Kind, ...]] = {
    "initial": ("initial",),
    "adjusted": ("initial", "carried_over"),
    "carried_over": ("carried_over",),
    "allocated": ("initial",),
}
"""By the role of a column: of which kinds one must be registered, since what is not registered is not 0."""
WHOLE = ("adjusted", "allocated")
"""The columns that may be filled where only the other sources had anything at the beginning."""
CARRIED = re.compile("结转|结余")
OF_THIS_YEAR = re.compile("当年|本年")
MOST_TOLD = 8
AMONG = "其中"


@dataclass(frozen=True)
class Movement:
    """What one document did. `amount`: in 万元, never below 0; `source`: of the money, empty where unsaid."""

    kind: Kind
    amount: Decimal
    document: str
    dated_on: date
    source: str = ""

    @property
    def is_less(self) -> bool:
        return self.kind in TAKEN_AWAY

    @property
    def signed(self) -> Decimal:
        return -self.amount if self.is_less else self.amount


@dataclass(frozen=True)
class Budgeted:
    """What the movements make of one cell. `value`: in 万元; `text`: as its column prints it.

    `is_whole`: whether nothing may be lacking, since a movement without a source counts for the total alone.
    `is_begun`: whether it is registered with what the year began.
    """

    value: Decimal
    text: str
    working: str
    is_whole: bool
    is_begun: bool
    printed: Decimal

    def agrees(self, filed: Decimal | None) -> bool:
        """Whether a cell holds the sum, exact or as it prints."""
        return filed in (self.value, self.printed)


def source_name(label: str) -> str:
    """What a fund row calls its money, without what stands around it.

    >>> source_name("其中：当年财政拨款"), source_name(" 其他资金: ")
    ('当年财政拨款', '其他资金')
    """
    name = "".join(narrow(label).split()).rstrip(":")
    return name.removeprefix(AMONG).lstrip(":")


def total_of(movements: Iterable[Movement]) -> Decimal:
    """全年预算数 in 万元."""
    return sum((one.signed for one in movements), Decimal(0))


def is_begun(movements: Iterable[Movement]) -> bool:
    """Whether the sum of a year is its 全年预算数: what is not registered of its beginning is not 0."""
    return any(one.kind in BEGUN_BY["adjusted"] for one in movements)


def budgets(funds: Funds | None, movements: Sequence[Movement]) -> dict[CellRef, Budgeted]:
    """The amounts of the first total row, and of the rows whose source a movement names; none below 0.

    A cell of which the beginning is not registered, or not whether it was taken from it, is not among them.
    """
    if funds is None:
        return {}
    return {
        cells.fund(row.key, column.key): budgeted
        for row, own in _by_row(funds, movements)
        for column in funds.columns
        if column.role in BEGUN_BY and (row == funds.total or not column.only_total)
        if (counted := _counted(column, own))
        if (budgeted := _budgeted(funds, row, column, counted, movements)).value >= 0 and budgeted.is_begun
    }


def year_budgets(funds: Funds | None, movements: Sequence[Movement]) -> dict[str, Budgeted]:
    """全年预算数 by the key of the row, whether it stands in one column or in two; none below 0."""
    columns = budget_columns(funds)
    if funds is None or not columns:
        return {}
    whole = columns[0].model_copy(update={"role": "adjusted"})
    return {
        row.key: budgeted
        for row, own in _by_row(funds, movements)
        if row == funds.total or not whole.only_total
        if (budgeted := _budgeted(funds, row, whole, own, movements)).value >= 0
    }


def budget_columns(funds: Funds | None) -> list[FundColumn]:
    """The columns that say 全年预算数: one, or 当年安排 and 上年结转."""
    if funds is None:
        return []
    one = funds.column("adjusted")
    two = (funds.column("allocated"), funds.column("carried_over"))
    return [one] if one else [column for column in two if column]


def _by_row(funds: Funds, movements: Sequence[Movement]) -> Iterator[tuple[FundRow, list[Movement]]]:
    if funds.total is not None and movements:
        yield funds.total, list(movements)
    for row in funds.rows:
        own = [one for one in movements if one.source and one.source == source_name(row.label)]
        if row.role == "part" and own:
            yield row, own


def _counted(column: FundColumn, own: Sequence[Movement]) -> list[Movement]:
    """The movements that a column is the sum of; none where one may belong to it or to another."""
    if column.role == "adjusted":
        return list(own)
    if column.role == "initial":
        return [one for one in own if one.kind == "initial"]
    sides = [_is_carried(one, own) for one in own]
    wanted = column.role == "carried_over"
    return [] if None in sides else [one for one, side in zip(own, sides, strict=True) if side == wanted]


def _is_carried(one: Movement, own: Iterable[Movement]) -> bool | None:
    """Whether a movement is of money carried over; None where what was taken away may be of either."""
    if not one.is_less:
        return one.kind == "carried_over"
    if CARRIED.search(one.source) or OF_THIS_YEAR.search(one.source):
        return bool(CARRIED.search(one.source))
    sources = {one.source, ""} if one.source else None
    given = [other for other in own if not other.is_less and (sources is None or other.source in sources)]
    sides = {other.kind == "carried_over" for other in given}
    return sides.pop() if len(sides) == 1 else None


def _budgeted(
    funds: Funds, row: FundRow, column: FundColumn, counted: Sequence[Movement], movements: Sequence[Movement]
) -> Budgeted:
    value = total_of(counted)
    text = amount_text(funds, column, value)
    all_named = _all_named(funds, movements)
    of_others = movements if all_named and column.role in WHOLE else ()
    return Budgeted(
        value=value,
        text=text,
        working=_working(funds, counted, value),
        is_whole=row == funds.total or all_named,
        is_begun=any(one.kind in BEGUN_BY[column.role] for one in (*counted, *of_others)),
        printed=kept(funds, Decimal(text)),
    )


def _all_named(funds: Funds, movements: Iterable[Movement]) -> bool:
    """Whether every movement names a row of the form."""
    names = {source_name(row.label) for row in funds.rows if row.role == "part"}
    return all(one.source in names for one in movements)


def _working(funds: Funds, counted: Sequence[Movement], value: Decimal) -> str:
    """年初100.00（示例〔2022〕1号，2022年1月5日） + 追加20.00（…） = 120.00万元."""
    told = _each(funds, counted) if len(counted) <= MOST_TOLD else _by_kind(funds, counted)
    return f"{_joined(told)} = {_amount(funds, value)}{funds.amount_unit}"


def _each(funds: Funds, counted: Sequence[Movement]) -> list[tuple[bool, str]]:
    return [
        (one.is_less, f"{KINDS[one.kind]}{_amount(funds, one.amount)}（{_source_of(one)}）")
        for one in _in_order(counted)
    ]


def _by_kind(funds: Funds, counted: Sequence[Movement]) -> list[tuple[bool, str]]:
    """Many of one kind as one amount with their number."""
    kinds = {kind: [one for one in counted if one.kind == kind] for kind in KINDS}
    return [
        (kind in TAKEN_AWAY, f"{KINDS[kind]}{len(own)}笔共{_amount(funds, _sum(own))}")
        for kind, own in kinds.items()
        if own
    ]


def _joined(told: Sequence[tuple[bool, str]]) -> str:
    signed = "".join(f" {'−' if is_less else '+'} {words}" for is_less, words in told)
    return signed.removeprefix(" + ").strip()


def _in_order(movements: Iterable[Movement]) -> list[Movement]:
    order = list(KINDS)
    return sorted(movements, key=lambda one: (order.index(one.kind), one.dated_on))


def _source_of(one: Movement) -> str:
    day = one.dated_on
    return f"{one.document}，{day.year}年{day.month}月{day.day}日"


def _sum(movements: Iterable[Movement]) -> Decimal:
    return sum((one.amount for one in movements), Decimal(0))


def _amount(funds: Funds, value: Decimal) -> str:
    return with_decimals(in_unit(funds, value))


def with_decimals(value: Decimal) -> str:
    """An amount with two decimals at least, more where it has them.

    >>> with_decimals(Decimal("20.000000")), with_decimals(Decimal("0.12345"))
    ('20.00', '0.12345')
    """
    decimals = len(printing.plain(value).partition(".")[2])
    return printing.amount(value, decimals=max(AMOUNT_DECIMALS, decimals))
