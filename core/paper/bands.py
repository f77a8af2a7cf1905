"""The parts of the table but the indicators: head, 项目资金, 年度总体目标, 总分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.filing import cells
from core.filing.form import FormDefinition, FundColumn, FundRow, Funds, PrintedField
from core.filing.snapshot import Snapshot
from core.paper.drafts import NOTHING, Between, Draft, Rows, head_cell, label_cell, side_cell, typed
from core.paper.layout import Layout
from core.paper.printing import fund_cell
from core.paper.sheet import Role
from core.paper.wording import printed_line

FUND_ROLES: dict[str, Role] = {"rate": "rate", "points": "points", "score": "score"}


def head(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """项目名称 in a row of its own, then two fields to a row; a last one alone takes the whole row."""
    pairs = _paired(form.paper.header)
    drafts = [draft for row, fields in enumerate(pairs) for draft in _head_row(row, fields, snapshot, lines)]
    return Rows(len(pairs), tuple(drafts))


def _paired(fields: Sequence[PrintedField]) -> list[Sequence[PrintedField]]:
    pairs: list[Sequence[PrintedField]] = []
    rest = list(fields)
    while rest:
        width = 1 if rest[0].shows == "project_name" else 2
        pairs.append(rest[:width])
        rest = rest[width:]
    return pairs


def _head_row(row: int, fields: Sequence[PrintedField], snapshot: Snapshot, lines: Layout) -> Iterator[Draft]:
    alone = len(fields) == 1
    second_label = (lines.middle, lines.lines["target"][1])
    places = [
        ((0, lines.label_right), (lines.label_right, lines.right if alone else lines.middle)),
        (second_label, (second_label[1], lines.right)),
    ]
    for field, (label, value) in zip(fields, places, strict=False):
        yield label_cell(row, label, field.label)
        ref = cells.header(field.key) if field.shows == "header" else None
        yield Draft(row, *value, printed_line(field, snapshot).text, "text", ref=ref)


def funds(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """项目资金: the label over all rows, one row of column heads, one row for each source."""
    if form.funds is None:
        return NOTHING
    count = 1 + len(form.funds.rows)
    drafts = [
        side_cell(lines.lines["side"], _side_label(form.funds), rowspan=count),
        head_cell(0, lines.fund_label, ""),
        *(head_cell(0, place, column.label) for column, place in _columns(form.funds, lines)),
    ]
    for row, source in enumerate(form.funds.rows, start=1):
        drafts.append(label_cell(row, lines.fund_label, source.label))
        drafts += [
            _fund(row, place, form.funds, source, column, snapshot)
            for column, place in _columns(form.funds, lines)
        ]
    return Rows(count, tuple(drafts), has_header=True)


def _columns(funds: Funds, lines: Layout) -> Iterator[tuple[FundColumn, Between]]:
    return zip(funds.columns, lines.funds, strict=True)


def _side_label(funds: Funds) -> str:
    unit = f"（{funds.amount_unit}）"
    return funds.label if funds.amount_unit in funds.label else f"{funds.label}{unit}"


def _fund(
    row: int, place: Between, funds: Funds, source: FundRow, column: FundColumn, snapshot: Snapshot
) -> Draft:
    cell = fund_cell(funds, source, column, snapshot)
    asked = source.role == "total" or not column.only_total
    return Draft(
        row,
        *place,
        cell.typed,
        FUND_ROLES.get(column.role, "amount"),
        align="right" if column.is_amount else "center",
        value=cell.value,
        ref=cells.fund(source.key, column.key) if asked else None,
    )


def goals(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """年度总体目标: expected beside actual, one row for each goal, at least one."""
    if form.goals is None:
        return NOTHING
    numbers = range(1, max(snapshot.goals, 1) + 1)
    left, right = (lines.lines["side"][1], lines.middle), (lines.middle, lines.right)
    drafts = [
        side_cell(lines.lines["side"], form.goals.label, rowspan=1 + len(numbers)),
        head_cell(0, left, form.goals.expected),
        head_cell(0, right, form.goals.actual),
    ]
    for number in numbers:
        drafts.append(typed(number, left, "text", snapshot, cells.goal(number, "expected"), align="left"))
        drafts.append(typed(number, right, "text", snapshot, cells.goal(number, "actual"), align="left"))
    return Rows(1 + len(numbers), tuple(drafts), has_header=True)


def total(form: FormDefinition, snapshot: Snapshot, lines: Layout) -> Rows:
    """总分 | points | score | grade; a form without points has no such row."""
    if not form.indicators.scored:
        return NOTHING
    label = (0, lines.lines["points"][0])
    drafts = (
        label_cell(0, label, form.paper.total_label),
        typed(0, lines.lines["points"], "points", snapshot, cells.total("points")),
        typed(0, lines.lines["score"], "score", snapshot, cells.total("score")),
        typed(0, lines.lines["note"], "grade", snapshot, cells.total("grade")),
    )
    return Rows(1, drafts)
