"""登记盖章件: a signed paper is matched by the version code that its foot carries, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.conf import settings
from django.db import transaction

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from core.figures.printing import file_size
from core.workflow import Capacity, Ground, Status
from documents.models import FrozenSet, Stamp
from evaluations.cycles.models import Cycle
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed, Refused, Stale
from evaluations.dossiers.models import Evaluation, SignedCopy, Voiding
from evaluations.dossiers.permissions import capacities_in, fills_in
from evaluations.dossiers.services.evidence import MB, kept, used_by
from evaluations.dossiers.services.guard import compare_and_set
from evaluations.dossiers.services.log import note, note_set
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.signing import Signed, content_of, paper_with
from foundation.intake import storage
from foundation.intake.gate import admit
from foundation.intake.kinds import SIGNED, extension_of
from foundation.intake.names import plain_name
from foundation.intake.refusal import RefusedFile

RECORDERS = frozenset(
    {Capacity.FILER, Capacity.UNIT_HEAD, Capacity.DEPARTMENT, Capacity.DIVISION, Capacity.PERFORMANCE}
)
Mode = Cycle.SigningMode
NOT_YOURS = "盖章件由填报单位、主管部门、业务股室和绩效股登记，您可以查看，不能登记。"
ONLINE = "本年度在系统内审签，不需要登记盖章件。"
OTHER_CODE = "版本码“{}”不是本单位本年度报送材料的版本码。请对照文书页脚核对，是否输错，或拿错了文书。"
NOT_FINAL = "版本码“{}”是送签稿的。本年度先审后签，请在审核通过后打印定稿，签字盖章后再登记。"
FULL = (
    "本单位的盖章件已有{used}，加上这个文件超过{limit}MB。请降低扫描分辨率后再上传，或联系财政局系统管理员。"
)


VOID_ALREADY = "这份盖章件已经作废。"
ARCHIVED = "“{}”已归档，盖章件不能作废。确需更正的，请财政部门先重新开放该表。"


@dataclass(frozen=True)
class Signature:
    """What a person reads off the paper."""

    code: str
    signed_by: str
    signed_on: date


def why_not_record(user: User, whole: Dossier) -> str | None:
    """The reason why `user` may not record a signed copy of this set; None: may."""
    if whole.cycle.signing_mode == Mode.ONLINE:
        return ONLINE
    may = RECORDERS & capacities_in(whole.unit, posts_of_today(user)) or fills_in(user, whole.filings)
    return None if may else NOT_YOURS


def ground_of(why_not: str) -> Ground:
    return Ground.STATE if why_not == ONLINE else Ground.PERSON


def record_signed(
    whole: Dossier, signature: Signature, *, by: User, file: IO[bytes] | None = None, name: str = ""
) -> SignedCopy:
    """Keep that a paper came back signed; with `file` its scan, else it was seen on paper (代录).

    NotAllowed (403 person, 409 state, 422 the code), RefusedFile (the scan).
    """
    paper = _matched(whole, signature, by)
    if file is None:
        return _enter(whole, signature, paper, by=by, facts={"way": SignedCopy.Way.PAPER})
    plain = plain_name(name)
    admit(file, plain, SIGNED)
    there = kept(file)
    facts = {
        "way": SignedCopy.Way.SCAN,
        "name": plain,
        "extension": extension_of(plain),
        "size": there.size,
        "sha256": there.sha256,
        "stored": there.stored,
    }
    try:
        return _enter(whole, signature, paper, by=by, facts=facts)
    except (Refused, RefusedFile):
        storage.discard(there.stored)
        raise


@transaction.atomic
def void_signed(whole: Dossier, copy: SignedCopy, reason: str, *, by: User) -> Voiding:
    """Have a copy that was recorded by mistake count no longer; `reason` stays with it.

    NotAllowed (403 person, 409 state); Stale where one of its filings was changed or archived meanwhile.
    """
    if why_not := why_not_record(by, whole):
        raise NotAllowed.because(why_not, ground_of(why_not))
    Unit.objects.select_for_update(no_key=True).get(pk=whole.unit.pk)
    if Voiding.objects.filter(copy=copy).exists():
        raise NotAllowed.because(VOID_ALREADY, Ground.STATE)
    covered = [fresh(one) for one in _covered(whole, copy.paper)]
    for filing in covered:
        if filing.status == Status.ARCHIVED:
            raise NotAllowed.because(ARCHIVED.format(filing), Ground.STATE)
        if not compare_and_set(filing):
            raise Stale
    voiding = Voiding.objects.create(copy=copy, reason=reason, voided_by=by)
    _record(whole, covered, "作废盖章件", by=by, detail={"版本码": copy.paper.code, "作废原因": reason})
    return voiding


def _covered(whole: Dossier, paper: Signed) -> list[Evaluation]:
    numbers = set(content_of(paper).values())
    return [filing for filing in whole.filings if filing.number in numbers]


def _matched(whole: Dossier, signature: Signature, by: User) -> Signed:
    """The paper that carries the code; NotAllowed where it is another one, or none to be signed now."""
    if why_not := why_not_record(by, whole):
        raise NotAllowed.because(why_not, ground_of(why_not))
    paper = paper_with(whole, signature.code)
    if paper is None:
        raise NotAllowed.because(OTHER_CODE.format(signature.code), Ground.CONTENT)
    if whole.cycle.signing_mode == Mode.REVIEW_FIRST and paper.label != Stamp.Label.FINAL:
        raise NotAllowed.because(NOT_FINAL.format(paper.code), Ground.CONTENT)
    return paper


@transaction.atomic
def _enter(
    whole: Dossier, signature: Signature, paper: Signed, *, by: User, facts: dict[str, Any]
) -> SignedCopy:
    """Write the row; the unit stays locked, so that no two scans share its last room."""
    Unit.objects.select_for_update(no_key=True).get(pk=whole.unit.pk)
    _judge_room(whole, facts.get("size", 0))
    copy = SignedCopy.objects.create(
        cycle=whole.cycle,
        unit=whole.unit,
        stamp=paper if isinstance(paper, Stamp) else None,
        frozen_set=paper if isinstance(paper, FrozenSet) else None,
        signed_by=signature.signed_by,
        signed_on=signature.signed_on,
        recorded_by=by,
        **facts,
    )
    detail = {
        "方式": copy.get_way_display(),
        "版本码": paper.code,
        "签字人": signature.signed_by,
        "签字日期": signature.signed_on.isoformat(),
        "校验值": copy.sha256,
    }
    _record(whole, _covered(whole, paper), "登记盖章件", by=by, detail=detail)
    return copy


def _record(
    whole: Dossier, covered: Sequence[Evaluation], action: str, *, by: User, detail: dict[str, Any]
) -> None:
    """One line for each filing that the paper covers; one for the unit where it is a 函."""
    for filing in covered:
        note(filing, action, by=by, detail=detail)
    if not covered:
        note_set(whole.cycle, whole.unit, action, by=by, detail={"文书": "函", **detail})


def _judge_room(whole: Dossier, size: int) -> None:
    used = used_by(SignedCopy.objects.filter(unit=whole.unit))
    if used + size > settings.EVIDENCE_UNIT_MB * MB:
        raise RefusedFile(FULL.format(used=file_size(used), limit=settings.EVIDENCE_UNIT_MB))
