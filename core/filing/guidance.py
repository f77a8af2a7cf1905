"""What a filer is told beside a cell: how the row is scored, and what was approved where it differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.figures import printing
from core.figures.targets import Target
from core.figures.text import narrow, quoted
from core.filing import cells
from core.filing.asking import rule_for
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.rows import Row
from core.filing.snapshot import Snapshot
from core.filing.sums import execution_points
from core.scoring.kinds.plain_words import COMPARING
from core.scoring.measures import in_words
from core.scoring.wording import rule_in_words

WITHOUT_POINTS = "本行没有分值，不计分"


def row_rule_in_words(form: FormDefinition, row: Row) -> str:
    """Say how the actual of the row is worked out and how it is scored; empty where neither is."""
    figure = f"{form.indicators.labels.actual} = {in_words(row.measure)}" if row.measure else ""
    return "。".join(part for part in (figure, _rule_in_words(form, row)) if part)


def _rule_in_words(form: FormDefinition, row: Row) -> str:
    """How the row is scored; empty where the form gives no scores.

    A target that is a number has its words for an actual in words beside it (D8).
    """
    asked = form.indicators
    if not asked.scored or row.points is None:
        return WITHOUT_POINTS if asked.scored else ""
    rule = rule_for(form, row.line, row.target)
    words = rule_in_words(asked.rules.words, points=row.points, rounding=asked.rounding)
    if row.target.day and rule.kind in COMPARING:
        return f"{_of_a_day(asked.labels.actual, row.target, row.points)}。其他文字{words}"
    if not rule.numbers_in:
        return rule_in_words(rule, points=row.points, rounding=asked.rounding)
    if row.target.kind == "qualitative" and "target" in rule.numbers_in:
        return words
    numbers = rule_in_words(rule, points=row.points, rounding=asked.rounding, target=row.target)
    return f"{numbers}。{asked.labels.actual}写成文字的，{words}"


def _of_a_day(label: str, target: Target, points: Decimal) -> str:
    """How a target that is a date is scored (core.scoring.kinds.plain_words); “12月前” may mean two days."""
    due = target.day
    assert due is not None
    day, before = (due.first, "不早于") if due.side == "from" else (due.last, "不晚于")
    asked = f"{before}{day.year}年{day.month}月{day.day}日"
    if due.vague:
        asked = f"符合{quoted(target.text.strip())}"
    full = f"得满分{printing.plain(points)}分"
    return f"{label}写日期的，{asked}{full}；未按期的，请在满分以下评分并说明理由"


def execution_rule_in_words(form: FormDefinition, snapshot: Snapshot) -> str:
    """Say how the execution rate is scored; empty where it is not."""
    rule = form.funds.execution_rule if form.funds else None
    points = execution_points(form, snapshot)
    if rule is None or points is None:
        return ""
    return rule_in_words(rule, points=points, rounding=form.execution_rounding, of_amounts=True)


def changed_from_approved(
    form: FormDefinition, snapshot: Snapshot, goals: Sequence[str] = ()
) -> dict[CellRef, str]:
    """What was approved, by cell, wherever something else stands now.

    `goals`: the approved 年度总体目标 in their order; the points of the execution rate are the form's.
    """
    return {
        **dict(_goals(form, snapshot, goals)),
        **dict(_execution_points(form, snapshot)),
        **dict(_rows(form, snapshot)),
    }


def _goals(form: FormDefinition, snapshot: Snapshot, goals: Sequence[str]) -> Iterator[tuple[CellRef, str]]:
    for number, text in enumerate(goals[: snapshot.goals] if form.goals else (), start=1):
        ref = cells.goal(number, "expected")
        if _differ(snapshot.typed(ref), text):
            yield ref, text


def _execution_points(form: FormDefinition, snapshot: Snapshot) -> Iterator[tuple[CellRef, str]]:
    funds = form.funds
    column = funds.column("points") if funds else None
    if funds is None or funds.total is None or column is None or funds.execution_points is None:
        return
    ref = cells.fund(funds.total.key, column.key)
    if snapshot.value(ref) != funds.execution_points:
        yield ref, printing.plain(funds.execution_points)


def _rows(form: FormDefinition, snapshot: Snapshot) -> Iterator[tuple[CellRef, str]]:
    for line in snapshot.lines:
        target, points = cells.indicator(line.key, "target"), cells.indicator(line.key, "points")
        if line.approved_target and _differ(snapshot.typed(target), line.approved_target):
            yield target, line.approved_target
        if not form.indicators.scored or line.approved_points is None:
            continue
        if snapshot.value(points) != line.approved_points:
            yield points, printing.plain(line.approved_points)


def _differ(filed: str, approved: str) -> bool:
    """Whether they say something else; ≥ and ≧, ９ and 9 are the same.

    >>> _differ("≧98％", "≥98%"), _differ("≥98%", "≥95%")
    (False, True)
    """
    return narrow(filed).strip() != narrow(approved).strip()
