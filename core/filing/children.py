"""合并填报: what the figures of several implementing units come to in the filing of the unit that leads.

Sums, weighted means and the words of the leading unit are core.scoring.aggregation's (R26, 湖北); here each
cell finds its figures. The score is given once, to what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from core.figures.quantities import parse_actual
from core.figures.text import quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FormDefinition, Funds
from core.filing.funds import budget
from core.filing.sharing import NOT_APPLICABLE
from core.filing.snapshot import Child, Line, Snapshot
from core.scoring.aggregation import Aggregate, Aggregation, UnitFigure, aggregate, usual

KEPT = ("target", "actual", "not_applicable")
"""What a unit says of a row that its leading unit needs."""
NOT_YET = "尚未审核通过"
NO_LEADER = "牵头单位没有分单位自评，本指标请自行填写。"


@dataclass(frozen=True)
class Share:
    """One unit's part of one row, in words: what it had to do, what it did."""

    unit_name: str
    target: str
    actual: str
    is_open: bool = False

    @property
    def shown(self) -> str:
        """What it did, or that this is not settled yet."""
        return NOT_YET if self.is_open else self.actual


def child_of(form: FormDefinition, snapshot: Snapshot, *, sha256: str = "", leads: bool = False) -> Child:
    """Return what the leading unit takes from the filing of one unit: nothing before it is approved."""
    approved = snapshot.cells if sha256 else {}
    kept = {ref: cell for ref, cell in approved.items() if _is_kept(form, CellRef.parse(ref))}
    return Child(snapshot.identity.number, snapshot.identity.unit_name, leads, sha256, kept)


def fund_sums(form: FormDefinition, snapshot: Snapshot) -> Mapping[CellRef, Decimal]:
    """Each amount that at least one unit has, added up, in 万元; nothing while a unit is open."""
    funds, children = form.funds, snapshot.children
    if funds is None or any(child.is_open for child in children):
        return {}
    found = {}
    for row in funds.rows:
        for column in funds.columns:
            ref = cells.fund(row.key, column.key)
            amounts = [amount for child in children if (amount := child.value(ref)) is not None]
            if column.is_amount and amounts:
                found[ref] = sum(amounts, Decimal(0))
    return found


def aggregated(form: FormDefinition, snapshot: Snapshot, line: Line) -> Aggregate | None:
    """What the units' figures of a row come to; None where there are none, or the leading unit types it.

    Without a value or words `problem` says what to do.
    """
    children = snapshot.children
    if not children or asked_way(form, line) == "typed":
        return None
    if waiting := [child.unit_name for child in children if child.is_open]:
        return Aggregate(problem=f"{'、'.join(map(quoted, waiting))}的分单位自评尚未审核通过，暂不能汇总。")
    figures = [figure for child in children if (figure := _figure(form, snapshot, line, child)) is not None]
    how = way_of(form, line, figures)
    if not figures or how == "typed":
        return None
    if how == "main" and not any(figure.is_main for figure in figures):
        return Aggregate(problem=NO_LEADER)
    return aggregate(figures, how)


def asked_way(form: FormDefinition, line: Line) -> Aggregation | None:
    """How the form wants the figures of a row put together: the row's own say, else its group's."""
    fixed = form.indicators.fixed_rows.get(line.key)
    groups = (leaf for _, leaf in form.indicators.leaves() if leaf.key == line.group)
    own = fixed.aggregation if fixed else None
    return own or next((group.aggregation for group in groups), None)


def way_of(form: FormDefinition, line: Line, figures: list[UnitFigure]) -> Aggregation:
    """As `asked_way`; where the form leaves it open, as the kind of the figures asks: words are typed."""
    if way := asked_way(form, line):
        return way
    ways = {usual(figure.actual) for figure in figures if figure.actual.kind != "empty"} - {"typed"}
    if not ways:
        return "typed"
    return "weighted_mean" if "weighted_mean" in ways else "sum"


def shares(snapshot: Snapshot, line: Line) -> list[Share]:
    """分单位明细 of a row: one line for each unit, in the order of the units."""

    def said(child: Child) -> Share:
        is_used = child.typed(cells.indicator(line.key, "not_applicable")) != NOT_APPLICABLE
        target, actual = (child.typed(cells.indicator(line.key, column)) for column in ("target", "actual"))
        return Share(child.unit_name, target, actual if is_used else "不适用", child.is_open)

    return [said(child) for child in snapshot.children]


def _is_kept(form: FormDefinition, ref: CellRef) -> bool:
    if ref.section == "funds" and form.funds:
        return any(column.is_amount and column.key == ref.column for column in form.funds.columns)
    return ref.section == "indicators" and ref.column in KEPT


def _figure(form: FormDefinition, snapshot: Snapshot, line: Line, child: Child) -> UnitFigure | None:
    """What a unit reports for a row, None where it does not apply there."""
    if child.typed(cells.indicator(line.key, "not_applicable")) == NOT_APPLICABLE:
        return None
    actual = parse_actual(child.typed(cells.indicator(line.key, "actual")), year=snapshot.identity.data_year)
    return UnitFigure(child.unit_name, actual, _budget(form.funds, snapshot, child), child.leads)


def _budget(funds: Funds | None, snapshot: Snapshot, child: Child) -> Decimal | None:
    """全年预算数 of a unit, by which its rates are weighed."""
    if funds is None or funds.total is None:
        return None
    return budget(funds, replace(snapshot, cells=child.cells), funds.total.key)
