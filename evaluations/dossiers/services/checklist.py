"""核对清单: what a unit asks for, and what finance decides; what was agreed to is done in the same act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Unit, User
from accounts.records import actor
from core.workflow import Ground
from evaluations.cycles.models import Cycle, ListRequest
from evaluations.dossiers.checklist import may_ask, may_decide
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.models import Evaluation
from evaluations.projects.models import Project
from evaluations.projects.services import save_project
from foundation.audit.services import Subject, record

Kind, Decision = ListRequest.Kind, ListRequest.Decision
NOT_ASKED_BY_YOU = "核对清单的申请由本单位填报人、单位负责人提出，您可以查看，不能提出。"
NOT_DECIDED_BY_YOU = "核对清单的申请由财政部门审核人员核定，您可以查看，不能核定。"
OWN = "本人提出的申请，应由其他人员核定。"
CLOSED = "本年度绩效自评工作已结束，不再办理核对清单。"
ALREADY = "同样的申请已提出，正等待财政部门核定。"
DECIDED = "本申请已由他人核定，请刷新页面查看。"
CODE_TAKEN = "{}已有项目代码{}，请先在“项目”中核对。"
MOVED = "该项目现已不属于提出申请的单位，不能同意。请核定为“不同意”，由该项目现在的实施单位另行申请。"
NOT_THEIRS = "该项目不属于本单位，请重新选择项目。"
ISSUED = "该项目已下达自评任务，不能更正单位。请先核对已下达的任务。"


def refuse_to_ask(user: User, cycle: Cycle, unit: Unit) -> None:
    """NotAllowed: 403 for whoever is not of the unit, 409 in a closed year."""
    if not may_ask(user, unit):
        raise NotAllowed.because(NOT_ASKED_BY_YOU)
    _refuse_closed(cycle)


def refuse_to_decide(user: User, asked: ListRequest) -> None:
    """NotAllowed: 403 for the person, 409 where it is decided already or the year is closed."""
    if not may_decide(user, asked.unit):
        raise NotAllowed.because(NOT_DECIDED_BY_YOU)
    if asked.asked_by_id == user.pk:
        raise NotAllowed.because(OWN)
    if asked.decision:
        raise NotAllowed.because(DECIDED, Ground.STATE)
    _refuse_closed(asked.cycle)


@transaction.atomic
def ask(cycle: Cycle, unit: Unit, given: Mapping[str, Any], *, by: User) -> ListRequest:
    """Keep what the unit asks for; NotAllowed as `refuse_to_ask`, 422 where the same waits already."""
    refuse_to_ask(by, cycle, unit)
    if given["project"] and given["project"].unit_id != unit.pk:
        raise NotAllowed.because(NOT_THEIRS, Ground.CONTENT)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    same = ListRequest.objects.filter(cycle=cycle, unit=unit, decision="", kind=given["kind"])
    if same.filter(project=given["project"], code=given["code"]).exists():
        raise NotAllowed.because(ALREADY, Ground.CONTENT)
    asked = ListRequest.objects.create(cycle=cycle, unit=unit, asked_by=by, **given)
    _note(asked, "核对清单申请", by=by, detail={"理由": asked.reason})
    return asked


@transaction.atomic
def decide(asked: ListRequest, decision: str, *, answer: str, unit: Unit | None, by: User) -> None:
    """Agree or not, and do what was agreed to; `unit`: of 更正单位, where the project belongs.

    NotAllowed as `refuse_to_decide`; 409 where what was agreed to cannot be done as things stand.
    """
    locked = ListRequest.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "cycle", "unit__department", "unit__division"
    )
    now = locked.get(pk=asked.pk)
    refuse_to_decide(by, now)
    if decision == Decision.ACCEPTED:
        _hold_project(now)
        DOES.get(Kind(now.kind), _nothing)(now, unit, by)
    now.record_decision(decision, answer, by)
    detail = {"核定": now.get_decision_display(), "意见": answer, **({"单位": unit.name} if unit else {})}
    _note(now, "核定核对清单申请", by=by, detail=detail)


def _refuse_closed(cycle: Cycle) -> None:
    if not cycle.is_open:
        raise NotAllowed.because(CLOSED, Ground.STATE)


def _hold_project(asked: ListRequest) -> None:
    """Lock the project until commit; what was asked of one that another unit has by now is not agreed to."""
    if asked.project_id is None:
        return
    asked.project = Project.objects.select_for_update(no_key=True).get(pk=asked.project_id)
    if asked.project.unit_id != asked.unit_id:
        raise NotAllowed.because(MOVED, Ground.STATE)


def _nothing(asked: ListRequest, unit: Unit | None, by: User) -> None:
    """不纳入 and 合并填报 are told where tasks are issued (checklist.agreed)."""


def _add(asked: ListRequest, _: Unit | None, by: User) -> None:
    """新增: the project is there, and waits for its 批复绩效目标 and its task."""
    _save(Project(unit=asked.unit, code=asked.code, name=asked.name), by)


def _change_unit(asked: ListRequest, unit: Unit | None, by: User) -> None:
    project = asked.project
    assert project is not None  # the forms ask for it,
    assert unit is not None  # and for this
    if Evaluation.objects.filter(project=project).exists():
        raise NotAllowed.because(ISSUED, Ground.STATE)
    project.unit = unit
    _save(project, by)


def _save(project: Project, by: User) -> None:
    try:
        with transaction.atomic():
            save_project(project, by=by)
    except IntegrityError:
        raise NotAllowed.because(CODE_TAKEN.format(project.unit, project.code), Ground.STATE) from None


DOES: Mapping[ListRequest.Kind, Callable[[ListRequest, Unit | None, User], None]] = {
    Kind.ADD: _add,
    Kind.CHANGE_UNIT: _change_unit,
}
"""What is done at once."""


def _note(asked: ListRequest, action: str, *, by: User, detail: Mapping[str, Any]) -> None:
    subject = Subject("cycles.ListRequest", asked.pk, f"{asked.unit} {asked.cycle} {asked}")
    record(asked.cycle.bureau_id, action=action, actor=actor(by), subject=subject, detail=detail)
