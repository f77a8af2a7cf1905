"""What another form would give a filing: its rules applied to what was filed, row by row, nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from core.figures import printing
from core.filing import cells
from core.filing.compute import Computed, compute
from core.filing.form import FormDefinition, Funds
from core.filing.funds import execution_ref
from core.filing.snapshot import Cell, Line, Snapshot

GONE = "指标「{name}」在这份表样中没有，不计入。"
NEW = "指标「{name}」是这份表样新增的，报送时没有填写，不能计算。"
FUNDS_GONE = "资金「{label}」在这份表样中没有，不计入。"
FUNDS_NEW = "资金「{label}」是这份表样新增的，报送时没有填写。"
BY_HAND = "指标「{name}」报送得分{score}分，不在这份表样的得分范围内，须重新评分。"
EXECUTION = "预算执行率"


@dataclass(frozen=True)
class Change:
    """One score that would be another. Scores as printed, empty where there is none; with 计算过程."""

    name: str
    before: str
    after: str
    before_working: str
    after_working: str


@dataclass(frozen=True)
class Trial:
    """`filed…`: as it stands; `before…`, `after…`: by the rules of its own form, and of the other.

    `changes`: scores that differ; `remarks`: what could not be matched, and what is to be scored anew.
    """

    filed_total: str
    filed_grade: str
    before_total: str
    after_total: str
    before_grade: str
    after_grade: str
    before_working: str
    after_working: str
    changes: tuple[Change, ...]
    remarks: tuple[str, ...]


class _Score(NamedTuple):
    name: str
    score: str
    working: str


def try_form(filed_on: FormDefinition, other: FormDefinition, filed: Snapshot) -> Trial:
    """Return what the rules of `other` would give; rows and funds are matched by their keys.

    Where a rule gives no single score, the one filed stands, in both.
    """
    moved, remarks = _moved(filed_on, other, filed)
    before, after = _by_rules(filed_on, filed), _by_rules(other, moved)
    scores, others = _scores(filed_on, before), _scores(other, after)
    return Trial(
        filed_total=filed.typed(cells.total("score")),
        filed_grade=filed.typed(cells.total("grade")),
        before_total=before.offers.get(cells.total("score"), ""),
        after_total=after.offers.get(cells.total("score"), ""),
        before_grade=_grade(before),
        after_grade=_grade(after),
        before_working=_working(before),
        after_working=_working(after),
        changes=tuple(
            Change(was.name, was.score, now.score, was.working, now.working)
            for ref, was in scores.items()
            if (now := others.get(ref)) and now.score != was.score
        ),
        remarks=(*remarks, *_out_of_range(after)),
    )


def _grade(computed: Computed) -> str:
    return (computed.grade.name if computed.grade else None) or ""


def _working(computed: Computed) -> str:
    """How the total and the grade come about."""
    parts = (computed.workings.get(cells.total(column), "") for column in ("score", "grade"))
    return "；".join(part for part in parts if part)


def _by_rules(form: FormDefinition, snapshot: Snapshot) -> Computed:
    """The filing with every score that its rule gives; a score that no rule gives stays as filed."""
    computed = compute(form, snapshot)
    refs = [execution_ref(form.funds), *(row.ref("score") for row in computed.rows)]
    given = {str(ref): _number(computed.offers[ref]) for ref in refs if ref and ref in computed.offers}
    return compute(form, replace(snapshot, cells={**snapshot.cells, **given}))


def _scores(form: FormDefinition, computed: Computed) -> dict[str, _Score]:
    """Every score by what it is the score of."""
    found = {
        row.line.key: _Score(
            row.line.name,
            printing.plain(row.score) if row.score is not None else "",
            computed.workings.get(row.ref("score"), ""),
        )
        for row in computed.rows
        if row.outcome is not None
    }
    ref = execution_ref(form.funds)
    if ref:
        found[""] = _Score(EXECUTION, computed.offers.get(ref, ""), computed.workings.get(ref, ""))
    return found


def _out_of_range(computed: Computed) -> Iterator[str]:
    """The scores filed that a rule would no longer allow."""
    for row in computed.rows:
        found = row.outcome
        if found is None or found.score is not None or row.score is None:
            continue
        if found.low is not None and found.high is not None and not found.low <= row.score <= found.high:
            yield BY_HAND.format(name=row.line.name, score=printing.plain(row.score))


def _moved(filed_on: FormDefinition, other: FormDefinition, filed: Snapshot) -> tuple[Snapshot, list[str]]:
    """The filing as if it had been filed on `other`, and what could not be matched."""
    lines, given, remarks = _lines(other, filed)
    moved = replace(filed, lines=tuple(lines), cells={**filed.cells, **given})
    return moved, [*remarks, *_fund_remarks(filed_on.funds, other.funds)]


def _lines(form: FormDefinition, filed: Snapshot) -> tuple[list[Line], dict[str, Cell], list[str]]:
    """The rows of the form, with what it prescribes in them; else the project's own rows."""
    if form.indicators.level3 == "per_project":
        leaves = {leaf.key for _, leaf in form.indicators.leaves()}
        gone = [GONE.format(name=line.name) for line in filed.lines if line.group not in leaves]
        return [line for line in filed.lines if line.group in leaves], {}, gone
    known = {line.key for line in filed.lines}
    lines, given, remarks = [], {}, []
    for _, leaf in form.indicators.leaves():
        for row in leaf.rows:
            lines.append(Line(row.key, leaf.key, row.name, row.target, row.points))
            if row.key not in known:
                remarks.append(NEW.format(name=row.name))
            if row.points is not None:
                given[str(cells.indicator(row.key, "points"))] = _number(printing.plain(row.points))
            if row.target:
                given[str(cells.indicator(row.key, "target"))] = Cell(row.target)
    rows = form.indicators.fixed_rows
    gone = [GONE.format(name=line.name) for line in filed.lines if line.key not in rows]
    return lines, given, [*gone, *remarks]


def _fund_remarks(before: Funds | None, after: Funds | None) -> Iterator[str]:
    """Rows and columns of funds that only one of the forms has."""
    was, now = _fund_labels(before), _fund_labels(after)
    yield from (FUNDS_GONE.format(label=label) for key, label in was.items() if key not in now)
    yield from (FUNDS_NEW.format(label=label) for key, label in now.items() if key not in was)


def _fund_labels(funds: Funds | None) -> dict[tuple[str, str], str]:
    if funds is None:
        return {}
    rows = {("row", row.key): row.label for row in funds.rows}
    return rows | {("column", column.key): column.label for column in funds.columns if column.is_amount}


def _number(text: str) -> Cell:
    return Cell(text, Decimal(text))
