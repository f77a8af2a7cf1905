"""Every change to a year's work: made and written to the log in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import Unit, User
from accounts.records import actor
from documents.models import FormVersion
from evaluations.cycles.models import Cycle, CycleForm, ReportRule
from evaluations.cycles.next_year import year_exists
from foundation.audit import services as audit

Reports = Mapping[str, str]
"""By scope, who writes 自评报告 (ReportRule); one that is not there has the usual rule."""
ALL_THEIR_OWN: Reports = {}


@transaction.atomic
def create_cycle(
    cycle: Cycle, *, forms: Iterable[FormVersion], reports: Reports = ALL_THEIR_OWN, by: User | None
) -> Cycle:
    """Keep a new year's work and the forms that its filings use; the form has checked it."""
    return _save(cycle, "新增年度自评工作", forms=forms, reports=reports, by=by)


@transaction.atomic
def change_cycle(
    cycle: Cycle, *, forms: Iterable[FormVersion], reports: Reports = ALL_THEIR_OWN, by: User | None
) -> Cycle:
    """Keep a changed year's work. Open filings keep form, report and due date; the chain counts at once."""
    return _save(cycle, "修改年度自评工作", forms=forms, reports=reports, by=by)


class YearExists(Exception):
    """Somebody opened the year meanwhile; the sentence is for the person."""


@transaction.atomic
def open_next_year(
    last: Cycle, cycle: Cycle, *, forms: Iterable[FormVersion], reports: Reports, by: User
) -> Cycle:
    """Keep the year's work that follows `last`, once: YearExists where the bureau has it already."""
    Unit.objects.select_for_update(no_key=True).get(pk=last.bureau_id)
    if reason := year_exists(last.bureau_id, cycle.data_year):
        raise YearExists(reason)
    return _save(cycle, "从上年度开启新年度", forms=forms, reports=reports, by=by, last=last)


def _save(
    cycle: Cycle,
    action: str,
    *,
    forms: Iterable[FormVersion],
    reports: Reports,
    by: User | None,
    last: Cycle | None = None,
) -> Cycle:
    cycle.save()
    wanted = {version.pk: version for version in forms}
    cycle.forms.exclude(form_version__in=wanted).delete()
    known = set(cycle.forms.values_list("form_version", flat=True))
    CycleForm.objects.bulk_create(
        CycleForm(cycle=cycle, scope=version.scope, form_version=version)
        for version in wanted.values()
        if version.pk not in known
    )
    for scope in {version.scope for version in wanted.values()}:
        cycle.forms.filter(scope=scope).update(report=reports.get(scope, ReportRule.OWN))
    subject = audit.Subject("cycles.Cycle", cycle.pk, cycle.name)
    detail = _detail(cycle, list(wanted.values()), reports)
    if last:
        detail["上年度"] = last.name
    audit.record(cycle.bureau_id, action=action, actor=actor(by), subject=subject, detail=detail)
    return cycle


def _detail(cycle: Cycle, forms: list[FormVersion], reports: Reports) -> dict[str, Any]:
    without = {scope: ReportRule(rule).label for scope, rule in reports.items() if rule}
    return {
        "数据年度": cycle.data_year,
        "工作年度": cycle.work_year,
        "审核环节": list(cycle.chain),
        "签章方式": cycle.get_signing_mode_display(),
        "报送截止日": cycle.due_on.isoformat(),
        "允许带问题报送": cycle.may_file_with_problems,
        "要求附函": cycle.asks_for_letter,
        "不纳入理由": list(cycle.exempt_reasons),
        "开放填报": cycle.is_open,
        "表样": [str(version) for version in forms],
        **({"自评报告": without} if without else {}),
    }
