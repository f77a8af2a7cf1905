"""登记预算变动: rows are added, a wrong one is corrected by another; each is written to the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from core.filing.movements import total_of, with_decimals
from evaluations.projects.models import BudgetMovement, Project
from evaluations.projects.movements import standing
from evaluations.projects.services import note

CORRECTED = "这笔预算变动已由他人更正，您填写的内容没有保存。请返回核对最新的预算变动。"
TWICE = "已登记相同的预算变动：{}，本次没有登记。确为两笔的，请在文号后注明序号。"
BELOW_ZERO = "登记后全年预算数为{}万元，小于0，本次没有登记。请先登记年初数，或核对类型和金额。"


class NotRegistered(Exception):
    """Nothing was written. The text says why."""


class Overtaken(NotRegistered):
    """Somebody corrected the row first."""


@dataclass(frozen=True)
class Entry:
    """One movement as typed; `amount` in 万元."""

    kind: str
    amount: Decimal
    document_number: str
    dated_on: date
    source: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        return vars(self)


@transaction.atomic
def register(
    project: Project, year: int, entries: Sequence[Entry], *, by: User | None
) -> list[BudgetMovement]:
    """Add rows, all or none; NotRegistered where one is there already, or less than nothing would remain."""
    locked = Project.objects.select_for_update().get(pk=project.pk)
    made = []
    for entry in entries:
        _refuse_twice(locked, year, entry)
        row = BudgetMovement(project=locked, year=year, recorded_by=by, **entry.columns)
        row.save(force_insert=True)
        made.append(row)
    _refuse_below_zero(locked, year)
    for row in made:
        note(locked, "登记预算变动", by=by, detail=_told(row))
    return made


@transaction.atomic
def correct(wrong: BudgetMovement, entry: Entry, *, reason: str, by: User | None) -> BudgetMovement:
    """Put a row in the place of a wrong one; an amount of 0 says that there was no such movement."""
    locked = Project.objects.select_for_update().get(pk=wrong.project_id)
    if BudgetMovement.objects.filter(corrects=wrong).exists():
        raise Overtaken(CORRECTED)
    if entry.amount:
        _refuse_twice(locked, wrong.year, entry)
    given = {**entry.columns, "corrects": wrong, "reason": reason, "recorded_by": by}
    row = BudgetMovement(project=locked, year=wrong.year, **given)
    row.save(force_insert=True)
    _refuse_below_zero(locked, wrong.year)
    detail = {**_told(row), "更正": str(wrong), "原因": reason}
    note(locked, "更正预算变动", by=by, detail=detail)
    return row


def _refuse_twice(project: Project, year: int, entry: Entry) -> None:
    """A page that is sent twice must not count money twice."""
    same = BudgetMovement.objects.filter(project=project, year=year, correction__isnull=True, **entry.columns)
    if found := same.first():
        raise NotRegistered(TWICE.format(found))


def _refuse_below_zero(project: Project, year: int) -> None:
    left = total_of(standing([(project.pk, year)]).get((project.pk, year), ()))
    if left < 0:
        raise NotRegistered(BELOW_ZERO.format(with_decimals(left)))


def _told(row: BudgetMovement) -> dict[str, str]:
    return {
        "年度": str(row.year),
        "变动": str(row),
        "日期": row.dated_on.isoformat(),
        "资金来源": row.source,
    }
