"""Checks of a row's score: C06 its bounds, C09 its rule; C07, C08 and C36 what was reached of the target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from core.figures import measures, printing
from core.figures.quantities import written
from core.figures.text import clip, quoted
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.funds import execution_ref, is_mark
from core.filing.rows import Row
from core.filing.sums import execution_points
from core.scoring.kinds.attainment import within
from core.scoring.outcome import Outcome
from core.scoring.rounding import round_score
from core.verification.findings import Case, Finding, Severity

SCORE_TOLERANCE = Decimal("0.1")
MORE_IS_BETTER = (
    *("完成率", "执行率", "覆盖率", "达标率", "合格率", "及时率", "发放率", "支付率"),
    *("到位率", "知晓率", "利用率", "办结率", "参保率", "满意率", "满意度"),
)
"""How the names of rates end of which more is better whoever reads them; 控制率, 调整率, 结余率 are none."""


def score_beyond_points(case: Case) -> Iterator[Finding]:
    """C06 0 ≤ 得分 ≤ 分值 (财预〔2020〕10号: no score above its weight); a bonus up to its limit (R19)."""
    for ref, name, points, score in _scored_places(case):
        if score is None or not _is_beyond(points, score):
            continue
        found = printing.plain(score)
        if points is None:
            message = f"{quoted(name)}没有分值，不应填写得分，现填{found}分，请核对。"
            yield Finding("C06", Severity.MUST_FIX, (ref,), found, "", message)
            continue
        limit = printing.plain(points)
        message = f"{quoted(name)}得分填列{found}分，应在0分至{limit}分之间，请核对。"
        yield Finding("C06", Severity.MUST_FIX, (ref,), found, f"0至{limit}", message, case.offer(ref))


def points_taken_though_met(case: Case) -> Iterator[Finding]:
    """C07 the target is met, the rule gives more than was filed, and nobody says why.

    Source: domain.md §7; 永德 2022 (云南), 资金到位及时率: 100% of 100%, 7 of 10 points.
    """
    label = case.form.indicators.labels.note
    for row, outcome, score in _scored_otherwise(case):
        if _sharper(case, row, outcome) == "C07":
            found, expected = printing.plain(score), _expected(case, outcome)
            message = (
                f"{_beginning(case, row, '已达到')}，得分却填列{found}分，按评分规则为{expected}，"
                f"请核对得分，或在“{label}”栏说明扣分原因。"
            )
            ref = row.ref("score")
            yield Finding("C07", Severity.MUST_EXPLAIN, (ref,), found, expected, message, case.offer(ref))


def full_points_though_missed(case: Case) -> Iterator[Finding]:
    """C08 the target is not met and all points were taken; with 得分说明 C09 tells it as a hint.

    Where an answer of the filer gives the points (得分系数), figures that fall short are to be explained.
    Source: domain.md §7 (5830 > 5300; 72.74% of 100%).
    """
    for row, outcome, score in _scored_otherwise(case):
        if _sharper(case, row, outcome) == "C08":
            found, expected, ref = printing.plain(score), _expected(case, outcome), row.ref("score")
            message = (
                f"{_beginning(case, row, '未达到')}，得分却填列满分{found}分，按评分规则为{expected}，"
                "请改正得分；确有依据的，请填写得分说明。"
            )
            yield Finding("C08", Severity.MUST_FIX, (ref,), found, expected, message, case.offer(ref))
    for row in case.computed.rows:
        if _has_all_points(row) and row.asked and row.measure is None and _falls_short(row):
            found = printing.plain(row.points)
            message = f"{_beginning(case, row, '未达到')}，得分却填列满分{found}分，请核对，或说明原因。"
            expected = f"少于{found}分"
            yield Finding("C08", Severity.MUST_EXPLAIN, (row.ref("score"),), found, expected, message)


def score_not_by_rule(case: Case) -> Iterator[Finding]:
    """C09 得分 differs from the rule's, rounded by the form, by more than 0.1 (data), or leaves its tier.

    With 得分说明 it is a hint. Where the form takes the computed score only, it must be mended. A score that
    cannot be computed (another measure, no proportion) asks for its reason. C07, C08 and C36 say more where
    they speak.
    Source: domain.md §7 (1.8 for 1.25), D8.
    """
    for row in case.computed.rows:
        yield from _unreckoned(row)
    for row, outcome, score in _scored_otherwise(case):
        if _sharper(case, row, outcome):
            continue
        ref, found, expected = row.ref("score"), printing.plain(score), _expected(case, outcome)
        severity, advice = _weight(case.form, row)
        message = f"{quoted(row.line.name)}得分填列{found}分，按评分规则为{expected}，{advice}。"
        yield Finding("C09", severity, (ref,), found, expected, message, case.offer(ref))


def full_points_though_late(case: Case) -> Iterator[Finding]:
    """C36 the date reached lies after the one asked, all points were taken, and no 得分说明 says why.

    Source: domain.md §7; R23 (完成时间 2025年8月7日, 实际2026年1月16日).
    """
    labels = case.form.indicators.labels
    for row in case.computed.rows:
        if _is_late(row) and _has_all_points(row) and not row.score_reason:
            asked, found = clip(row.target.text.strip()), clip(row.actual.text.strip())
            message = (
                f"{quoted(row.line.name)}的{labels.target}为{quoted(asked)}，{labels.actual}为{quoted(found)}，"
                f"晚于要求的时间，得分却填列满分{printing.plain(row.points)}分，请核对得分，或说明原因。"
            )
            yield Finding("C36", Severity.MUST_EXPLAIN, (row.ref("score"),), found, asked, message)


def _scored_otherwise(case: Case) -> Iterator[tuple[Row, Outcome, Decimal]]:
    """The rows whose score is not what their rule gives, with both; not those beyond their points (C06)."""
    for row in case.computed.rows:
        if row.outcome is None or row.score is None or _is_beyond(row.limit, row.score):
            continue
        if _is_reckoned(row.outcome) and not _follows_rule(case, row.outcome, row.score):
            yield row, row.outcome, row.score


def _sharper(case: Case, row: Row, outcome: Outcome) -> Literal["C07", "C08", "C36", ""]:
    """The check that tells a wrong score better than C09 does; a form may have switched it off."""
    is_settled = case.form.indicators.self_score == "as_computed" or row.score_reason
    if is_settled or not _points_one_way(row):
        return ""
    more_is_due = outcome.score is not None and row.score is not None and outcome.score > row.score
    if row.met and more_is_due and (not row.note or is_mark(row.note)):
        return "C07" if case.is_on("C07") else ""
    if row.met is not False or not _has_all_points(row):
        return ""
    if _is_late(row) and case.is_on("C36"):
        return "C36"
    return "C08" if case.is_on("C08") else ""


def _beginning(case: Case, row: Row, reached: str) -> str:
    """“政策知晓率”未达到年度指标值≥95%（实际完成值90%）; without what is not there to be shown."""
    labels = case.form.indicators.labels
    target, actual = (clip(written(reading)) for reading in (row.target, row.actual))
    shown = f"（{labels.actual}{actual}）" if actual else ""
    return f"{quoted(row.line.name)}{reached}{labels.target}{target}{shown}"


def _has_all_points(row: Row) -> bool:
    """Whether all of some points were taken."""
    return row.applicable and bool(row.points) and row.score == row.points


def _points_one_way(row: Row) -> bool:
    """Whether it is known if more is better: of a figure without a sign (控制率 100%) its name may say."""
    is_bare = row.target.value is not None and not row.target.operator
    return not is_bare or row.line.name.strip().endswith(MORE_IS_BETTER)


def _is_late(row: Row) -> bool:
    """Whether both texts are days, and the one reached lies after the one asked."""
    due, done = row.target.day, row.actual.day
    return due is not None and done is not None and due.is_kept_by(done) is False


def _falls_short(row: Row) -> bool:
    """Whether the figures alone say that less was reached than was asked, and nothing is said of it."""
    target, actual = row.target, row.actual
    if target.value is None or actual.value is None or target.operator in ("<=", "<"):
        return False
    reached = measures.convert(actual.value, measure=actual.measure, into=target.measure)
    is_said = row.score_reason or (row.note and not is_mark(row.note))
    grows = row.line.name.strip().endswith(MORE_IS_BETTER)
    return grows and not is_said and reached is not None and reached < target.value


def _scored_places(case: Case) -> Iterator[tuple[CellRef, str, Decimal | None, Decimal | None]]:
    """Where a score can stand, with name, points and score; an execution score that a rule gives is C03's."""
    ref, outcome = execution_ref(case.form.funds), case.computed.execution
    if ref and (outcome is None or outcome.score is None):
        yield ref, "预算执行率", execution_points(case.form, case.snapshot), case.snapshot.value(ref)
    for row in case.computed.rows:
        if row.applicable:
            yield row.ref("score"), row.line.name, row.limit, row.score


def _is_beyond(points: Decimal | None, score: Decimal) -> bool:
    return points is None or not 0 <= score <= points


def _is_reckoned(outcome: Outcome) -> bool:
    """Whether the rule gives a score, or says between which two it lies."""
    return outcome.score is not None or outcome.is_range


def _follows_rule(case: Case, outcome: Outcome, score: Decimal) -> bool:
    rounding = case.form.indicators.rounding
    tolerance = Fraction(case.tolerance("C09", SCORE_TOLERANCE))
    if outcome.score is not None:
        near = (outcome.score, Fraction(round_score(outcome.score, rounding)))
        return any(abs(Fraction(score) - value) <= tolerance for value in near)
    return within(outcome, score, rounding)


def _unreckoned(row: Row) -> Iterator[Finding]:
    """A score where no rule gives one: whoever gave it says why. What C35 tells is mended first."""
    if (
        row.outcome is None
        or row.score is None
        or _is_beyond(row.limit, row.score)
        or row.actual.is_malformed
    ):
        return
    if not _is_reckoned(row.outcome) and row.outcome.asks_reason and not row.score_reason:
        found, why = printing.plain(row.score), row.outcome.working.rstrip("。")
        message = f"{quoted(row.line.name)}得分填列{found}分，但不能自动计算：{why}；或填写得分说明。"
        yield Finding("C09", Severity.MUST_EXPLAIN, (row.ref("score"),), found, "", message)


def _expected(case: Case, outcome: Outcome) -> str:
    if outcome.score is not None:
        return f"{printing.plain(round_score(outcome.score, case.form.indicators.rounding))}分"
    end = "含" if outcome.high_closed else "不含"
    return f"{printing.score(outcome.low)}分至{printing.score(outcome.high)}分（{end}）"


def _weight(form: FormDefinition, row: Row) -> tuple[Severity, str]:
    if form.indicators.self_score == "as_computed":
        return Severity.MUST_FIX, "本表须按计算得分填列，请改正"
    if row.score_reason:
        return Severity.HINT, "已填写得分说明"
    return Severity.MUST_EXPLAIN, "请核对，或填写得分说明"
