"""What a filing says of its money beside what the ledger says: 现有值, 台账值, 差额, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from core.figures import printing
from core.figures.numbers import DECIMAL_PLACES
from core.filing import cells
from core.filing.amounts import in_unit, kept
from core.filing.cells import CellRef
from core.filing.form import AmountUnit, FormDefinition, FundColumn, FundRow, Funds
from core.filing.ledgers import sum_in
from core.filing.snapshot import Snapshot
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.snapshots import form_of
from evaluations.ledger.reading import Line

State = Literal["new", "changed", "same", "unread", "refused", "absent"]
LABELS: Mapping[State, str] = {
    "new": "填入",
    "changed": "修改",
    "same": "一致",
    "unread": "不能识别",
    "refused": "不能写入",
    "absent": "台账中没有",
}
MOST_ROWS_NAMED = 8
NOT_ALL_PARTS = "{}。合计没有写入：合计空白或等于各行之和的，采用后按各行之和填入；否则请核对后改正。"


@dataclass(frozen=True)
class Item:
    """One cell. `text`: what would be written; `places`: the rows of the ledger; `why`: why it is not."""

    ref: CellRef
    row: str
    column: str
    now: str
    text: str
    difference: str
    places: str
    state: State
    why: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.state]

    @property
    def is_proposed(self) -> bool:
        return self.state in ("new", "changed")


@dataclass(frozen=True)
class Compared:
    """One filing. `locked`: why nothing can be written into it now, empty where it can."""

    evaluation: Evaluation
    count: int
    items: tuple[Item, ...]
    locked: str = ""

    @property
    def amount_unit(self) -> str:
        """In which its amounts are typed."""
        funds = form_of(self.evaluation).funds
        return funds.amount_unit if funds else ""

    @property
    def proposed(self) -> tuple[Item, ...]:
        return () if self.locked else tuple(item for item in self.items if item.is_proposed)

    def refusing(self, refused: Mapping[CellRef, str]) -> Compared:
        """With the cells that cannot be taken, and why."""
        items = (
            replace(item, state="refused", why=refused[item.ref]) if item.ref in refused else item
            for item in self.items
        )
        return replace(self, items=tuple(items))


@dataclass(frozen=True)
class Measure:
    """How the amounts of a ledger become those of a form. `meanings`: which columns the ledger has."""

    unit: AmountUnit
    decimals: int
    meanings: frozenset[str]

    def parts_of(self, role: str) -> tuple[str, ...]:
        """The columns of which an amount is the sum: 全年预算数 may be 年初预算数 and 调整数."""
        if role == "adjusted" and "adjusted" not in self.meanings and "change" in self.meanings:
            return ("initial", "change")
        return (role,) if role in self.meanings else ()

    def text(self, funds: Funds, column: FundColumn, amounts: Iterable[Decimal]) -> str:
        """The sum as it is filed: converted once, rounded once."""
        decimals = 2 if funds.amount_unit == "元" else self.decimals
        if column.decimals is not None:
            decimals = column.decimals
        return f"{sum_in(amounts, of=self.unit, into=funds.amount_unit, decimals=decimals):f}"

    def exact(self, funds: Funds, amounts: Iterable[Decimal]) -> str:
        """The sum with all its digits, as somebody may have filed it: 分 is six decimals of 万元."""
        found = sum_in(amounts, of=self.unit, into=funds.amount_unit, decimals=DECIMAL_PLACES)
        return printing.plain(found)


def compare(
    form: FormDefinition, snapshot: Snapshot, lines: Mapping[str, list[Line]], measure: Measure
) -> tuple[Item, ...]:
    """The cells of which ledger or filing says something, in the order of the form."""
    funds = form.funds
    assert funds is not None
    return tuple(
        item
        for row in funds.rows
        if row.role != "memo"
        for column in funds.columns
        if column.is_amount and (row.role == "total" or not column.only_total)
        for item in _item(funds, snapshot, (row, column), lines, measure)
    )


def _lines_of(funds: Funds, row: FundRow, lines: Mapping[str, list[Line]]) -> list[Line]:
    """The lines of a row; of a total also those of its parts."""
    if row.role != "total":
        return lines.get(row.key, [])
    keys = [row.key, *(part.key for part in funds.parts(row))]
    return [line for key in keys for line in lines.get(key, [])]


def _saying(lines: Iterable[Line], parts: Iterable[str]) -> list[Line]:
    """The lines in whose columns something stands, be it unreadable."""
    return [line for line in lines if any(part in line.amounts or part in line.unread for part in parts)]


def _unsaid(
    funds: Funds,
    snapshot: Snapshot,
    place: tuple[FundRow, FundColumn],
    lines: Mapping[str, list[Line]],
    parts: Iterable[str],
) -> list[str]:
    """Parts of a total that hold an amount of which the ledger says nothing: its lines are not the total."""
    total, column = place
    return [
        row.label
        for row in (funds.parts(total) if total.role == "total" else ())
        if snapshot.value(cells.fund(row.key, column.key)) and not _saying(lines.get(row.key, []), parts)
    ]


def _item(
    funds: Funds,
    snapshot: Snapshot,
    place: tuple[FundRow, FundColumn],
    lines: Mapping[str, list[Line]],
    measure: Measure,
) -> Iterator[Item]:
    row, column = place
    ref, parts = cells.fund(row.key, column.key), measure.parts_of(column.role)
    now = snapshot.typed(ref)

    def item(state: State, text: str = "", difference: str = "", why: str = "") -> Item:
        return Item(ref, row.label, column.label, now, text, difference, places_of(said), state, why)

    said = _saying(_lines_of(funds, row, lines), parts)
    unread = [line.unread[part] for line in said for part in parts if part in line.unread]
    if unread:
        yield item("unread", why="；".join(f"{one.place}：{one.sentence}" for one in unread))
        return
    if not said:
        if now and parts:
            yield item("absent")
        return
    if unsaid := _unsaid(funds, snapshot, place, lines, parts):
        yield item("absent", why=NOT_ALL_PARTS.format("、".join(unsaid)))
        return
    amounts = [line.amounts[part] for line in said for part in parts if part in line.amounts]
    text, before = measure.text(funds, column, amounts), snapshot.value(ref)
    for same in (text, measure.exact(funds, amounts)):
        if kept(funds, Decimal(same)) == before:
            yield item("same", same)
            return
    more = "" if before is None else printing.plain(Decimal(text) - in_unit(funds, before))
    yield item("changed" if now else "new", text, more)


def places_of(lines: Iterable[Line]) -> str:
    """The rows of the ledger that are added up, the first of many.

    >>> places_of([])
    ''
    """
    rows = sorted({line.row for line in lines})
    named = "、".join(map(str, rows[:MOST_ROWS_NAMED]))
    more = f"等{len(rows)}" if len(rows) > MOST_ROWS_NAMED else ""
    return f"第{named}{more}行" if rows else ""
