"""Checks of the indicators as they were approved: C19–C22, C24, C25.

What lies with the 批复绩效目标 or the form is the administrator's and stops nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from core.figures import measures, printing
from core.figures.quantities import written
from core.figures.text import narrow, quoted
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.rows import Row
from core.verification.findings import Audience, Case, Finding, Severity
from core.verification.misfits import misfit
from core.verification.text_checks import counted

TO_THE_OFFICE = "请联系财政局绩效股核对，不影响您送审"
TO_THE_FILER = "请核对，或说明原因"
LESS_IS_BETTER = (
    *("控制率", "变动率", "调整率", "结余率", "差错率", "投诉率", "事故率", "死亡率", "违规率", "超支率"),
    *("受害率", "发病率"),
)
NO_LIMIT = ("标准", "补助", "补贴", "救助", "节约", "节省", "降低", "减少", "收入", "增收", "工资", "奖")
"""Amounts under 成本 with these in their names may be a least: what is given to somebody, what was saved."""
EXACT = ("人次", "天", "日", "工作日", "个工作日")
HALF, SEVERAL = Decimal("0.5"), 3
LONGEST_TARGET = 12
"""More signs than this are the text of a rule (根据实际到位率计算得分)."""
NUMBERED = re.compile(r"(?:指标|目标)[0-9]{1,2}[.、:]?")
AFTER_A_FIGURE = re.compile(r"[0-9][^0-9]{0,40}(?:明显|显著|良好|有效)")


def operators_that_point_the_wrong_way(case: Case) -> Iterator[Finding]:
    """C19 “no less than” for what should be little: costs, 控制率, 变动率; exact numbers of visits, days.

    Source: domain.md §7 (统战特别费≥17.4万元; S3 结转结余变动率 ≥5%).
    """
    groups = groups_of(case.form)
    rows = [row for row in case.computed.rows if row.applicable]
    wrong = [row for row in rows if row.target.operator in (">=", ">") and _is_to_be_little(row, groups)]
    if wrong:
        what = counted([f"{quoted(row.line.name)}（{written(row.target)}）" for row in wrong], "项")
        label = case.form.indicators.labels.target
        message = f"{what}一般越小越好，{label}的符号却是“≥”，可能应为“≤”，{_advice(case)}。"
        yield _finding(case, "C19", Severity.MUST_EXPLAIN, wrong, ("≥", "≤", message))
    exact = [row for row in rows if row.target.operator == "=" and row.target.measure in EXACT]
    if exact:
        what = counted([f"{quoted(row.line.name)}（{written(row.target)}）" for row in exact], "项")
        message = f"{what}很难恰好等于某个数，符号一般用“≥”或“≤”，{_advice(case)}。"
        yield _finding(case, "C19", Severity.HINT, exact, ("=", "≥或≤", message))


def indicators_of_another_level(case: Case) -> Iterator[Finding]:
    """C20 third levels that do not look like their second: one hint for the table (see misfits).

    Source: domain.md §7; S3 医保参保率 filed as 生态效益. Rows that the form prescribes are its own.
    """
    groups, rows = groups_of(case.form), _own_rows(case)
    has_satisfaction = any("满意" in name for pair in groups.values() for name in pair)
    strange = [
        (row, groups[row.line.group][1])
        for row in rows
        if misfit(row.line.name, groups[row.line.group], has_satisfaction=has_satisfaction)
    ]
    if strange:
        what = counted([f"{quoted(row.line.name)}（列在{level}）" for row, level in strange], "项")
        message = f"{what}与所在的二级指标可能不相符，下年设置目标时可以调整。"
        yield _approved("C20", Severity.HINT, [row for row, _ in strange], ("二级指标", message))


def indicators_twice(case: Case) -> Iterator[Finding]:
    """C21 one name stands in two rows (产出 and 效益), so one result counts twice (R30).

    Source: domain.md §7. Rows that the form prescribes are its own (赫山: 管理制度健全性 of two kinds).
    """
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _own_rows(case):
        found[_squeezed(row.line.name)].append(row)
    for same in found.values():
        if len(same) > 1:
            name = quoted(same[0].line.name)
            message = f"{name}在指标表中出现{len(same)}次，同一结果可能重复计分，{TO_THE_OFFICE}。"
            yield _approved("C21", Severity.MUST_EXPLAIN, same, (f"{len(same)}次", message))


def targets_that_cannot_be_measured(case: Case) -> Iterator[Finding]:
    """C22 a rate whose target is words, or a figure of words (≥95%社会效益明显): one hint for the table.

    Source: domain.md §7; S3 慢性病鉴定规范率 (不断规范).
    """
    rows = [row for row in case.computed.rows if row.applicable and _cannot_be_measured(row)]
    if rows:
        label = case.form.indicators.labels.target
        what = counted([f"{quoted(row.line.name)}（{row.target.text.strip()}）" for row in rows], "项")
        message = f"{what}的{label}不便衡量，下年设置目标时宜写明数值。"
        yield _finding(case, "C22", Severity.HINT, rows, ("文字", "数值", message))


def levels_without_indicator(case: Case) -> Iterator[Finding]:
    """C24 no indicator under 效益 or 满意度, though the form has the level; where it has points C01 tells it.

    Source: domain.md §7; 财预〔2021〕101号 lets 满意度 be left out where it does not apply, so it is a hint.
    """
    indicators = case.form.indicators
    filled = {row.line.group for row in case.computed.rows}
    for group in indicators.groups if indicators.level3 == "per_project" else ():
        is_asked = any(word in group.name for word in ("效益", "满意"))
        is_told = group.points is not None and indicators.scored
        if is_asked and not is_told and not filled & {leaf.key for leaf in group.leaves}:
            message = (
                f"没有{quoted(group.name)}，请核对批复的绩效目标；确实不适用的，请联系财政局绩效股说明。"
            )
            yield Finding("C24", Severity.HINT, (), group.name, "至少一项", message, audience="administrator")


def rows_of_half_the_points(case: Case) -> Iterator[Finding]:
    """C25 one of several indicators carries half of all points or more.

    Of one or two there is hardly another way (四川: 60 and 30 for salaries, its own template).
    Source: domain.md §7 (90 points in one row).
    """
    whole, indicators = case.form.total_points, case.form.indicators
    rows = [row for row in case.computed.rows if row.applicable]
    for row in rows if whole and indicators.scored and len(rows) >= SEVERAL else ():
        if whole and row.points is not None and row.points >= HALF * whole:
            found, most = printing.plain(row.points), printing.plain(HALF * whole)
            audience: Audience = "administrator" if indicators.points_policy == "locked" else "filer"
            advice = TO_THE_OFFICE if audience == "administrator" else TO_THE_FILER
            message = (
                f"{quoted(row.line.name)}一项的{indicators.labels.points}为{found}分，"
                f"占总分一半以上，{advice}。"
            )
            places = (row.ref("points"),)
            yield Finding(
                "C25", Severity.MUST_EXPLAIN, places, found, f"{most}以下", message, audience=audience
            )


def groups_of(form: FormDefinition) -> dict[str, tuple[str, str]]:
    """The names of both levels by the key of the carrying group."""
    return {leaf.key: (group.name, leaf.name) for group, leaf in form.indicators.leaves()}


def _is_to_be_little(row: Row, groups: dict[str, tuple[str, str]]) -> bool:
    name = row.line.name.strip()
    if name.endswith(LESS_IS_BETTER):
        return True
    is_cost = any("成本" in level for level in groups[row.line.group])
    is_money = measures.base(row.target.measure)[0] == "元"
    return is_cost and is_money and not any(word in name for word in NO_LIMIT)


def _cannot_be_measured(row: Row) -> bool:
    name, text = row.line.name.strip(), narrow(row.target.text)
    if row.target.value is not None:
        return bool(AFTER_A_FIGURE.search(text))
    is_rate = name.endswith("率") and not name.endswith("效率")
    is_words = row.target.kind == "qualitative" and len(text) <= LONGEST_TARGET
    return is_rate and is_words and text.strip() != "定性"


def _own_rows(case: Case) -> list[Row]:
    """The rows of the approved target, without those that the form prescribes."""
    fixed = case.form.indicators.fixed_rows
    return [row for row in case.computed.rows if row.line.key not in fixed]


def _squeezed(name: str) -> str:
    plain = NUMBERED.sub("", narrow(name))
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LN")


def _who(case: Case) -> Audience:
    return "administrator" if case.form.indicators.target_policy == "locked" else "filer"


def _advice(case: Case) -> str:
    return TO_THE_OFFICE if _who(case) == "administrator" else TO_THE_FILER


def _finding(
    case: Case, check: str, severity: Severity, rows: list[Row], said: tuple[str, str, str]
) -> Finding:
    """About targets: the filer's where the filer may change them."""
    found, expected, message = said
    return Finding(check, severity, _targets(rows), found, expected, message, audience=_who(case))


def _approved(check: str, severity: Severity, rows: list[Row], said: tuple[str, str]) -> Finding:
    """About what no filer can change: which indicators there are, and where."""
    found, message = said
    return Finding(check, severity, _targets(rows), found, "", message, audience="administrator")


def _targets(rows: list[Row]) -> tuple[CellRef, ...]:
    return tuple(row.ref("target") for row in rows)
