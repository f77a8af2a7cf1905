"""预算变动 of a project's year: what documents did to its budget, and what its fund cells come to."""

from __future__ import annotations

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
SAID_BY: Mapping[str, tuple[Kind, ...]] = {
    "initial": ("initial",),
    "adjusted": tuple(KINDS),
    "carried_over": ("carried_over",),
    "allocated": tuple(kind for kind in KINDS if kind != "carried_over"),
}
"""By the role of a column: the kinds of movements that its amount is the sum of."""
BUDGETS = ("adjusted", "allocated", "carried_over")
"""The columns that say 全年预算数, in one or in two."""
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
    def signed(self) -> Decimal:
        return -self.amount if self.kind in TAKEN_AWAY else self.amount


@dataclass(frozen=True)
class Budgeted:
    """What the movements make of one cell. `value`: in 万元; `text`: as its column prints it.

    `is_whole`: whether nothing may be lacking, since a movement without a source counts for the total alone.
    """

    value: Decimal
    text: str
    working: str
    is_whole: bool
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


def budgets(funds: Funds | None, movements: Sequence[Movement]) -> dict[CellRef, Budgeted]:
    """The amounts of the first total row, and of the rows whose source a movement names; none below 0."""
    if funds is None or not movements:
        return {}
    return {
        cells.fund(row.key, column.key): budgeted
        for row, own in _by_row(funds, movements)
        for column in funds.columns
        if column.role in SAID_BY and (row == funds.total or not column.only_total)
        if (budgeted := _budgeted(funds, row, column, own, movements)).value >= 0
    }


def _by_row(funds: Funds, movements: Sequence[Movement]) -> Iterator[tuple[FundRow, list[Movement]]]:
    if funds.total is not None:
        yield funds.total, list(movements)
    for row in funds.rows:
        own = [one for one in movements if one.source and one.source == source_name(row.label)]
        if row.role == "part" and own:
            yield row, own


def _budgeted(
    funds: Funds, row: FundRow, column: FundColumn, own: Sequence[Movement], movements: Sequence[Movement]
) -> Budgeted:
    counted = [one for one in own if one.kind in SAID_BY[column.role]]
    value = total_of(counted)
    text = amount_text(funds, column, value)
    return Budgeted(
        value=value,
        text=text,
        working=_working(funds, column, counted, value),
        is_whole=row == funds.total or _all_named(funds, movements),
        printed=kept(funds, Decimal(text)),
    )


def _all_named(funds: Funds, movements: Iterable[Movement]) -> bool:
    """Whether every movement names a row of the form."""
    names = {source_name(row.label) for row in funds.rows if row.role == "part"}
    return all(one.source in names for one in movements)


def _working(funds: Funds, column: FundColumn, counted: Sequence[Movement], value: Decimal) -> str:
    """年初100.00（示例〔2022〕1号，2022年1月5日） + 追加20.00（…） = 120.00万元."""
    if not counted:
        return f"没有登记{'、'.join(KINDS[kind] for kind in SAID_BY[column.role])}，按0计"
    told = _each(funds, counted) if len(counted) <= MOST_TOLD else _by_kind(funds, counted)
    return f"{_joined(told)} = {_amount(funds, value)}{funds.amount_unit}"


def _each(funds: Funds, counted: Sequence[Movement]) -> list[tuple[bool, str]]:
    return [
        (one.kind in TAKEN_AWAY, f"{KINDS[one.kind]}{_amount(funds, one.amount)}（{_source_of(one)}）")
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
