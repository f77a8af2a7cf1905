"""The first words of a 函: title, text and 附件说明 from what a unit files in a year's work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SCOPES = {"department": "整体支出", "project": "项目支出", "transfer": "转移支付"}
"""In the order in which they are named."""
LAST = "现将有关材料随文报送，请予审核。"


@dataclass(frozen=True)
class Filed:
    """One filing of the set: its scope, the project's name (empty for a whole unit), which papers it has."""

    scope: str
    project_name: str
    has_table: bool
    has_report: bool


@dataclass(frozen=True)
class PassedOn:
    """What a department passes on: of how many units under it, whether of itself (`own`), how many tables."""

    units: int
    own: bool
    tables: int


@dataclass(frozen=True)
class Draft:
    """What is put into an empty 函; `attachments` one a line."""

    title: str
    body: str
    attachments: str


def unit_draft(issuer: str, *, bureau: str, basis: str, year: int, filed: Iterable[Filed]) -> Draft:
    """Return the draft for a unit. `basis`: 通知文号 of the year's work; `year`: the data year."""
    found = sorted(filed, key=lambda one: list(SCOPES).index(one.scope))
    done = f"{issuer}组织开展了{year}年度绩效自评工作，形成{_counted(found)}。"
    return Draft(
        title=f"{issuer}\n关于报送{year}年度绩效自评材料的函",
        body=f"{_reason(bureau, basis, year)}，{done}{LAST}",
        attachments="\n".join(_names(issuer, found)),
    )


def department_draft(issuer: str, *, bureau: str, basis: str, year: int, passed: PassedOn) -> Draft:
    """Return the draft for a department from what it passes on."""
    below, own = f"所属{passed.units}个单位" if passed.units else "", "本单位" if passed.own else ""
    done = f"{issuer}组织{_and(own, below)}开展了{year}年度绩效自评工作"
    checked = f"，审核汇总绩效自评表{passed.tables}份" if passed.tables else ""
    whose = _and(own, "所属各单位") if passed.units else ""
    return Draft(
        title=f"{issuer}\n关于报送{year}年度部门绩效自评材料的函",
        body=f"{_reason(bureau, basis, year)}，{done}{checked}。{LAST}",
        attachments=f"{issuer}{year}年度绩效自评部门汇总表\n{issuer}{whose}{year}年度绩效自评材料",
    )


def _and(*names: str) -> str:
    return "及".join(filter(None, names))


def _reason(bureau: str, basis: str, year: int) -> str:
    if not basis:
        return f"按照{bureau}{year}年度绩效自评工作安排"
    named = basis if "《" in basis else f"关于{year}年度绩效自评工作的通知（{basis}）"
    return f"根据{bureau}{named}要求"


def _counted(filed: list[Filed]) -> str:
    counts = {
        f"{words}绩效自评表": sum(one.scope == scope and one.has_table for one in filed)
        for scope, words in SCOPES.items()
    }
    counts["绩效自评报告"] = sum(one.has_report for one in filed)
    return "、".join(f"{name}{count}份" for name, count in counts.items() if count)


def _names(issuer: str, filed: list[Filed]) -> Iterable[str]:
    for one in filed:
        subject = one.project_name or f"{issuer}整体支出"
        if one.has_table:
            yield f"{subject}绩效自评表"
        if one.has_report:
            yield f"{subject}绩效自评报告"
