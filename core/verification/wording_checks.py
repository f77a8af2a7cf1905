"""Checks of words copied or left over: C14 the target, C15 the goal, C16 the sample; C17 another year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.figures.text import clip, narrow, quoted
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.rows import Row
from core.verification.findings import Audience, Case, Finding, Severity
from core.verification.text_checks import counted

SIGNS = ("≥", "≤", ">", "<")
LEAST_COPIED = 4
"""Shorter words that say what was reached as well as what was asked are an answer: 健全, 规范, 达标, 有效."""
LEAST_GOAL = 8
LABEL = "(?:(?:总体|绩效|年度)?(?:目标|指标|任务)[0-9一二三四五六七八九十]{1,2}(?:完成情况)?)"
NUMBER = r"(?:[0-9]{1,2}[.、．]|[(（][0-9一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]、)"
LABELLED = re.compile(rf"{LABEL}\s*[:：]?")
LEFT_OVER = re.compile(
    r"[(（](?:限|不超过|控制在|最多)?[0-9]{2,4}字(?:以内|以下|左右|内)[)）]"
    r"|[(（]请(?:简要|简单|如实|在此|逐项|据实)?(?:填写|填列|说明|描述|概述|简述)[^()（）\n]{0,40}[)）]"
    r"|_{3,}"
    r"|(?<![xX×])(?:20)?[xX×]{2,6}(?=年|月|日|万元|元|%|％|人|个|项|次|单位|部门)"
    rf"|(?m:^[ \t]*{LABEL}[ \t]*[:：][ \t]*$)(?=\s*(?:\Z|目标|指标|任务))"
    rf"|(?m:^[ \t]*(?:{NUMBER}|{LABEL}[ \t]*[:：]?)?[ \t]*(?:…+|\.{{3,}}|。{{3,}})[ \t]*$)"
)
"""What the sample of a form says where something is to be written; every repetition ends with its line."""
WORDS = ("actual", "note", "score_reason", "target")
YEAR = re.compile(r"20[0-9]{2}(?=年)")
OF_A_YEAR = re.compile(r"(?:^|(?<=[。；;，,：:\s]))20[0-9]{2}(?=年度?+(?!以来|起|至|到|[-—~～]))")
"""A year with which a part of a sentence begins: when it happened, not what it is compared with."""
TITLES = re.compile("《[^《》]{0,80}》")


def actuals_that_are_targets(case: Case) -> Iterator[Finding]:
    """C14 实际完成值 carries the sign of a target (≥90%), or repeats its words: one finding each.

    Source: domain.md §7; 湖北 2020, 退捕渔民抽样调查满意度 (90%, filed ≥90%). Repeated words are a hint (D8).
    """
    labels = case.form.indicators.labels
    rows = [row for row in case.computed.rows if row.applicable and not row.asked]
    if signed := [row for row in rows if row.actual.operator and _stripped(row.actual.text)[:1] in SIGNS]:
        message = (
            f"{_names(signed)}的{labels.actual}带有“≥”等符号，请填写实际达到的数值（例如96%），或说明原因。"
        )
        found = "、".join(clip(row.actual.text.strip()) for row in signed)
        yield Finding("C14", Severity.MUST_EXPLAIN, _places(signed), found, "实际数值", message)
    if repeated := [row for row in rows if _repeats_its_target(row)]:
        message = (
            f"{_names(repeated)}的{labels.actual}与{labels.target}文字相同，建议写明做了什么、达到什么程度。"
        )
        yield Finding("C14", Severity.HINT, _places(repeated), "与指标值相同", "实际情况", message)


def results_copied_from_goals(case: Case) -> Iterator[Finding]:
    """C15 实际完成情况 is 预期目标 word for word, marks and numbers apart.

    Source: domain.md §7; 永德 2022 (云南).
    """
    for number in range(1, case.snapshot.goals + 1) if case.form.goals else ():
        ref = cells.goal(number, "actual")
        asked, said = (
            _squeezed(case.snapshot.typed(cells.goal(number, side))) for side in ("expected", "actual")
        )
        if asked == said and len(said) >= LEAST_GOAL:
            message = f"{case.name(ref)}与预期目标一字不差，请写明本年度实际完成的情况，或说明原因。"
            found = clip(case.snapshot.typed(ref).strip())
            yield Finding("C15", Severity.MUST_EXPLAIN, (ref,), found, "实际完成的情况", message)


def words_of_the_sample(case: Case) -> Iterator[Finding]:
    """C16 words of the empty form were left: （100字以内）, ……, 指标2：, XX万元.

    In the report they are asked about and stop nobody; what the approved target says is the administrator's.
    Source: domain.md §7.
    """
    for ref in case.order:
        if not _holds_words(ref):
            continue
        found = list(LEFT_OVER.finditer(case.snapshot.typed(ref)))
        if found:
            yield _left_over(case, ref, found)
    for line in case.snapshot.lines:
        if LEFT_OVER.fullmatch(line.name) or LABELLED.fullmatch(line.name):
            ref, name = cells.indicator(line.key, "target"), clip(line.name.strip())
            label = case.form.indicators.labels.level3
            message = f"{label}{quoted(name)}是表样文字，请联系财政局绩效股处理，不影响您送审。"
            yield Finding("C16", Severity.MUST_FIX, (ref,), name, label, message, audience="administrator")


def words_of_another_year(case: Case) -> Iterator[Finding]:
    """C17 a goal, a box or a title speaks of another year than the filing's.

    数据年度 and 工作年度 are both right (seed 000: a cover of 2022 over data of 2021). Names of documents,
    years of comparison and spans of years say nothing. What the product prints follows the filing.
    Source: domain.md §7 (攀枝花: “2023年…” over 2022).
    """
    identity = case.snapshot.identity
    right = f"{identity.data_year}年"
    for ref in case.order:
        if ref.section not in ("goals", "texts"):
            continue
        if other := _another_year(case, case.snapshot.typed(ref)):
            is_given = ref.section == "goals" and ref.column == "expected"
            advice = "请联系财政局绩效股核对" if is_given else "请核对是否为以前年度的内容，或说明原因"
            message = f"{case.name(ref)}写的是{other}年，本表数据年度为{right}，{advice}。"
            severity = Severity.MUST_EXPLAIN if ref.section == "goals" else Severity.HINT
            audience: Audience = "administrator" if is_given else "filer"
            yield Finding("C17", severity, (ref,), f"{other}年", right, message, audience=audience)
    if other := _year_of_a_title(case, identity.project_name):
        message = (
            f"项目名称中的年份是{other}年，本表数据年度为{right}，请核对项目是否选对；上年结转项目不用处理。"
        )
        yield Finding("C17", Severity.HINT, (), f"{other}年", right, message)
    for title in _titles(case):
        if other := _year_of_a_title(case, title):
            message = (
                f"表样标题{quoted(clip(title))}固定印有{other}年，本表数据年度为{right}，"
                "请联系财政局绩效股处理，不影响您送审。"
            )
            yield Finding("C17", Severity.MUST_EXPLAIN, (), title, right, message, audience="administrator")


def _left_over(case: Case, ref: CellRef, found: list[re.Match[str]]) -> Finding:
    """One finding for a cell; in the report with its places, by which it stops nobody."""
    words = "、".join(quoted(clip(one.group().strip())) for one in found[:3])
    is_given = (ref.section, ref.column) == ("goals", "expected") or (
        ref.column == "target" and case.form.indicators.target_policy == "locked"
    )
    advice = "请联系财政局绩效股处理，不影响您送审" if is_given else "请删除，或改为实际内容"
    message = f"{case.name(ref)}中留有表样文字{words}，{advice}。"
    is_prose = ref.section == "report"
    return Finding(
        "C16",
        Severity.MUST_EXPLAIN if is_prose else Severity.MUST_FIX,
        (ref,),
        words,
        "实际内容",
        message,
        audience="administrator" if is_given else "filer",
        spans=tuple(one.span() for one in found) if is_prose else (),
    )


def _holds_words(ref: CellRef) -> bool:
    return ref.section in ("goals", "texts", "report") or (
        ref.section == "indicators" and ref.column in WORDS
    )


def _another_year(case: Case, text: str) -> str:
    """The year with which a part of the text begins, where neither year of the filing is named at all."""
    if _own_years(case) & set(YEAR.findall(text)):
        return ""
    found = OF_A_YEAR.search(TITLES.sub("", text))
    return found.group() if found else ""


def _year_of_a_title(case: Case, title: str) -> str:
    years = YEAR.findall(title)
    return years[0] if years and not _own_years(case) & set(years) else ""


def _own_years(case: Case) -> set[str]:
    identity = case.snapshot.identity
    return {str(identity.data_year), str(identity.work_year)}


def _titles(case: Case) -> Iterator[str]:
    yield from (case.form.paper.title, case.form.paper.year_line)
    if case.form.report:
        yield from (case.form.report.cover_title, case.form.report.title)


def _repeats_its_target(row: Row) -> bool:
    said = _squeezed(row.actual.text)
    is_words = row.target.kind == row.actual.kind == "qualitative"
    return is_words and len(said) >= LEAST_COPIED and said == _squeezed(row.target.text)


def _stripped(text: str) -> str:
    return narrow(text).strip()


def _squeezed(text: str) -> str:
    """The text without labels, spaces and marks, as two texts are compared."""
    plain = LABELLED.sub("", narrow(text))
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LNS")


def _names(rows: list[Row]) -> str:
    return counted([quoted(row.line.name) for row in rows], "项")


def _places(rows: list[Row]) -> tuple[CellRef, ...]:
    return tuple(row.ref("actual") for row in rows)
