"""A table in words: lines, subtotals, a grand total. Each total is worked out from the exact figures here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Literal

from core.figures import printing
from core.figures.printing import DASH
from core.scoring.totals import deviation, execution_rate
from core.summary.columns import Column

Value = str | Decimal | int | None
Of = Literal["row", "subtotal", "total"]
AMOUNT_DECIMALS = 2
SCORES = ("score", "reviewed_score")
"""Of which 偏离度 is worked out."""
SUBTOTAL, TOTAL = "{}小计", "合计"


@dataclass(frozen=True)
class Item:
    """One line to be: `group` is what it is subtotalled under, `values` by the key of the column."""

    group: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Line:
    """One printed line; `label`: what a total is called."""

    of: Of
    texts: Mapping[str, str]
    label: str = ""


@dataclass(frozen=True)
class Table:
    """`columns` are those that print; the lines know every column, so that all of them are proved."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    note: str = ""

    @property
    def rows(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.of == "row")


def lines_of(
    columns: Sequence[Column], items: Sequence[Item], *, grouped: bool = False, counted: str = ""
) -> tuple[Line, ...]:
    """Return a line for each item and their total, unless there is none.

    `grouped`: those of one group stand together already, and get a subtotal. `counted`: how a total says of
    how many lines it is (（{}份）).
    """
    if not items:
        return ()
    writer = _Writer(columns, items, counted)
    lines: list[Line] = []
    for group, found in groupby(items, key=lambda item: item.group):
        own = list(found)
        lines += map(writer.row, own)
        if grouped:
            lines.append(writer.total("subtotal", SUBTOTAL.format(group), own))
    return (*lines, writer.total("total", TOTAL, items))


class _Writer:
    """Writes lines whose amounts all have as many decimals as the one that needs most, two at least."""

    def __init__(self, columns: Sequence[Column], items: Sequence[Item], counted: str) -> None:
        self.columns = columns
        self.counted = counted
        self.items = items
        amounts = [column.key for column in columns if column.kind == "amount"]
        written = [printing.plain(value) for key in amounts for value in _numbers(items, key)]
        self.decimals = max([AMOUNT_DECIMALS, *(len(text.partition(".")[2]) for text in written)])

    def row(self, item: Item) -> Line:
        return Line("row", {column.key: self._row(column, item) for column in self.columns})

    def total(self, of: Of, label: str, items: Sequence[Item]) -> Line:
        texts = {column.key: self._total(column, items) for column in self.columns}
        return Line(of, texts, label + self.counted.format(len(items)))

    def _row(self, column: Column, item: Item) -> str:
        if column.kind in ("rate", "share"):
            return self._part(column, [item])
        if column.kind == "deviation":
            return printing.rate(deviation(*(_number(item, key) for key in SCORES)))
        value = item.values[column.key]
        if isinstance(value, str):
            return value
        if column.kind == "amount":
            return self._amount(value)
        return printing.plain(value, empty=DASH)

    def _total(self, column: Column, items: Sequence[Item]) -> str:
        if column.kind in ("rate", "share"):
            return self._part(column, items)
        if column.kind in ("words", "deviation"):
            return ""
        numbers = list(_numbers(items, column.key))
        if not numbers:
            return DASH
        if column.kind == "mean":
            return printing.score(sum(map(Fraction, numbers), Fraction(0)) / len(numbers))
        total = _sum(items, column.key)
        return printing.plain(total) if column.kind == "count" else self._amount(total)

    def _part(self, column: Column, items: Sequence[Item]) -> str:
        if column.kind == "rate":
            return printing.rate(_rate(items))
        return printing.rate(execution_rate(_sum(items, column.of), _sum(self.items, column.of)))

    def _amount(self, value: Decimal | int | None) -> str:
        return printing.amount(value, decimals=self.decimals, empty=DASH)


def _numbers(items: Iterable[Item], key: str) -> Iterator[Decimal | int]:
    for item in items:
        value = item.values[key]
        if value is not None and not isinstance(value, str):
            yield value


def _number(item: Item, key: str) -> Decimal | None:
    value = item.values[key]
    return value if isinstance(value, Decimal) else None


def _sum(items: Iterable[Item], key: str) -> Decimal:
    return sum(map(Decimal, _numbers(items, key)), Decimal(0))


def _rate(items: Iterable[Item]) -> Fraction | None:
    """执行率 from the sums of 执行 and 预算; a line that lacks one of them has no part in it."""
    pairs = [(item.values["executed"], item.values["adjusted"]) for item in items]
    whole = [
        (done, given) for done, given in pairs if isinstance(done, Decimal) and isinstance(given, Decimal)
    ]
    if not whole:
        return None
    return execution_rate(
        sum((done for done, _ in whole), Decimal(0)), sum((given for _, given in whole), Decimal(0))
    )
