"""What of a filing is scored again: 预算执行率 and every indicator row that applies, as they were filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from core.figures import printing
from core.filing import cells
from core.filing.amounts import in_unit
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.funds import budget, execution_ref
from core.filing.rows import Row, read_rows
from core.filing.sharing import carriers
from core.filing.snapshot import Snapshot
from core.filing.sums import execution_points

EXECUTION = "预算执行率"


@dataclass(frozen=True)
class Item:
    """One row as filed. `value_ref`, `score_ref`: its cells of 完成值 and 得分, which second ones replace.

    `target`: 指标值; of the execution rate the budget, whose 完成值 is what was executed. `limit`: the most
    that it may be given. `files`: how many of 佐证材料. `by_answers`: its rule asks other things than 完成值,
    so that another one says nothing about the score. `group`: the row in which the score stands that several
    have together (R27), `shares` its name in the others, of which 完成值 alone is found.
    """

    value_ref: CellRef
    score_ref: CellRef
    first: str
    second: str
    name: str
    target: str
    limit: Decimal | None
    actual: str
    score: Decimal | None
    files: int = 0
    by_answers: bool = False
    group: str = ""
    shares: str = ""

    @property
    def key(self) -> str:
        return str(self.score_ref)


def items(form: FormDefinition, snapshot: Snapshot) -> tuple[Item, ...]:
    """Return the rows in the order of the paper; none where the form gives no scores."""
    if not form.indicators.scored:
        return ()
    groups = {leaf.key: (first.name, leaf.name) for first, leaf in form.indicators.leaves()}
    rows = [row for row in read_rows(form, snapshot) if row.applicable]
    own = tuple(_item(snapshot, row, groups[row.line.group]) for row in rows)
    return (*_execution(form, snapshot), *_grouped(own, carriers(form, snapshot)))


def amount_of(form: FormDefinition, snapshot: Snapshot) -> Decimal | None:
    """全年预算数 of a filing in 万元, by which samples are drawn; None where there is none."""
    if form.funds is None or form.funds.total is None:
        return None
    return budget(form.funds, snapshot, form.funds.total.key)


def _grouped(found: tuple[Item, ...], held: Mapping[str, str]) -> Iterator[Item]:
    """The rows with the one that carries their score."""
    names = {item.score_ref.row: item.name for item in found}
    for item in found:
        own = item.score_ref.row
        group = held.get(own, "")
        yield replace(item, group=group, shares=names[group] if group not in ("", own) else "")


def _item(snapshot: Snapshot, row: Row, names: tuple[str, str]) -> Item:
    first, second = names
    return Item(
        value_ref=row.ref("actual"),
        score_ref=row.ref("score"),
        first=first,
        second="" if second == first else second,
        name=row.line.name,
        target=snapshot.typed(row.ref("target")).strip(),
        limit=row.limit,
        actual=snapshot.typed(row.ref("actual")).strip(),
        score=row.score,
        files=sum(file.row == row.line.key for file in snapshot.evidence),
        by_answers=not row.needs_target,
    )


def _execution(form: FormDefinition, snapshot: Snapshot) -> Iterator[Item]:
    funds, ref = form.funds, execution_ref(form.funds)
    column = funds.column("executed") if funds else None
    if funds is None or ref is None or column is None:
        return
    budgeted = budget(funds, snapshot, ref.row)
    value_ref = cells.fund(ref.row, column.key)
    yield Item(
        value_ref=value_ref,
        score_ref=ref,
        first=EXECUTION,
        second="",
        name=column.label,
        target=printing.plain(budgeted and in_unit(funds, budgeted)),
        limit=execution_points(form, snapshot),
        actual=snapshot.typed(value_ref).strip(),
        score=snapshot.value(ref),
    )
