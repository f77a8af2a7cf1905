"""What a file would write is found by writing it and rolling back; accepting is the same without that."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import why_not_manage
from accounts.records import actor
from accounts.services import reset_password
from core.filing.canonical import sha256, text_of
from evaluations.imports.importers import units_of
from evaluations.imports.kinds.desk import Desk, PasswordSlip
from evaluations.imports.kinds.registry import KINDS
from evaluations.imports.models import Import
from evaluations.imports.queries import unseen
from evaluations.imports.reading import Read, read
from evaluations.projects.models import Project
from foundation.audit import services as audit

GONE = "这个文件已由他人确认或放弃，本次没有写入。请到“批量导入”查看。"
OVERTAKEN = "打开页面之后系统中的内容有变动，本次没有写入。请按下面的最新结果重新核对后确认。"
FAULTY = "文件中有错误，不能导入。请改正后重新上传。"


class NotTaken(Exception):
    """Nothing was written. The text says why."""


@dataclass(frozen=True)
class Outcome:
    """What comes of a file. `mark` tells one outcome from another; passwords are not in it."""

    desk: Desk

    @property
    def mark(self) -> str:
        items = [asdict(item) for item in self.desk.items]
        return sha256(text_of([items, [asdict(one) for one in self.desk.problems]]))

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """Page → state → how many: 单位 → 新增 → 3."""
        found: dict[str, Counter[str]] = {}
        for item in self.desk.items:
            found.setdefault(item.page, Counter())[item.label] += 1
        return {page: dict(counted) for page, counted in found.items()}


def preview(found: Import, *, by: User) -> Outcome:
    """What the file would write as things stand now. Nothing is written."""
    with transaction.atomic():
        outcome = _written(found, by)
        transaction.set_rollback(True)
    return outcome


def take(found: Import, seen: str, *, by: User) -> list[PasswordSlip]:
    """Write all of it, or nothing: NotTaken where the outcome is not the one with the mark `seen`.

    The database refuses what somebody else is adding at the same moment (a user name, a code).
    """
    try:
        return _take(found, seen, by)
    except IntegrityError:
        raise NotTaken(OVERTAKEN) from None


@transaction.atomic
def _take(found: Import, seen: str, by: User) -> list[PasswordSlip]:
    locked = Import.objects.select_for_update().filter(pk=found.pk, taken_at=None).first()
    if locked is None:
        raise NotTaken(GONE)
    outcome = _written(locked, by)
    if outcome.mark != seen:
        raise NotTaken(OVERTAKEN)
    if outcome.desk.problems:
        raise NotTaken(FAULTY)
    locked.counts, locked.said = outcome.counts, []
    locked.made = {str(slip.person.pk): slip.unit for slip in outcome.desk.slips}
    locked.taken_by, locked.taken_at = by, timezone.now()
    locked.save()
    _note(locked, f"导入{KINDS[locked.kind].book.name}", by=by)
    return outcome.desk.slips


@transaction.atomic
def new_slips(found: Import, *, by: User) -> list[PasswordSlip]:
    """Draw new first passwords for the users that came of an import and have never signed in."""
    people = [person for person in unseen(found) if not why_not_manage(by, person)]
    return [
        PasswordSlip(person, found.made[str(person.pk)], reset_password(person, by=by)) for person in people
    ]


@transaction.atomic
def drop(found: Import, *, by: User) -> None:
    """Let a file go that nobody accepted."""
    locked = Import.objects.select_for_update().filter(pk=found.pk, taken_at=None).first()
    if locked is None:
        raise NotTaken(GONE)
    _note(locked, f"放弃导入{KINDS[locked.kind].book.name}", by=by)
    locked.delete()


def _written(found: Import, by: User) -> Outcome:
    kind = KINDS[found.kind]
    told = read(found.said, kind.book)
    units = units_of(by, found.kind, found.bureau)
    desk = Desk(by, found.bureau, units, kind.book.no_unit, problems=told.problems, notes=told.notes)
    _hold(desk, told)
    kind.write(desk, told)
    _put_in_order(desk, [str(name) for name, *_ in found.said])
    return Outcome(desk)


def _hold(desk: Desk, told: Read) -> None:
    """Lock the projects that the file names, by ascending key, before one is written, and the log (D13)."""
    codes = {line["code"] for lines in told.lines.values() for line in lines if "code" in line.at}
    named = Project.objects.filter(unit__in=desk.units, code__in=codes)
    list(named.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _put_in_order(desk: Desk, sheets: list[str]) -> None:
    """What is about the whole file first, then sheet by sheet and cell by cell."""
    for problems in (desk.problems, desk.notes):
        problems.sort(key=lambda one: (sheets.index(one.sheet) + 1 if one.sheet else 0, one.row, one.column))


def _note(found: Import, action: str, *, by: User) -> None:
    detail = {"文件": found.name, "校验值": found.sha256, **found.counts}
    subject = audit.Subject("imports.Import", found.pk, found.name)
    audit.record(found.bureau_id, action=action, actor=actor(by), subject=subject, detail=detail)
