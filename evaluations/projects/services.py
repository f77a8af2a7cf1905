"""Every change to projects and their 批复绩效目标: made and written to the log in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.queries import bureau_of
from accounts.records import actor
from core.figures.printing import plain
from core.figures.targets import parse_target
from evaluations.projects.models import ApprovedGoal, ApprovedRow, ApprovedTarget, Project
from evaluations.projects.queries import mark_of, next_row_number
from foundation.audit import services as audit

SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}


@dataclass(frozen=True)
class RowEntry:
    """One approved row as typed: “≥28%” is read into sign, value, measure; `key` is empty for a new row."""

    group: str
    name: str
    text: str
    points: Decimal | None = None
    key: str = ""
    rule: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Approved:
    """The content of one 批复绩效目标. `seen`: the mark of what its author saw; None: anything."""

    goals: Sequence[str]
    rows: Sequence[RowEntry]
    document_number: str = ""
    seen: str | None = None


class Overtaken(Exception):
    """Somebody else changed the target since its author saw it; nothing was changed."""


@transaction.atomic
def save_project(project: Project, *, by: User | None) -> Project:
    """Keep a new or a changed project; the form has checked it."""
    is_new = project.pk is None
    action = "新增项目" if is_new else "修改项目"
    project.save(update_fields=None if is_new else ["unit", "code", "name"])
    note(project, action, by=by, detail={"代码": project.code, "单位": project.unit.name})
    return project


@transaction.atomic
def set_approved_target(
    project: Project, *, year: int, version: str, approved: Approved, by: User | None
) -> ApprovedTarget:
    """Replace the approved target of `year` and `version` (initial, adjusted) as a whole.

    A row without a key gets one that the project never used before. Filings already opened
    keep what they were opened with. Overtaken where it is no longer what its author saw.
    """
    locked = Project.objects.select_for_update().get(pk=project.pk)
    stored = ApprovedTarget.objects.filter(project=project, year=year, version=version).first()
    if approved.seen not in (None, mark_of(stored)):
        raise Overtaken
    target, _ = ApprovedTarget.objects.update_or_create(
        project=project,
        year=year,
        version=version,
        defaults={"document_number": approved.document_number},
    )
    first_new = next_row_number(locked)
    rows = list(_rows(target, approved.rows, first_new=first_new))
    locked.last_row_number = first_new - 1 + sum(not entry.key for entry in approved.rows)
    locked.save(update_fields=["last_row_number"])
    target.goals.all().delete()
    target.rows.all().delete()
    ApprovedGoal.objects.bulk_create(
        ApprovedGoal(approved=target, position=position, text=text)
        for position, text in enumerate(approved.goals, start=1)
    )
    ApprovedRow.objects.bulk_create(rows)
    note(project, "填列批复绩效目标", by=by, detail=_detail(target, rows, approved))
    return target


def _rows(target: ApprovedTarget, entries: Sequence[RowEntry], *, first_new: int) -> Iterator[ApprovedRow]:
    new = first_new
    for position, entry in enumerate(entries, start=1):
        reading = parse_target(entry.text)
        key = entry.key or f"r{new}"
        new += not entry.key
        yield ApprovedRow(
            approved=target,
            key=key,
            position=position,
            group=entry.group,
            name=entry.name,
            text=entry.text,
            sign=SIGNS.get(reading.operator, ""),
            value=reading.value,
            measure=reading.measure,
            points=entry.points,
            rule=entry.rule,
        )


def _detail(target: ApprovedTarget, rows: list[ApprovedRow], approved: Approved) -> dict[str, Any]:
    return {
        "批复": str(target),
        "文号": target.document_number,
        "目标": list(approved.goals),
        "指标": [[row.key, row.group, row.name, row.text, plain(row.points)] for row in rows],
    }


def note(project: Project, action: str, *, by: User | None, detail: Mapping[str, Any]) -> None:
    subject = audit.Subject("projects.Project", project.pk, project.name)
    audit.record(bureau_of(project.unit).pk, action=action, actor=actor(by), subject=subject, detail=detail)
