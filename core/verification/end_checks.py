"""Checks of points, totals and grade: C01, C02, C42; and M01, what is required and not filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.text import quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import Group
from core.filing.required import is_number_cell
from core.filing.total_score import total_as_printed
from core.verification.findings import Audience, Case, Finding, Severity

ELSEWHERE = {"target", "actual", "note"}
"""Columns whose emptiness C12 and C10 tell."""


def points_do_not_add_up(case: Case) -> Iterator[Finding]:
    """C01 Σ 分值 of the rows = the group's heading, Σ of all = 总分 (S3: 54 under 50, 104 in all).

    What lies in the form or in the approved target is the administrator's and does not stop the filer.
    """
    for group in case.form.indicators.groups:
        inner = [finding for child in group.children for finding in _group_finding(case, child)]
        yield from inner or _group_finding(case, group)
    found, expected = case.computed.total_points, case.form.total_points
    if found is None or expected is None or abs(found - Fraction(expected)) <= case.tolerance("C01"):
        return
    places = (cells.total("points"),) if "points" in case.form.paper.total else _points_of_rows(case)
    yield _points_finding(case, "本表", places, found, expected)


def goal_weights_do_not_add_up(case: Case) -> Iterator[Finding]:
    """C01 the weights of the goals add up to what the form says; while one is empty M01 asks for it."""
    goals = case.form.goals
    if goals is None or goals.weights is None:
        return
    refs = tuple(cells.goal(number, "weight") for number in range(1, case.snapshot.goals + 1))
    weights = [value for ref in refs if (value := case.snapshot.value(ref)) is not None]
    if len(weights) == len(refs) and abs(sum(weights) - goals.weights) > case.tolerance("C01"):
        found, right = printing.plain(sum(weights, Decimal(0))), printing.plain(goals.weights)
        message = f"{goals.label}的{goals.weight}合计为{found}，应为{right}，请核对。"
        yield Finding("C01", Severity.MUST_FIX, refs, found, right, message)


def wrong_totals(case: Case) -> Iterator[Finding]:
    """C02 总分 is filled in and equals the sum of the scores filed, and so do the points (S3: 98 for 102).

    Scores are exact: no rounding difference unless the form says so. A points total that is what the form
    says is right even where the rows contradict it: that is C01's.
    """
    score, points = case.computed.total_score, case.computed.total_points
    asked, prescribed = case.form.paper.total, case.form.total_points
    if score is not None and "score" in asked:
        yield from _total_finding(case, "score", total_as_printed(case.form, score))
    if points is not None and "points" in asked and case.snapshot.value(cells.total("points")) != prescribed:
        yield from _total_finding(case, "points", Decimal(points.numerator) / Decimal(points.denominator))


def wrong_grade(case: Case) -> Iterator[Finding]:
    """C42 自评等级 follows bands and caps (S0: 94 分 and 60.7% give 良; S3 calls 98 分 良好)."""
    outcome, ref = case.computed.grade, cells.total("grade")
    if outcome is None or outcome.name is None:
        return
    filed = case.snapshot.typed(ref).strip()
    if filed != outcome.name:
        found = f"填列“{filed}”" if filed else "未填列"
        message = f"自评等级{found}，应为“{outcome.name}”（{outcome.working}），请核对。"
        yield Finding("C42", Severity.MUST_FIX, (ref,), filed, outcome.name, message, outcome.name)


def required_and_empty(case: Case) -> Iterator[Finding]:
    """M01 必填栏目未填写: header, funds, goals, points, scores, totals, sections; others tell the rest."""
    for ref in case.computed.missing:
        if _is_told_elsewhere(case, ref):
            continue
        locked = ref.column == "points" and case.form.indicators.points_policy == "locked"
        audience: Audience = "administrator" if locked else "filer"
        mark, what, advice = _lack(case, ref)
        advice = "请联系财政局绩效股处理，不影响您送审" if locked else advice
        message = f"{case.name(ref)}{what}，{advice}。"
        yield Finding("M01", Severity.MUST_FIX, (ref,), mark, "", message, case.offer(ref), audience)


def _lack(case: Case, ref: CellRef) -> tuple[str, str, str]:
    """What stands there (a mark or nothing), what is wrong with it, and what to do."""
    mark = case.snapshot.typed(ref).strip()
    if not mark:
        return "", "未填写", "请补充"
    if not is_number_cell(ref):
        return mark, f"填的是“{mark}”", "请补充"
    nothing = "；没有发生的填0" if ref.section == "funds" else ""
    return mark, f"填的是“{mark}”，不是数字", f"请填写数字{nothing}"


def _is_told_elsewhere(case: Case, ref: CellRef) -> bool:
    """C12 and C10 tell rows; C02 and C42 the end of the table, once there is something to compute."""
    if ref.section != "total":
        return ref.section == "indicators" and ref.column in ELSEWHERE
    graded = case.computed.grade
    known = {
        "points": case.computed.total_points is not None,
        "score": case.computed.total_score is not None,
        "grade": graded is not None and graded.name is not None,
    }
    return known[ref.row]


def _group_finding(case: Case, group: Group) -> Iterator[Finding]:
    total = case.computed.group_points[group.key]
    if group.points is None or not total.is_complete or not case.form.indicators.scored:
        return
    if abs(total.score - Fraction(group.points)) > case.tolerance("C01"):
        places = _points_of_rows(case, {leaf.key for leaf in group.leaves})
        yield _points_finding(case, quoted(group.name), places, total.score, group.points)


def _points_of_rows(case: Case, groups: Collection[str] | None = None) -> tuple[CellRef, ...]:
    """The points of the rows of some groups, of all where none are named."""
    rows = case.computed.rows
    return tuple(row.ref("points") for row in rows if groups is None or row.line.group in groups)


def _points_finding(
    case: Case, name: str, places: tuple[CellRef, ...], found: Fraction, expected: Decimal
) -> Finding:
    total, right = (
        printing.plain(Decimal(found.numerator) / Decimal(found.denominator)),
        printing.plain(expected),
    )
    audience = _who_set_the_points(case)
    mine = audience == "filer"
    advice = "请核对分值" if mine else "请联系财政局绩效股处理，不影响您送审"
    message = f"{name}的指标分值合计为{total}分，应为{right}分，{advice}。"
    return Finding("C01", Severity.MUST_FIX, places, total, right, message, audience=audience)


def _who_set_the_points(case: Case) -> Audience:
    """The administrator, unless the filer may change points and did."""
    changed = any(row.applicable and row.points != row.line.approved_points for row in case.computed.rows)
    return "filer" if case.form.indicators.points_policy != "locked" and changed else "administrator"


def _total_finding(case: Case, column: str, expected: Decimal) -> Iterator[Finding]:
    ref = cells.total(column)
    filed, right = case.snapshot.value(ref), printing.plain(expected)
    word = {"points": "分值", "score": "得分"}[column]
    cap = case.computed.total_cap if column == "score" else ""
    should = f"{cap}，总分应为{right}分" if cap else f"各项{word}合计{right}分"
    if filed is None:
        if case.form.total_points is not None:
            message = f"{should}，总分栏未填列，请核对。"
            yield Finding("C02", Severity.MUST_FIX, (ref,), "", right, message, right)
        return
    gap, found = abs(filed - expected), printing.plain(filed)
    if gap > case.tolerance("C02"):
        message = f"{should}，总分栏填列{found}分，相差{printing.plain(gap)}分，请核对。"
        yield Finding("C02", Severity.MUST_FIX, (ref,), found, right, message, right)
