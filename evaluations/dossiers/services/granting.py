"""代填授权: given and taken back by the unit itself, the finance bureau or an administrator."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from accounts.records import actor
from core.workflow import Capacity, Ground
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.grants import department_of, holding
from evaluations.dossiers.models import Evaluation, FillingGrant, Revocation
from evaluations.dossiers.permissions import capacities_in
from foundation.audit.services import Subject, record

GRANTERS = frozenset(
    {
        *(Capacity.FILER, Capacity.UNIT_HEAD, Capacity.DIVISION),
        *(Capacity.PERFORMANCE, Capacity.ADMINISTRATOR),
    }
)
NOT_YOURS = "代填由填报单位或财政部门授权，您可以查看，不能办理。"
OWN_DEPARTMENT = "本单位没有另外的主管部门，不办理代填授权。"
CLOSED = "本年度绩效自评工作已结束，不再办理代填授权。"
ALREADY = "已有相同范围的授权，有效期至{0.year}年{0.month}月{0.day}日。要改期的，请先收回再授权。"
ENDED = "这项授权已收回或已到期。"


def why_not_grant(user: User, whole: Dossier) -> NotAllowed | None:
    """Why `user` may not let the department fill in this set, or take that back; None: may."""
    if not GRANTERS & capacities_in(whole.unit, posts_of_today(user)):
        return NotAllowed.because(NOT_YOURS)
    if department_of(whole.unit) is None:
        return NotAllowed.because(OWN_DEPARTMENT, Ground.STATE)
    return None if whole.cycle.is_open else NotAllowed.because(CLOSED, Ground.STATE)


@transaction.atomic
def grant_filling(
    whole: Dossier, *, evaluation: Evaluation | None, reason: str, until: date, by: User
) -> FillingGrant:
    """Let the unit's department fill in one filing, or all of the year (None).

    NotAllowed (403 person, 409 state, 422 where the same is granted already).
    """
    if refusal := why_not_grant(by, whole):
        raise refusal
    department = department_of(whole.unit)
    assert department is not None  # else it was refused
    Unit.objects.select_for_update(no_key=True).get(pk=whole.unit.pk)
    same = holding().filter(cycle=whole.cycle, unit=whole.unit, evaluation=evaluation).first()
    if same:
        raise NotAllowed.because(ALREADY.format(same.until), Ground.CONTENT)
    grant = FillingGrant.objects.create(
        cycle=whole.cycle,
        unit=whole.unit,
        department=department,
        evaluation=evaluation,
        reason=reason,
        until=until,
        granted_by=by,
    )
    _note(grant, "授权代填", by=by)
    return grant


@transaction.atomic
def revoke_filling(whole: Dossier, grant: FillingGrant, *, by: User) -> None:
    """Take a grant back; what was filled in stays. NotAllowed (403 person, 409 state)."""
    if refusal := why_not_grant(by, whole):
        raise refusal
    Unit.objects.select_for_update(no_key=True).get(pk=whole.unit.pk)
    if not holding().filter(pk=grant.pk).exists():
        raise NotAllowed.because(ENDED, Ground.STATE)
    Revocation.objects.create(grant=grant, revoked_by=by)
    _note(grant, "收回代填授权", by=by)


def _note(grant: FillingGrant, action: str, *, by: User) -> None:
    subject = Subject("dossiers.FillingGrant", grant.pk, f"{grant} {grant.cycle}")
    detail = {
        "填报单位": grant.unit.name,
        "代填单位": grant.department.name,
        "范围": str(grant.evaluation or "全部自评表"),
        "有效期至": grant.until.isoformat(),
        "原因": grant.reason,
    }
    record(grant.cycle.bureau_id, action=action, actor=actor(by), subject=subject, detail=detail)
