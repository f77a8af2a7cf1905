"""函 written and printed: each in one transaction, on the record of the unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from core.workflow import Capacity, Ground
from documents.models import FrozenSet
from documents.services import renew
from documents.sets import freeze_text, request_letter
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed, Stale
from evaluations.dossiers.letters import content, letter_in
from evaluations.dossiers.models import Letter, LetterPrinting
from evaluations.dossiers.permissions import capacities_in
from evaluations.dossiers.services.log import note_set

WRITERS = {
    Letter.Kind.UNIT: frozenset({Capacity.FILER, Capacity.UNIT_HEAD}),
    Letter.Kind.DEPARTMENT: frozenset({Capacity.DEPARTMENT}),
}
NOT_YOURS = {
    Letter.Kind.UNIT: "函由填报单位的填报人或单位负责人起草，您可以查看和下载，不能修改。",
    Letter.Kind.DEPARTMENT: "随部门汇总表报送的函由主管部门审核人员起草，您不能修改。",
}
CLOSED = "本年度绩效自评工作已结束，函不能修改。"
STALE = "这封函在您打开页面之后已由他人修改，您填写的内容没有保存。请对照“目前内容”核对，改好后再保存。"


def refusal_to_write(user: User, cycle: Cycle, unit: Unit, kind: str = Letter.Kind.UNIT) -> NotAllowed | None:
    """Why `user` may not write on the letter: 403 the person, 409 the year's work; None: may."""
    if not WRITERS[Letter.Kind(kind)] & capacities_in(unit, posts_of_today(user)):
        return NotAllowed.because(NOT_YOURS[Letter.Kind(kind)])
    return None if cycle.is_open else NotAllowed.because(CLOSED, Ground.STATE)


@transaction.atomic
def keep_letter(letter: Letter, written: Mapping[str, Any], *, revision: int, by: User) -> Letter:
    """Keep what was written in the letter of `letter.unit`, stored or not yet.

    `revision`: of the page, 0 where none was there. NotAllowed (403, 409); Stale where somebody was faster.
    """
    if refusal := refusal_to_write(by, letter.cycle, letter.unit, letter.kind):
        raise refusal
    place = {"cycle": letter.cycle, "unit": letter.unit, "kind": letter.kind}
    if revision:
        known = Letter.objects.filter(**place, revision=revision)
        facts = {**written, "revision": F("revision") + 1, "changed_by": by, "changed_at": timezone.now()}
        if not known.update(**facts):
            raise Stale(STALE)
    else:
        _create({**place, **written, "changed_by": by})
    kept = Letter.objects.select_related("cycle", "unit").get(**place)
    detail = {"发文字号": kept.number, "标题": kept.title, "修订号": kept.revision}
    note_set(kept.cycle, kept.unit, "修改函" if revision else "起草函", by=by, detail=detail)
    return kept


@transaction.atomic
def print_letter(letter: Letter, label: str, *, by: User) -> LetterPrinting:
    """Freeze the letter as it stands and ask for its paper; what was asked for before is kept."""
    if refusal := refusal_to_write(by, letter.cycle, letter.unit, letter.kind):
        raise refusal
    printing, is_new = LetterPrinting.objects.get_or_create(
        letter=letter, frozen_set=frozen_letter(letter, label), defaults={"asked_by": by}
    )
    for paper in request_letter(printing.frozen_set, asked_by=by):
        renew(paper)
    if is_new:
        detail = {"版本码": printing.frozen_set.code, "标题": letter.title}
        note_set(letter.cycle, letter.unit, "打印函", by=by, detail=detail)
    return printing


def frozen_letter(letter: Letter, label: str) -> FrozenSet:
    return freeze_text(content(letter, label), label=label)


def letter_with_set(cycle: Cycle, unit: Unit, label: str, *, by: User) -> FrozenSet | None:
    """The letter as it stands, for an order of everything; None where none was written."""
    letter = letter_in(cycle, unit)
    if letter is None:
        return None
    frozen = frozen_letter(letter, label)
    LetterPrinting.objects.get_or_create(letter=letter, frozen_set=frozen, defaults={"asked_by": by})
    return frozen


def _create(facts: Mapping[str, Any]) -> None:
    try:
        with transaction.atomic():
            Letter.objects.create(**facts)
    except IntegrityError as there_is_one:
        raise Stale(STALE) from there_is_one
