"""Checks of what a form wants explained: C11 far more than asked, C29 a changed budget, C39 slow spending."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from core.figures import measures, printing
from core.figures.quantities import Reading, written
from core.figures.text import quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.explanations import place_of
from core.filing.funds import amount_text, budget, is_mark
from core.filing.rows import Row
from core.verification.budget_checks import is_told_by_movements
from core.verification.findings import Case, Finding, Severity

SHOWN_DECIMALS = 2


def far_above_target(case: Case) -> Iterator[Finding]:
    """C11 实际完成值 ÷ 指标值 reaches the form's limit and the note says nothing (广西: 130 %; R21).

    Rows whose target is a limit from above (≤, <) are left out: less is more there; so are those whose own
    rule asks for the same.
    """
    limits, labels = case.form.explanations, case.form.indicators.labels
    for row in case.computed.rows:
        ratio, is_said = _completion(row), bool(row.note) and not is_mark(row.note)
        if ratio is None or is_said or (row.outcome and row.outcome.note):
            continue
        found = written(row.actual)
        beginning = f"{quoted(row.line.name)}{labels.actual}{found}"
        if row.target.value == 0:
            if limits.over_zero is None or ratio < limits.over_zero:
                continue
            what = f"{beginning}，{labels.target}为0"
        elif limits.over_target is not None and ratio >= limits.over_target:
            what = f"{beginning}，为{labels.target}{written(row.target)}的{_percent(ratio)}"
        else:
            continue
        message = f"{what}，请在“{labels.note}”栏说明超额完成的原因，以及{labels.target}是否偏低。"
        yield Finding("C11", Severity.MUST_EXPLAIN, (row.ref("note"),), found, written(row.target), message)


def budget_changed_without_reason(case: Case) -> Iterator[Finding]:
    """C29 全年预算数 is not 年初预算数, further than the form lets pass, and no reason stands in its place.

    Source: S4, 1.00 to 8.97; 四川 asks a reason for any change (domain.md §7). Where the registered 预算变动
    make both figures, they are the reason.
    """
    funds, limits = case.form.funds, case.form.explanations
    column = funds.column("initial") if funds else None
    if funds is None or funds.total is None or column is None or limits.budget_changed is None:
        return
    ref = cells.fund(funds.total.key, column.key)
    initial, adjusted = case.snapshot.value(ref), budget(funds, case.snapshot, funds.total.key)
    if initial is None or adjusted is None or _is_within(initial, adjusted, limits.budget_changed):
        return
    if is_told_by_movements(case, ref):
        return
    before, after = (
        f"{amount_text(funds, column, value)}{funds.amount_unit}" for value in (initial, adjusted)
    )
    more = "增加" if adjusted > initial else "减少"
    share = f"{_percent(abs(Fraction(adjusted) - Fraction(initial)) / Fraction(initial))}" if initial else ""
    what = f"全年预算数{after}比年初预算数{before}{more}{share}"
    yield from _unexplained(case, "C29", limits.budget_place, ref, (after, before, what))


def slow_spending_without_reason(case: Case) -> Iterator[Finding]:
    """C39 预算执行率 lies below the form's limit and no reason stands in its place (四川: 90 %)."""
    funds, limits, rate = case.form.funds, case.form.explanations, case.computed.execution_rate
    if funds is None or funds.total is None or limits.execution_below is None or rate is None:
        return
    if rate < limits.execution_below:
        role = "rate" if funds.column("rate") else "executed"
        ref = cells.fund(funds.total.key, next(one.key for one in funds.columns if one.role == role))
        found, limit = (
            printing.rate(rate, decimals=SHOWN_DECIMALS),
            _percent(Fraction(limits.execution_below)),
        )
        what = f"预算执行率{found}，低于{limit}"
        yield from _unexplained(case, "C39", limits.execution_place, ref, (found, limit, what))


def _unexplained(
    case: Case, check: str, address: str, figure: CellRef, said: tuple[str, str, str]
) -> Iterator[Finding]:
    """The finding at the cell for the reason while that is empty; at the figure where there is none."""
    place, (found, expected, what) = place_of(address), said
    if place is None:
        yield Finding(check, Severity.MUST_EXPLAIN, (figure,), found, expected, f"{what}，请说明原因。")
    elif not case.snapshot.typed(place).strip() or is_mark(case.snapshot.typed(place)):
        message = f"{what}，请在{quoted(case.name(place))}中说明原因。"
        yield Finding(check, Severity.MUST_EXPLAIN, (place, figure), found, expected, message)


def _completion(row: Row) -> Fraction | None:
    """Actual ÷ target, the actual itself over a target of 0; None where that says nothing."""
    target, actual = row.target, row.actual
    if not row.applicable or target.value is None or actual.value is None or target.value < 0:
        return None
    value = None if target.operator in ("<=", "<") else _in_measure_of(target, actual)
    if value is None or target.value == 0:
        return None if value is None else Fraction(value)
    return Fraction(value) / Fraction(target.value)


def _in_measure_of(target: Reading, actual: Reading) -> Decimal | None:
    """The actual in the measure of the target; None where they differ, or one is a rate without its sign."""
    measure = target.measure or actual.measure
    bare = not (target.measure and actual.measure)
    if actual.value is None or (bare and measures.is_rate(measure)):
        return None
    return measures.convert(actual.value, measure=actual.measure or measure, into=measure)


def _is_within(initial: Decimal, adjusted: Decimal, limit: Decimal) -> bool:
    """Whether the change is no larger than the share of the initial budget that the form lets pass."""
    return abs(Fraction(adjusted) - Fraction(initial)) <= Fraction(limit) * abs(Fraction(initial))


def _percent(share: Fraction) -> str:
    """A share as a percentage with no more decimals than it needs, two at most.

    >>> _percent(Fraction(2)), _percent(Fraction(1, 3))
    ('200%', '33.33%')
    """
    return f"{printing.score(share * 100, decimals=SHOWN_DECIMALS)}%"
