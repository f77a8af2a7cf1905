"""What a workbook works out by itself: sums of fund parts, rates, the execution score, 总分, the grade.

A formula names the cells it reads as ⟦funds/total/executed⟧ (documents.offline). Each comes to what
`core.filing.compute` offers for its cell, or to nothing while something it needs is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.figures.printing import DASH, plain
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FormDefinition, FundColumn, FundRow, Funds
from core.filing.funds import execution_ref
from core.filing.rows import Row, points_are_locked
from core.filing.total_score import KEEP_POINTS
from core.scoring.parameters import Rounding
from core.scoring.parameters.form_wide import Grading
from evaluations.dossiers.fillable import Slot

Slots = Mapping[CellRef, Slot]
CLEAN = 9
"""Decimals that a floating quotient is sure of."""
NO_RATE = "9"
"""Above every limit below which something is held down: without a rate nothing is."""
ROUNDINGS = {"half_up": "ROUND", "down": "ROUNDDOWN"}


@dataclass(frozen=True)
class Worked:
    """`is_open`: it may be overwritten, as the office may know the figure and not its parts."""

    text: str
    number_format: str = "General"
    is_open: bool = False


def formulas(form: FormDefinition, rows: Sequence[Row], slots: Slots) -> dict[CellRef, Worked]:
    """Return the formulas of all cells that have one, by the cell."""
    found = dict(_funds(form)) if form.funds else {}
    if form.indicators.scored:
        found |= dict(_ends(form, rows, slots))
    return {ref: worked for ref, worked in found.items() if ref in slots}


def name(ref: CellRef) -> str:
    return f"⟦{ref}⟧"


def quoted(text: str) -> str:
    """Words within a formula."""
    return '"' + text.replace('"', '""') + '"'


def is_filled(ref: CellRef) -> str:
    """Whether something stands in a cell; a formula that comes to nothing is nothing."""
    return f"LEN(TRIM({name(ref)}))>0"


def _listed(refs: Iterable[CellRef]) -> str:
    return ",".join(map(name, refs))


def _funds(form: FormDefinition) -> Iterator[tuple[CellRef, Worked]]:
    funds = form.funds
    assert funds is not None
    for total in funds.totals:
        for column in funds.columns:
            parts = funds.parts(total) if column.is_amount and not column.only_total else ()
            if parts:
                yield cells.fund(total.key, column.key), _sum(funds, column, parts)
    divided = funds.column("rate")
    for row in funds.rows:
        if divided and (rate := _rate_of(funds, row)):
            yield cells.fund(row.key, divided.key), _rate(funds, rate)
    ref, rule, whole = execution_ref(funds), funds.execution_rule, _rate_of(funds, funds.total)
    is_share = rule is not None and rule.kind == "execution_share"
    if ref and whole and is_share and form.execution_rounding.mode in ROUNDINGS:
        yield ref, _execution(funds.execution_points, whole, form.execution_rounding)


def _sum(funds: Funds, column: FundColumn, parts: Sequence[FundRow]) -> Worked:
    """Nothing while a part whose row is used is empty in this column (core.filing.funds.Parts.sum)."""
    own = [cells.fund(part.key, column.key) for part in parts]
    amounts = [other.key for other in funds.columns if other.is_amount and not other.only_total]
    gaps = [
        f"AND(LEN({'&'.join(name(cells.fund(part.key, key)) for key in amounts)})>0,LEN({name(ref)})=0)"
        for part, ref in zip(parts, own, strict=True)
    ]
    decimals = "0.00####" if column.decimals is None else f"{Decimal(0):.{column.decimals}f}"
    text = f'IF(OR(COUNT({_listed(own)})=0,{",".join(gaps)}),"",ROUND(SUM({_listed(own)}),6))'
    return Worked(text, decimals, is_open=True)


@dataclass(frozen=True)
class _Rate:
    """What is divided in a fund row: 执行数 by the cells of its budget, the first of which must be filled."""

    budgets: tuple[CellRef, ...]
    executed: CellRef

    @property
    def budget(self) -> str:
        """全年预算数 as a number (core.filing.funds.budget)."""
        return f"({'+'.join(f'N({name(ref)})' for ref in self.budgets)})"

    @property
    def has_budget(self) -> str:
        return f"COUNT({name(self.budgets[0])})=1"

    @property
    def has_executed(self) -> str:
        return f"COUNT({name(self.executed)})=1"

    def exact(self, otherwise: str) -> str:
        """The rate, not rounded; `otherwise` where there is none."""
        quotient = f"{name(self.executed)}/{self.budget}"
        return f"IF(AND({self.has_budget},{self.has_executed},{self.budget}>0),{quotient},{otherwise})"


def _rate_of(funds: Funds | None, row: FundRow | None) -> _Rate | None:
    """None where the form does not ask for both."""
    if funds is None or row is None:
        return None
    roles = ("adjusted",) if funds.column("adjusted") else ("allocated", "carried_over")
    budgets = [cells.fund(row.key, column.key) for role in roles if (column := funds.column(role))]
    executed = funds.column("executed")
    if executed is None or funds.column(roles[0]) is None:
        return None
    return _Rate(tuple(budgets), cells.fund(row.key, executed.key))


def _rate(funds: Funds, rate: _Rate) -> Worked:
    executed, dash = name(rate.executed), quoted(DASH)
    quotient = f"ROUND({executed}/{rate.budget},{funds.rate_decimals + 2})"
    text = (
        f'IF(NOT({rate.has_budget}),"",IF({rate.budget}=0,{dash},'
        f'IF(NOT({rate.has_executed}),IF({is_filled(rate.executed)},{dash},""),'
        f'IF({rate.budget}<0,"",{quotient}))))'
    )
    return Worked(text, percent(funds.rate_decimals))


def percent(decimals: int) -> str:
    """The format of a rate.

    >>> percent(0), percent(2)
    ('0%', '0.00%')
    """
    return f"0.{'0' * decimals}%" if decimals else "0%"


def _execution(points: Decimal | None, rate: _Rate, rounding: Rounding) -> Worked:
    """R04 执行数 ÷ 预算数 × 分值, at most the points; a floating quotient is cleaned before it is cut."""
    exact = rate.exact('""')
    share = f"ROUND({plain(points)}*MAX(0,MIN({exact},1)),{CLEAN})"
    scored = f"{ROUNDINGS[rounding.mode]}({share},{rounding.decimals})"
    return Worked(f'IF(ISNUMBER({exact}),{scored},"")', is_open=True)


def _ends(form: FormDefinition, rows: Sequence[Row], slots: Slots) -> Iterator[tuple[CellRef, Worked]]:
    """The last row. Where rows that do not apply move points about, there is a total only without them."""
    counted = [row for row in rows if not row.shares]
    if not counted:
        return
    apply = "TRUE" if form.indicators.not_applicable == "as_printed" else _all_apply(counted)
    points = _points(form, slots)
    yield cells.total("points"), Worked(_added(counted, "points", points, "TRUE", _points_left(form)))
    execution = execution_ref(form.funds)
    executed = _Term(name(execution), f"COUNT({name(execution)})") if execution else None
    score = _added(counted, "score", executed, apply, lambda _row: False)
    yield cells.total("score"), Worked(_capped(form, score))
    if form.grading and form.grading.bands:
        grade = _grade(form.grading, name(cells.total("score")), _total_rate(form))
        yield cells.total("grade"), Worked(grade)


def _total_rate(form: FormDefinition) -> str:
    """The execution rate, not rounded; one that holds nothing down where there is none."""
    rate = _rate_of(form.funds, form.funds.total if form.funds else None)
    return rate.exact(NO_RATE) if rate else NO_RATE


@dataclass(frozen=True)
class _Term:
    """What is added beside the rows: its value, and 1 where it is there."""

    value: str
    count: str


def _all_apply(rows: Sequence[Row]) -> str:
    """Whether no row is ticked 不适用 (R22)."""
    return f"NOT(OR({','.join(map(_away, rows))}))"


def _away(row: Row) -> str:
    return f"{name(row.ref('not_applicable'))}={quoted('是')}"


def _points(form: FormDefinition, slots: Slots) -> _Term | None:
    """The points of the execution rate: as filed, else the form's (core.filing.sums.execution_points)."""
    funds = form.funds
    if funds is None or funds.total is None or funds.execution_points is None:
        return None
    given, column = plain(funds.execution_points), funds.column("points")
    ref = cells.fund(funds.total.key, column.key) if column else None
    if ref is None or ref not in slots:
        return _Term(given, "1")
    return _Term(f"IF(COUNT({name(ref)})=1,{name(ref)},{given})", "1")


def _points_left(form: FormDefinition) -> Callable[[Row], bool]:
    """Whether the points of a row count though it does not apply (core.filing.total_score.points_counted)."""
    keeps = form.indicators.not_applicable in KEEP_POINTS
    return lambda row: keeps or points_are_locked(form, row.line)


def _added(
    rows: Sequence[Row], column: str, beside: _Term | None, apply: str, counts_anyway: Callable[[Row], bool]
) -> str:
    """The sum over the rows that apply; nothing while one of them is open."""
    values, counts = ([beside.value], [beside.count]) if beside else ([], [])
    for row in rows:
        ref = name(row.ref(column))
        if counts_anyway(row):
            values.append(f"N({ref})")
            counts.append(f"COUNT({ref})")
        else:
            values.append(f"IF({_away(row)},0,N({ref}))")
            counts.append(f"IF({_away(row)},1,COUNT({ref}))")
    whole = f"{'+'.join(counts)}={len(counts)}"
    return f'IF(AND({apply},{whole}),ROUND({"+".join(values)},6),"")'


def _capped(form: FormDefinition, score: str) -> str:
    """R24 Under the lowest cap that applies."""
    if not form.total_caps:
        return score
    rate = _total_rate(form)
    limits = [
        f"IF({rate}<{plain(cap.execution_rate_below)},{plain(cap.highest)},1E+9)" for cap in form.total_caps
    ]
    return f'IF(ISNUMBER({score}),MIN({score},{",".join(limits)}),"")'


def _grade(grading: Grading, score: str, rate: str) -> str:
    """R24 The band that is reached, held down by what holds it down; bands are counted from the top."""
    order = [band.name for band in grading.bands]
    reached = "0"
    for number, band in reversed(list(enumerate(grading.bands, start=1))):
        reached = f"IF({score}>={plain(band.minimum)},{number},{reached})"
    held = [
        f"IF({rate}<{plain(cap.execution_rate_below)},{order.index(cap.highest) + 1},0)"
        for cap in grading.caps
    ]
    place = f"MAX({','.join([reached, *held])})"
    chosen = f"CHOOSE({place},{','.join(map(quoted, order))})"
    return f'IF(NOT(ISNUMBER({score})),"",IF({reached}=0,"",{chosen}))'
