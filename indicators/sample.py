"""A filing with sample values, to look at the paper of a form on which nobody has filed yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.figures.printing import plain
from core.figures.targets import parse_target
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.entry import read_cell
from core.filing.form import FormDefinition, FundColumn, Funds
from core.filing.snapshot import Cell, Identity, Line, Snapshot
from core.filing.texts import Goals
from core.scoring.splitting import split_evenly

BUDGET, SPENT = Decimal(100), Decimal(95)
"""万元 in each part of the funds; so the execution rate is 95 %."""
TEXT, DATE, TARGET, DONE, SIGNS = "（示例）", "2022年4月6日", "≥100", "达成预期", "≥≧>≤≦<=＝"
ROUNDS = 4  # a total offers a rate, a rate a score, the scores a sum


def sample(form: FormDefinition) -> Snapshot:
    """Return a filing on `form`: the rows that it prescribes, one invented row where projects bring them."""
    identity = Identity(
        number=TEXT,
        data_year=form.year,
        work_year=form.year + 1,
        unit_code="000",
        unit_name="某某单位",
        department_name="某某主管部门",
        project_name="某某项目",
    )
    lines = tuple(_lines(form))
    goals = form.goals.count if form.goals else 0
    snapshot = Snapshot(identity, "", goals, lines, _cells(form, dict(_typed(form, lines))))
    for _ in range(ROUNDS):
        offered = _cells(form, dict(compute(form, snapshot).offers))
        snapshot = replace(snapshot, cells={**offered, **snapshot.cells})
    return snapshot


def _cells(form: FormDefinition, typed: dict[CellRef, str]) -> dict[str, Cell]:
    return {str(ref): read_cell(form, ref, text) for ref, text in typed.items()}


def _lines(form: FormDefinition) -> Iterator[Line]:
    for _, leaf in form.indicators.leaves():
        for row in leaf.rows:
            yield Line(row.key, leaf.key, row.name, row.target, row.points)
        if not leaf.rows:
            yield Line(f"sample-{leaf.key}"[:60], leaf.key, "某某指标", TARGET, leaf.points)


def _typed(form: FormDefinition, lines: tuple[Line, ...]) -> Iterator[tuple[CellRef, str]]:
    yield from ((cells.header(field.key), DATE if field.kind == "date" else TEXT) for field in form.header)
    yield from _amounts(form.funds) if form.funds else ()
    yield from _goals(form.goals) if form.goals else ()
    for block in form.texts:
        yield from ((cells.text(row.key, column.key), TEXT) for row in block.rows for column in block.columns)
    for line in lines:
        target = line.approved_target or TARGET
        number = parse_target(target).kind == "quantitative"
        yield cells.indicator(line.key, "target"), target
        yield cells.indicator(line.key, "actual"), target.lstrip(SIGNS) if number else DONE
        if form.indicators.scored and line.approved_points is not None:
            yield cells.indicator(line.key, "points"), plain(line.approved_points)
    if form.report:
        yield from ((cells.report(section.key), TEXT) for section in form.report.sections if section.has_text)


def _goals(goals: Goals) -> Iterator[tuple[CellRef, str]]:
    """As many as there are at least, each with its part of the weights."""
    weights = _shares(goals.weights, goals.count) if goals.weights else ("",) * goals.count
    for number, weight in enumerate(weights, start=1):
        yield from ((cells.goal(number, side), TEXT) for side in ("expected", "actual"))
        yield from [(cells.goal(number, "weight"), weight)] if weight else []


def _shares(weights: Decimal, count: int) -> list[str]:
    decimals = len(plain(weights).partition(".")[2])
    return [plain(share) for share in split_evenly(weights, count, decimals=decimals)]


def _amounts(funds: Funds) -> Iterator[tuple[CellRef, str]]:
    for row in funds.rows:
        parts = len(funds.parts(row)) or 1
        for column in funds.columns:
            if column.is_amount and (row.role == "total" or not column.only_total):
                yield cells.fund(row.key, column.key), _amount(column, parts if row.role == "total" else 1)
            elif column.role == "points" and row.role == "total" and funds.execution_points is not None:
                yield cells.fund(row.key, column.key), plain(funds.execution_points)


def _amount(column: FundColumn, times: int) -> str:
    return plain((SPENT if column.role == "executed" else BUDGET) * times)
