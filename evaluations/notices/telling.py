"""The lines of 消息: what happened, to which filing, by whom, and whether it is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from accounts.models import User
from core.workflow import Action, Place, Status, label
from evaluations.dossiers.models import Evaluation, Extension, FillingGrant, Move
from evaluations.notices import queries

ISSUED, EXTENDED, GRANTED = "下达自评任务，报送截止{}", "延期至{}", "授权代填，至{}"


@dataclass(frozen=True)
class Notice:
    """One thing that happened. `why`: the reason that was given; `by`: empty where nobody is named."""

    at: datetime
    what: str
    subject: str
    unit: str
    url: str
    by: str = ""
    why: str = ""
    is_new: bool = False


def notices_of(user: User) -> list[Notice]:
    """The last that happened, the newest first; a fixed number of queries."""
    seen = queries.seen_at(user)
    told = [
        *(_of_move(move, seen) for move in queries.latest_moves(user)),
        *(_of_task(task, seen) for task in queries.latest_tasks(user)),
        *(_of_extension(one, seen) for one in queries.latest_extensions(user)),
        *(_of_grant(grant, seen) for grant in queries.latest_grants(user)),
    ]
    return sorted(told, key=lambda one: one.at, reverse=True)[: queries.MOST]


def _of_move(move: Move, seen: datetime) -> Notice:
    evaluation, place = move.evaluation, Place(Status(move.to_status), move.to_step)
    word = label(Action(move.action))
    what = word if word == place.label else f"{word}，{place.label}"
    return _about(evaluation, move.made_at, what, seen, by=str(move.actor), why=move.reason)


def _of_task(task: Evaluation, seen: datetime) -> Notice:
    return _about(task, task.created_at, ISSUED.format(_day(task.due_on)), seen)


def _of_extension(one: Extension, seen: datetime) -> Notice:
    said = {"by": str(one.granted_by), "why": one.reason}
    return _about(one.evaluation, one.granted_at, EXTENDED.format(_day(one.until)), seen, **said)


def _of_grant(grant: FillingGrant, seen: datetime) -> Notice:
    url = reverse("dossiers:dossier", args=[grant.cycle_id, grant.unit_id])
    if grant.evaluation:
        url = grant.evaluation.get_absolute_url()
    return Notice(
        at=grant.granted_at,
        what=GRANTED.format(_day(grant.until)),
        subject=str(grant.evaluation or "全部自评表"),
        unit=grant.unit.name,
        url=url,
        by=str(grant.granted_by),
        why=grant.reason,
        is_new=grant.granted_at > seen,
    )


def _about(evaluation: Evaluation, at: datetime, what: str, seen: datetime, **said: str) -> Notice:
    return Notice(
        at=at,
        what=what,
        subject=str(evaluation),
        unit=evaluation.unit.name,
        url=evaluation.get_absolute_url(),
        is_new=at > seen,
        **said,
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
