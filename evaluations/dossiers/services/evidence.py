"""佐证材料: bringing a file, taking it away; the file before its row, the row before the file goes (F3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import IO, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from accounts.models import Unit, User
from core.figures.printing import file_size
from core.workflow import Action, Ground, Status
from evaluations.dossiers.exceptions import NotAllowed, Refused, Stale
from evaluations.dossiers.models import Contribution, Evaluation, Evidence, SignedCopy
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.returning import FILES_OUTSIDE, returned, scope_words
from evaluations.dossiers.services.guard import compare_and_set
from evaluations.dossiers.services.log import note_filled
from evaluations.dossiers.services.moves import make_move
from evaluations.dossiers.services.reading import fresh
from foundation.intake import storage
from foundation.intake.gate import admit
from foundation.intake.holders import held
from foundation.intake.kinds import extension_of
from foundation.intake.names import plain_name
from foundation.intake.refusal import NO_ROOM, RefusedFile

ATTEMPTS = 10
MB = 1024 * 1024
NO_ROW = "本表没有这一指标，请刷新页面后重新选择。"
GONE = "这个文件已被移除，请刷新页面查看最新内容。"
TWICE = "这个文件已经上传过（{name}），没有重复保存。"
FILING_FULL = "本表的佐证材料已有{used}，加上这个文件超过{limit}MB。请移除不需要的文件，或压缩后再上传。"
UNIT_FULL = (
    "本单位的佐证材料已有{used}，加上这个文件超过{limit}MB。请压缩后再上传，或联系财政局系统管理员调整限额。"
)
Result = TypeVar("Result")


def upload(evaluation: Evaluation, file: IO[bytes], *, name: str, row: str, by: User) -> Evidence:
    """Judge the file, keep it, then enter it; the first one makes the filing 填报中.

    RefusedFile: this file does not come in, by its content or for want of room. NotAllowed (403, 409, 422)
    and Stale (409): nothing comes in now.
    """
    _judge(fresh(evaluation), row, by=by)
    plain = plain_name(name)
    admit(file, plain)
    there = kept(file)
    new = Evidence(
        row=row,
        name=plain,
        extension=extension_of(plain),
        size=there.size,
        sha256=there.sha256,
        stored=there.stored,
        uploaded_by=by,
    )
    try:
        return _persistently(partial(_enter, evaluation, new, by=by))
    except (Refused, RefusedFile):
        storage.discard(there.stored)
        raise


def remove(evidence: Evidence, *, by: User) -> None:
    """Take a file off the list; one that was never filed is deleted for good, once that is committed.

    NotAllowed (403, 409) where `by` may not change the filing now, or it is gone already; Stale (409).
    """
    _persistently(partial(_remove, evidence, by=by))


def sweep_orphans() -> int:
    """Delete files that no row names and half-written ones, older than EVIDENCE_ORPHAN_SECONDS; how many."""
    old = set(storage.kept_before(settings.EVIDENCE_ORPHAN_SECONDS))
    orphans = old - held()
    for stored in orphans:
        storage.discard(stored)
    return len(orphans) + storage.drop_incoming(settings.EVIDENCE_ORPHAN_SECONDS)


def _persistently(change: Callable[[], Result]) -> Result:
    """Do `change` in a transaction, again where a colleague's save came between reading and writing."""
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return change()
        except Stale:
            continue
    raise Stale


def _judge(seen: Evaluation, row: str, *, by: User) -> None:
    if refusal := refusal_to_edit(by, seen):
        raise NotAllowed(refusal)
    if (back := returned(seen)) and not back.takes_evidence:
        raise NotAllowed.because(FILES_OUTSIDE.format(scope_words(back.parts)), Ground.STATE)
    if row and not seen.lines.filter(key=row).exists():
        raise NotAllowed.because(NO_ROW, Ground.CONTENT)


def kept(file: IO[bytes]) -> storage.Kept:
    """Put the file on our disk; RefusedFile where there is no room."""
    try:
        return storage.keep(file)
    except OSError as problem:
        raise RefusedFile(NO_ROOM) from problem


def _enter(evaluation: Evaluation, new: Evidence, *, by: User) -> Evidence:
    """Write the row behind the guard; the unit stays locked, so that no two uploads share its last room."""
    Unit.objects.select_for_update(no_key=True).get(pk=evaluation.unit_id)
    seen = fresh(evaluation)
    _judge(seen, new.row, by=by)
    _judge_room(seen, new)
    if seen.status == Status.NOT_STARTED:
        make_move(seen, Action.START, by=by, revision=seen.revision)
        seen = fresh(seen)
    if not compare_and_set(seen):
        raise Stale
    new.evaluation = seen
    new.save(force_insert=True)
    _leave_trace(seen, "上传佐证材料", new, by=by)
    return new


def _judge_room(seen: Evaluation, new: Evidence) -> None:
    """The filing counts what is on its list; the unit everything of its that lies on the disk."""
    present = seen.evidence.filter(removed_at__isnull=True)
    if twin := present.filter(row=new.row, sha256=new.sha256).first():
        raise RefusedFile(TWICE.format(name=twin.name))
    of_unit = Evidence.objects.filter(evaluation__unit=seen.unit_id)
    for found, limit, sentence in (
        (present, settings.EVIDENCE_FILING_MB, FILING_FULL),
        (of_unit, settings.EVIDENCE_UNIT_MB, UNIT_FULL),
    ):
        used = used_by(found)
        if used + new.size > limit * MB:
            raise RefusedFile(sentence.format(used=file_size(used), limit=limit))


def used_by(files: QuerySet[Evidence] | QuerySet[SignedCopy]) -> int:
    """Return how many bytes `files` take."""
    return files.aggregate(used=Sum("size", default=0))["used"]


def _remove(evidence: Evidence, *, by: User) -> None:
    seen = fresh(evidence.evaluation)
    _judge(seen, "", by=by)
    present = seen.evidence.filter(pk=evidence.pk, removed_at__isnull=True)
    found = present.first()
    if found is None:
        raise NotAllowed.because(GONE, Ground.STATE)
    if not compare_and_set(seen):
        raise Stale
    if found.filed_in is None:
        present.delete()
        transaction.on_commit(partial(storage.discard, found.stored))
    else:
        present.update(removed_by=by, removed_at=timezone.now())
    _leave_trace(seen, "移除佐证材料", found, by=by)


def _leave_trace(seen: Evaluation, action: str, file: Evidence, *, by: User) -> None:
    Contribution.objects.get_or_create(evaluation=seen, user=by, kind=Contribution.Kind.EDITED)
    detail = {"文件": file.name, "指标": file.row, "字节": file.size, "校验值": file.sha256}
    note_filled(seen, action, by=by, detail=detail)
