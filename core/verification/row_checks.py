"""Checks of what stands in indicator rows: C10, C12, C13, C35, M02, M03, M06."""

from __future__ import annotations

from collections.abc import Iterator

from core.figures import printing
from core.figures.measures import RATES, convert
from core.figures.quantities import Reading, parse_actual
from core.figures.rounding import round_exact
from core.figures.text import clip, narrow, quoted
from core.filing.cells import CellRef
from core.filing.funds import is_mark
from core.filing.rows import Row, points_are_locked
from core.filing.total_score import KEEP_POINTS
from core.verification.findings import Audience, Case, Finding, Severity

MOST_DECIMALS = 6


def deviation_without_reason(case: Case) -> Iterator[Finding]:
    """C10 points lost or a target not met need 偏差原因分析及改进措施; so does a row that does not apply.

    “—” is no reason.
    Source: S0, 医疗救助资金支出率 (6 of 8 points, nothing said).
    """
    label = case.form.indicators.labels.note
    for row in case.computed.rows:
        what = _deviation(row) if not row.note or is_mark(row.note) else ""
        if what:
            message = f"{quoted(row.line.name)}{what}，请在“{label}”栏说明原因。"
            yield Finding("C10", Severity.MUST_FIX, (row.ref("note"),), "", label, message)


def figures_left_out(case: Case) -> Iterator[Finding]:
    """C12 实际完成值 or 年度指标值 is empty, or a row that does not apply carries figures (domain.md §7)."""
    for row in case.computed.rows:
        if not row.applicable:
            yield from _figures_in_unused_row(case, row)
            continue
        if row.target.kind == "empty" and row.needs_target and case.form.indicators.asks("target"):
            yield _empty_target(case, row)
        if _is_left_empty(case, row):
            found = "" if row.score is None else printing.plain(row.score)
            scored = f"，但得分填列{found}分" if found else ""
            message = f"{quoted(row.line.name)}未填写{case.form.indicators.labels.actual}{scored}，请补充。"
            ref = row.ref("actual")
            yield Finding("C12", Severity.MUST_FIX, (ref,), found, "", message, case.offer(ref))


def figures_that_are_none(case: Case) -> Iterator[Finding]:
    """C35 a figure that cannot be read (S3: 91%%); several figures in one text are C09's, ①③ are ticks."""
    labels = case.form.indicators.labels
    for row in case.computed.rows:
        if row.applicable and row.target.is_malformed:
            yield _malformed(row, "target", labels.target, row.target, _who_set_the_target(case))
        if row.applicable and row.needs_target and row.actual.is_malformed:
            yield _malformed(row, "actual", labels.actual, row.actual, "filer")


def _malformed(row: Row, column: str, label: str, reading: Reading, audience: Audience) -> Finding:
    found, problem = reading.text.strip(), reading.problem.rstrip("。")
    if audience == "administrator":
        problem = f"「{clip(found)}」中的数字不能识别，请联系财政局绩效股处理，不影响您送审"
    message = f"{quoted(row.line.name)}的{label}{problem}。"
    return Finding("C35", Severity.MUST_FIX, (row.ref(column),), found, "", message, audience=audience)


def _is_left_empty(case: Case, row: Row) -> bool:
    """Whether an actual is asked and not there; nothing can be worked out by a divisor of 0."""
    is_undefined = row.worked is not None and row.worked.zero is not None
    return row.actual.kind == "empty" and case.form.indicators.asks("actual") and not is_undefined


def words_for_a_number(case: Case) -> Iterator[Finding]:
    """C13 the target is a number, the actual is words (S0: 85%, 部分达成预期).

    需说明 at a row that lost points; the other such rows share one hint for the table (D8).
    """
    rows = [r for r in case.computed.rows if r.applicable and _is_words_for_a_number(r)]
    for row in rows:
        if row.lost_points:
            message = (
                f"{quoted(row.line.name)}的{case.form.indicators.labels.target}为{row.target.text.strip()}，"
                f"实际填写{quoted(row.actual.text.strip())}，且已扣分，请填写实际数值或说明原因。"
            )
            yield Finding(
                "C13", Severity.MUST_EXPLAIN, (row.ref("actual"),), row.actual.text.strip(), "数值", message
            )
    others = [row for row in rows if not row.lost_points]
    if others:
        names = "、".join(quoted(row.line.name) for row in others)
        message = f"{names}的指标值为数值，实际完成值填写的是文字，建议填写实际数值。"
        places = tuple(row.ref("actual") for row in others)
        yield Finding("C13", Severity.HINT, places, "文字", "数值", message)


def actual_not_as_worked_out(case: Case) -> Iterator[Finding]:
    """M06 实际完成值 is not what its named inputs give, both at the decimals that were typed (D7).

    The score follows from the inputs (domain.md §4.2), so the table would contradict itself; it follows as
    well from what several implementing units report together (R26).
    """
    for row in case.computed.rows:
        if not row.applicable or row.actual.kind == "empty" or not _differs_from_worked(row):
            continue
        ref, found, right = row.ref("actual"), row.actual.text.strip(), row.offered_actual
        how = "按所填数据计算为" if row.measure else "按各实施单位汇总为"
        message = (
            f"{quoted(row.line.name)}的{case.form.indicators.labels.actual}填列{clip(found)}，{how}"
            f"{right}（{case.computed.workings[ref]}），请核对，或说明原因。"
        )
        yield Finding("M06", Severity.MUST_EXPLAIN, (ref,), found, right, message, right)


def actual_not_as_answered(case: Case) -> Iterator[Finding]:
    """M06 other words than the answers say (①③, the option chosen): one hint for the table."""
    rows = [row for row in case.computed.rows if _says_something_else(row)]
    if rows:
        names = "、".join(quoted(row.line.name) for row in rows)
        label = case.form.indicators.labels.actual
        message = f"{names}的{label}与该指标下所填的评分内容不一致，请核对。"
        places = tuple(row.ref("actual") for row in rows)
        yield Finding("M06", Severity.HINT, places, "文字", "评分内容", message)


def words_without_tier(case: Case) -> Iterator[Finding]:
    """M02 words of a qualitative row that asks for no answer and are no tier of the form (R17): one hint."""
    rows = [row for row in case.computed.rows if _has_no_tier(row)]
    if rows:
        names = "、".join(quoted(row.line.name) for row in rows)
        message = f"{names}的{case.form.indicators.labels.actual}不能自动定档，请自行核对得分。"
        yield Finding("M02", Severity.HINT, tuple(row.ref("actual") for row in rows), "文字", "", message)


def approved_and_changed(case: Case) -> Iterator[Finding]:
    """M03 可改须说明: a target or points other than the approved ones (product.md, Forms as data)."""
    asked = case.form.indicators
    for row in case.computed.rows if asked.target_policy == "explain" else ():
        approved, filed = row.line.approved_target.strip(), row.target.text.strip()
        if approved and filed and narrow(approved) != narrow(filed):
            yield _changed(row, "target", asked.labels.target, approved, filed)
    for row in case.computed.rows if asked.points_policy == "explain" and asked.scored else ():
        points = row.line.approved_points
        if row.applicable and None not in (points, row.points) and points != row.points:
            yield _changed(
                row, "points", asked.labels.points, printing.plain(points), printing.plain(row.points)
            )


def _changed(row: Row, column: str, label: str, approved: str, filed: str) -> Finding:
    message = f"{quoted(row.line.name)}的{label}由批复的{approved}改为{filed}，请说明改动依据。"
    return Finding("M03", Severity.MUST_EXPLAIN, (row.ref(column),), filed, approved, message)


def _says_something_else(row: Row) -> bool:
    typed = row.actual.text.strip()
    return row.worked is None and bool(typed and row.offered_actual) and typed != row.offered_actual


def _differs_from_worked(row: Row) -> bool:
    """Whether something else was typed than was worked out; 103% and 103.4% are both 103.448 %."""
    worked, filed = row.worked, row.actual
    if worked is None or not row.offered_actual:
        return False
    offered = parse_actual(row.offered_actual)
    if filed.value is None or offered.value is None or worked.value is None:
        return filed.text.strip() != row.offered_actual
    value = convert(filed.value, measure=filed.measure or offered.measure, into=offered.measure)
    if value is None:
        return True
    decimals = max(-int(value.normalize().as_tuple().exponent), RATES.get(offered.measure, 0))
    return round_exact(worked.value, decimals=min(decimals, MOST_DECIMALS)) != value


def _has_no_tier(row: Row) -> bool:
    return (
        row.outcome is not None
        and row.points is not None
        and not row.asked
        and row.target.kind == row.actual.kind == "qualitative"
        and row.outcome.score is None
        and not row.outcome.is_range
    )


def _deviation(row: Row) -> str:
    if not row.applicable:
        return "标为不适用"
    if row.lost_points and row.score is not None and row.points is not None:
        return f"扣{printing.plain(row.points - row.score)}分"
    return "未达到指标值" if row.met is False and row.actual.kind != "empty" else ""


def _empty_target(case: Case, row: Row) -> Finding:
    label, audience = case.form.indicators.labels.target, _who_set_the_target(case)
    advice = "请补充" if audience == "filer" else "请联系财政局绩效股处理，不影响您送审"
    message = f"{quoted(row.line.name)}没有{label}，{advice}。"
    return Finding("C12", Severity.MUST_FIX, (row.ref("target"),), "", "", message, audience=audience)


def _who_set_the_target(case: Case) -> Audience:
    return "administrator" if case.form.indicators.target_policy == "locked" else "filer"


def _figures_in_unused_row(case: Case, row: Row) -> Iterator[Finding]:
    """The figures are the filer's to empty; points that were approved and locked are the administrator's."""
    filled = [column for column in ("actual", "points", "score") if _has_figure(case, row, column)]
    if "points" in filled and points_are_locked(case.form, row.line):
        filled.remove("points")
        yield _locked_points(row)
    if filled:
        names = "、".join(str(getattr(case.form.indicators.labels, column)) for column in filled)
        yield _to_empty(row, names, tuple(row.ref(column) for column in filled))
    if answered := tuple(one.ref for one in row.asked if case.snapshot.typed(one.ref).strip()):
        yield _to_empty(row, "评分内容", answered)


def _to_empty(row: Row, names: str, places: tuple[CellRef, ...]) -> Finding:
    message = f"{quoted(row.line.name)}标为不适用，但仍填有{names}，请清空，或取消不适用。"
    return Finding("C12", Severity.MUST_FIX, places, names, "", message)


def _has_figure(case: Case, row: Row, column: str) -> bool:
    kept = column == "points" and case.form.indicators.not_applicable in KEEP_POINTS
    return not kept and case.snapshot.value(row.ref(column)) is not None


def _locked_points(row: Row) -> Finding:
    """R22 whoever approved the points says which rows take them (seed 000: the rows beside)."""
    points = printing.plain(row.points)
    advice = "请联系财政局绩效股处理，不影响您送审"
    message = f"{quoted(row.line.name)}标为不适用，批复的分值{points}分没有调整，{advice}。"
    return Finding(
        "C12", Severity.MUST_FIX, (row.ref("points"),), points, "", message, audience="administrator"
    )


def _is_words_for_a_number(row: Row) -> bool:
    """Whether a number is awaited and words stand there; what answers say may be words (①③)."""
    return row.target.kind == "quantitative" and row.actual.kind == "qualitative" and not row.asked
