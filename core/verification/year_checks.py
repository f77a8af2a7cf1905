"""C17 in the report's prose: the year of which it says that it is evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from core.verification.findings import Case, Finding, Severity
from core.verification.prose.words import names
from core.verification.references.words import OTHER_TIMES

CLAIMS = names("绩效自评 全年预算数 全年执行数")
"""What stands behind a year that is the filing's own: 对2021年度部门整体支出绩效自评."""
COMPARES = (*OTHER_TIMES, *names("较 比 应用 参照 以前 历次 持续 连续 至 到"))
MARKS = "，。；：、！？《》（）\n"
BEHIND, BEFORE = 20, 40
YEAR_SIGNS = 4


def evaluation_of_another_year(case: Case) -> Iterator[Finding]:
    """C17 绩效自评, 全年预算数 of a year that is neither 数据年度 nor 工作年度; names of papers aside.

    Source: S4, “2023年…” over 2022; S0, where a cover of 2022 over data of 2021 is right.
    """
    identity = case.snapshot.identity
    own = {str(identity.data_year), str(identity.work_year)}
    for ref in case.sections:
        told: dict[str, list[tuple[int, int]]] = {}
        for year, span in _claimed(case.prose(ref)):
            if year not in own:
                told.setdefault(year, []).append(span)
        for year, spans in told.items():
            right = f"{identity.data_year}年"
            message = f"{case.name(ref)}写的是{year}年的情况，本次自评的数据年度为{right}，请核对。"
            yield Finding(
                "C17", Severity.MUST_EXPLAIN, (ref,), f"{year}年", right, message, spans=tuple(spans)
            )


def _claimed(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each year with what is claimed of it right behind, in its clause."""
    at = text.find("年")
    while at >= 0:
        year, start = text[max(0, at - YEAR_SIGNS) : at], at - YEAR_SIGNS
        if year.isascii() and year.isdecimal() and year.startswith("20") and len(year) == YEAR_SIGNS:
            before, behind = text[max(0, start - BEFORE) : start], _clause(text[at + 1 : at + 1 + BEHIND])
            in_a_name = before.rfind("《") > before.rfind("》")
            claims = any(claim in behind for claim in CLAIMS) and not in_a_name
            if claims and not any(word in _last_clause(before) + behind for word in COMPARES):
                yield year, (start, at + 1)
        at = text.find("年", at + 1)


def _clause(text: str) -> str:
    end = min((place for mark in MARKS if (place := text.find(mark)) >= 0), default=len(text))
    return text[:end]


def _last_clause(text: str) -> str:
    return text[max(text.rfind(mark) for mark in MARKS) + 1 :]
