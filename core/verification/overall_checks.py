"""Checks of a filing as a whole: C23 satisfaction, C28 score and execution, C30 the unit, C41 the form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.text import quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.funds import budget, execution_ref
from core.filing.rows import Row
from core.filing.snapshot import Snapshot
from core.filing.sums import execution_points
from core.verification.findings import Case, Finding, Severity

SURVEYS = (
    *(
        "调查",
        "问卷",
        "抽样",
        "访谈",
        "回访",
        "走访",
        "测评",
        "评价器",
        "座谈",
        "征求意见",
        "评议",
        "回收",
        "电话",
    ),
)
NOBODY_COMPLAINED = ("无投诉", "零投诉", "没有投诉", "未收到投诉", "未接到投诉", "0投诉", "无信访")
LOW_RATE = Fraction(9, 10)
FAR_FROM_SPENT = Fraction(1, 5)
RED = Decimal("0.05")
LEAST_TABLES = 3
LEAST_REPORT = 200
"""Signs of a report of which one may expect how satisfaction was asked."""


def satisfaction_without_survey(case: Case) -> Iterator[Finding]:
    """C23 nobody complained, which is no satisfaction; and a filing that names no survey: one hint.

    Source: domain.md §7, R30 (satisfaction without survey: 0); S0, whose report gives no number of answers.
    """
    label = case.form.indicators.labels.actual
    rows = [row for row in case.computed.rows if row.applicable and "满意" in row.line.name]
    for row in rows:
        if any(word in row.actual.text for word in NOBODY_COMPLAINED):
            found, ref = row.actual.text.strip(), row.ref("actual")
            message = (
                f"{quoted(row.line.name)}的{label}以没有投诉代替满意度，请按调查结果填写"
                "（满意人数÷有效调查人数），或说明原因。"
            )
            yield Finding("C23", Severity.MUST_EXPLAIN, (ref,), found, "调查结果", message)
    filled = [row for row in rows if row.actual.kind != "empty"]
    if filled and _reports(case) and not _names_a_survey(case, filled):
        message = "自评材料没有写明满意度如何调查，建议写明调查方式、人数和满意人数。"
        places = tuple(row.ref("actual") for row in filled)
        yield Finding("C23", Severity.HINT, places, "", "调查方式和人数", message)


def score_against_execution(case: Case) -> Iterator[Finding]:
    """C28 full points or the best grade at an execution rate below 90 %; else the warning light, a hint.

    Red where the indicators' share of their points is more than 5 % better than the execution's (a score that
    was rounded down is no worse than its rate), yellow where more than 20 % of the budget is unspent or there
    is none (domain.md §4.1). Source: S4, 35.8% and 100 points.
    """
    rate = case.computed.execution_rate
    if case.form.funds is None or case.form.funds.total is None or not case.form.indicators.scored:
        return
    best = "" if rate is None or rate >= LOW_RATE else _best_result(case)
    if rate is not None and best:
        shown = printing.rate(rate, decimals=2)
        message = f"预算执行率{shown}，低于90%，自评结果却为{best}，请核对得分，或说明原因。"
        yield Finding("C28", Severity.MUST_EXPLAIN, _results(case), f"{best}，执行率{shown}", "", message)
        return
    if warning := _warning(case, rate):
        message = f"自评预警：{warning}，审核时可能要求说明，请核对指标得分是否偏高。"
        yield Finding("C28", Severity.HINT, _results(case), warning, "", message)


def nothing_but_full_points(case: Case) -> Iterator[Finding]:
    """C30 every table of the unit has all points: a hint. Source: domain.md §7 (10 projects, 100 each).

    Tables without points, and last year's, are not counted.
    """
    year, whole = case.snapshot.identity.data_year, case.form.total_points
    others = [one.is_full for one in case.context.others if one.year == year and one.is_full is not None]
    tables = len(others) + 1
    is_full = whole is not None and _total(case.snapshot) == whole
    if is_full and all(others) and tables >= LEAST_TABLES:
        message = f"本单位{tables}张自评表全部为满分，请核对得分是否符合实际。"
        yield Finding("C30", Severity.HINT, _results(case), f"{tables}张", "", message)


def form_of_another_kind(case: Case) -> Iterator[Finding]:
    """C41 the form of a project for a whole unit. Source: domain.md §7; 重庆 2021 (项目 “部门整体”).

    The other way cannot arise: a filing of a whole unit has no project.
    """
    name = case.snapshot.identity.project_name
    if case.form.scope == "project" and any(word in name for word in ("部门整体", "单位整体", "整体支出")):
        message = (
            f"{quoted(name)}属于部门整体支出，本表是项目支出的表样（{case.form.name}），"
            "请联系财政局绩效股核对，不影响您送审。"
        )
        yield Finding(
            "C41", Severity.MUST_EXPLAIN, (), name, "部门整体支出表样", message, audience="administrator"
        )


def _best_result(case: Case) -> str:
    """满分 or the best grade as filed; empty where it is neither."""
    filed, whole = _total(case.snapshot), case.form.total_points
    if filed is not None and filed == whole:
        return f"满分{printing.plain(filed)}分"
    bands = case.form.grading.bands if case.form.grading else ()
    grade = case.snapshot.typed(cells.total("grade")).strip()
    return f"“{grade}”" if bands and grade == bands[0].name else ""


def _warning(case: Case, rate: Fraction | None) -> str:
    """What the light says in words, empty while it is off or what it needs is not filled in."""
    funds, snapshot = case.form.funds, case.snapshot
    if red := _is_red(case):
        return red
    if funds and funds.total and budget(funds, snapshot, funds.total.key) == 0:
        return "全年预算数为0"
    if rate is not None and 1 - rate > FAR_FROM_SPENT:
        return f"预算执行率{printing.rate(rate, decimals=2)}，超过20%的资金没有支出"
    return ""


def _is_red(case: Case) -> str:
    """Both shares in words where the first is too much better than the second."""
    ref, whole = execution_ref(case.form.funds), execution_points(case.form, case.snapshot)
    executed = case.snapshot.value(ref) if ref else None
    rows = [row for row in case.computed.rows if row.applicable and not row.shares]
    reached, points = _sum(rows, "score"), _sum(rows, "points")
    if executed is None or not whole or not reached or not points:
        return ""
    rate = case.computed.execution_rate
    indicators, execution = reached / points, max(Fraction(executed) / Fraction(whole), rate or Fraction(0))
    if (indicators - execution) / indicators <= case.tolerance("C28", RED):
        return ""
    shares = (printing.rate(share, decimals=1) for share in (indicators, execution))
    return "指标得分率{}，明显高于预算执行的{}".format(*shares)


def _sum(rows: list[Row], column: str) -> Fraction | None:
    """The sum of a column; None while one of it is empty."""
    values = [getattr(row, column) for row in rows]
    return None if None in values else sum(map(Fraction, values), Fraction(0))


def _total(snapshot: Snapshot) -> Decimal | None:
    return snapshot.value(cells.total("score"))


def _results(case: Case) -> tuple[CellRef, ...]:
    """Where the result stands on this form: 总分, else 自评等级, else the execution score."""
    found = [cells.total(column) for column in ("score", "grade") if column in case.form.paper.total]
    found += [ref for ref in (execution_ref(case.form.funds),) if ref]
    return tuple(found[:1])


def _reports(case: Case) -> bool:
    """Whether there is a report, and not only “无” under its headings."""
    sections = case.form.report.sections if case.form.report else ()
    return sum(len(case.snapshot.typed(cells.report(one.key))) for one in sections) >= LEAST_REPORT


def _names_a_survey(case: Case, rows: list[Row]) -> bool:
    """Whether any text of the filing speaks of how people were asked, or files prove it."""
    if {"", *(row.line.key for row in rows)} & {file.row for file in case.snapshot.evidence}:
        return True
    texts = (case.snapshot.typed(ref) for ref in case.order)
    names = (row.line.name for row in rows)
    return any(word in text for text in (*texts, *names) for word in SURVEYS)
