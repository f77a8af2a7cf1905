"""Run every check that the form has not switched off, and put what they find in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.filing.compute import Computed, compute
from core.filing.form import FormDefinition
from core.filing.snapshot import Snapshot
from core.verification import (
    budget_checks,
    child_checks,
    copy_checks,
    end_checks,
    explanation_checks,
    fund_checks,
    overall_checks,
    prose_checks,
    reference_checks,
    row_checks,
    rule_checks,
    score_checks,
    section_checks,
    share_checks,
    table_checks,
    target_checks,
    text_checks,
    unit_report,
    wording_checks,
    year_checks,
)
from core.verification.findings import Case, Context, Finding, Severity


@dataclass(frozen=True)
class Check:
    """One id of domain.md §7 (M… are ours): its name, and its severity unless the form says otherwise."""

    label: str
    severity: Severity
    parts: tuple[Callable[[Case], Iterator[Finding]], ...]


CHECKS: Mapping[str, Check] = {
    "M01": Check("必填栏目未填写", Severity.MUST_FIX, (end_checks.required_and_empty,)),
    "C01": Check(
        "分值或权重合计不符",
        Severity.MUST_FIX,
        (end_checks.points_do_not_add_up, end_checks.goal_weights_do_not_add_up),
    ),
    "C02": Check("总分与合计不符", Severity.MUST_FIX, (end_checks.wrong_totals,)),
    "C03": Check(
        "执行率或执行得分有误",
        Severity.MUST_FIX,
        (fund_checks.wrong_rates, fund_checks.wrong_execution_score),
    ),
    "C04": Check("没有预算数却有执行率", Severity.MUST_EXPLAIN, (fund_checks.rate_without_budget,)),
    "C05": Check("资金合计与分项不符", Severity.MUST_FIX, (fund_checks.wrong_sums,)),
    "C06": Check("得分超出分值", Severity.MUST_FIX, (score_checks.score_beyond_points,)),
    "C07": Check("已达标却扣分", Severity.MUST_EXPLAIN, (score_checks.points_taken_though_met,)),
    "C08": Check("未达标却得满分", Severity.MUST_FIX, (score_checks.full_points_though_missed,)),
    "C09": Check("得分与评分规则不符", Severity.MUST_EXPLAIN, (score_checks.score_not_by_rule,)),
    "C10": Check("偏差原因未填写", Severity.MUST_FIX, (row_checks.deviation_without_reason,)),
    "C11": Check(
        "超额完成未说明",
        Severity.MUST_EXPLAIN,
        (rule_checks.far_beyond_without_reason, explanation_checks.far_above_target),
    ),
    "C12": Check(
        "应填为空，或不适用仍有内容",
        Severity.MUST_FIX,
        (fund_checks.parts_left_out, row_checks.figures_left_out),
    ),
    "C13": Check("定量指标填写文字", Severity.MUST_EXPLAIN, (row_checks.words_for_a_number,)),
    "C14": Check("实际完成值照抄指标值", Severity.MUST_EXPLAIN, (wording_checks.actuals_that_are_targets,)),
    "C15": Check("完成情况照抄目标", Severity.MUST_EXPLAIN, (wording_checks.results_copied_from_goals,)),
    "C16": Check("留有表样文字", Severity.MUST_FIX, (wording_checks.words_of_the_sample,)),
    "C17": Check(
        "年度不符",
        Severity.MUST_EXPLAIN,
        (wording_checks.words_of_another_year, year_checks.evaluation_of_another_year),
    ),
    "C18": Check("计量单位有误", Severity.MUST_EXPLAIN, (prose_checks.measures_that_cannot_be_meant,)),
    "C19": Check(
        "指标值符号方向有误", Severity.MUST_EXPLAIN, (target_checks.operators_that_point_the_wrong_way,)
    ),
    "C20": Check("三级指标与二级指标不符", Severity.HINT, (target_checks.indicators_of_another_level,)),
    "C21": Check("指标重复", Severity.MUST_EXPLAIN, (target_checks.indicators_twice,)),
    "C22": Check("指标值不可衡量", Severity.HINT, (target_checks.targets_that_cannot_be_measured,)),
    "C23": Check("满意度没有调查", Severity.MUST_EXPLAIN, (overall_checks.satisfaction_without_survey,)),
    "C24": Check("缺少效益或满意度指标", Severity.HINT, (target_checks.levels_without_indicator,)),
    "C25": Check("单项指标分值过高", Severity.MUST_EXPLAIN, (target_checks.rows_of_half_the_points,)),
    "C27": Check(
        "文表数据不一致",
        Severity.MUST_EXPLAIN,
        (reference_checks.prose_and_table_disagree, unit_report.covered_tables_disagree),
    ),
    "C28": Check("自评结果与预算执行不符", Severity.MUST_EXPLAIN, (overall_checks.score_against_execution,)),
    "C29": Check(
        "预算调整未说明", Severity.MUST_EXPLAIN, (explanation_checks.budget_changed_without_reason,)
    ),
    "C30": Check("全部为满分", Severity.HINT, (overall_checks.nothing_but_full_points,)),
    "C31": Check(
        "与其他填报内容雷同",
        Severity.MUST_EXPLAIN,
        (copy_checks.paragraphs_of_other_filings, copy_checks.names_of_other_projects),
    ),
    "C32": Check("文中比率与数字不符", Severity.MUST_EXPLAIN, (prose_checks.rates_that_do_not_come_out,)),
    "C33": Check("文中合计与分项不符", Severity.MUST_EXPLAIN, (prose_checks.sums_that_do_not_come_out,)),
    "C35": Check("数字不能识别", Severity.MUST_FIX, (row_checks.figures_that_are_none,)),
    "C36": Check("逾期完成却得满分", Severity.MUST_EXPLAIN, (score_checks.full_points_though_late,)),
    "C37": Check("资金明细行填有分值得分", Severity.MUST_EXPLAIN, (fund_checks.points_beside_parts,)),
    "C38": Check("预算执行率的分值有误", Severity.MUST_FIX, (fund_checks.wrong_execution_points,)),
    "C39": Check(
        "执行率偏低未说明", Severity.MUST_EXPLAIN, (explanation_checks.slow_spending_without_reason,)
    ),
    "M02": Check("用语不能自动定档", Severity.HINT, (row_checks.words_without_tier,)),
    "M03": Check("批复内容已改动", Severity.MUST_EXPLAIN, (row_checks.approved_and_changed,)),
    "M04": Check("执行数大于预算数", Severity.MUST_EXPLAIN, (fund_checks.executed_beyond_budget,)),
    "M05": Check("上年内容未修改", Severity.MUST_EXPLAIN, (text_checks.words_of_last_year,)),
    "M06": Check(
        "实际完成值与计算值不符",
        Severity.MUST_EXPLAIN,
        (row_checks.actual_not_as_worked_out, row_checks.actual_not_as_answered),
    ),
    "M07": Check("金额与分单位合计不符", Severity.MUST_EXPLAIN, (child_checks.amount_not_as_summed,)),
    "M08": Check("引用的栏目未填写", Severity.MUST_FIX, (text_checks.placed_and_empty,)),
    "M11": Check("同一数据前后不一致", Severity.MUST_EXPLAIN, (section_checks.quantities_with_two_values,)),
    "M12": Check("超过字数", Severity.MUST_FIX, (section_checks.sections_beyond_their_limit,)),
    "M13": Check("引用的数已变动", Severity.HINT, (text_checks.placed_and_moved,)),
    "M14": Check("表格合计与各行不符", Severity.HINT, (table_checks.columns_that_do_not_add_up,)),
    "M15": Check("本单位自评报告未写", Severity.MUST_FIX, (unit_report.report_is_not_there,)),
    "M16": Check("预算数与预算变动不符", Severity.MUST_EXPLAIN, (budget_checks.budget_not_as_moved,)),
    "C43": Check("占比合计不是100%", Severity.MUST_EXPLAIN, (share_checks.shares_that_do_not_make_a_whole,)),
    "C40": Check("可能含有个人信息", Severity.HINT, (text_checks.numbers_of_persons,)),
    "C41": Check("表样与类别不符", Severity.MUST_EXPLAIN, (overall_checks.form_of_another_kind,)),
    "C42": Check("自评等级不符", Severity.MUST_FIX, (end_checks.wrong_grade,)),
}

_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


def verify(
    form: FormDefinition,
    snapshot: Snapshot,
    context: Context | None = None,
    *,
    computed: Computed | None = None,
) -> tuple[Finding, ...]:
    """Return what is to be mended, explained or known: 必改项 first, each kind in the order of the paper.

    `computed`: what `compute(form, snapshot)` gave, where the caller has it already.
    """
    case = Case(form, snapshot, computed or compute(form, snapshot), context or Context())
    found = [finding for name, check in CHECKS.items() for finding in _run(case, name, check)]
    places = {ref: place for place, ref in enumerate(case.order)}

    def weight(finding: Finding) -> tuple[int, int, str]:
        """A finding about rows that are not there stands nowhere: at the end of its kind."""
        stands = places.get(finding.places[0], len(places)) if finding.places else len(places)
        return _WEIGHTS[finding.severity], stands, finding.check

    return tuple(sorted(found, key=weight))


def _run(case: Case, name: str, check: Check) -> Iterator[Finding]:
    """The findings of one check, at the severity that the form gives it."""
    if not case.is_on(name):
        return
    setting = case.form.checks.get(name)
    given = Severity((setting.severity if setting else None) or check.severity.value)
    for part in check.parts:
        for finding in part(case):
            yield replace(finding, severity=_weighed(finding.severity, check.severity, given))


def _weighed(found: Severity, usual: Severity, given: Severity) -> Severity:
    """The usual weight becomes what the form says; what weighs less is not raised, what weighs more stays."""
    if found is usual:
        return given
    is_lighter = _WEIGHTS[found] > _WEIGHTS[usual]
    return max(found, given, key=_WEIGHTS.__getitem__) if is_lighter else found
