"""主管部门要求的报送日期: set, changed and taken back by the department alone, on the record."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import Unit, User
from accounts.records import actor
from core.workflow import Ground
from evaluations.cycles.models import Cycle, DepartmentDate
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.oversight.queries import last_due_of
from evaluations.oversight.services.forwarding import may_forward
from foundation.audit.services import Subject, record

NOT_YOURS = "要求报送日期由主管部门审核人员设定，您可以查看，不能设定。"
CLOSED = "本年度绩效自评工作已结束，不再设定要求报送日期。"
NOT_EARLIER = "要求报送日期应早于财政部门规定的报送截止日{:%Y-%m-%d}。"
PAST = "要求报送日期不能早于今天。"


def refuse_to_date(user: User, cycle: Cycle, department: Unit) -> None:
    """NotAllowed: 403 for whoever does not review for the department, 409 in a closed year."""
    if not may_forward(user, department):
        raise NotAllowed.because(NOT_YOURS)
    if not cycle.is_open:
        raise NotAllowed.because(CLOSED, Ground.STATE)


@transaction.atomic
def set_date(cycle: Cycle, department: Unit, day: date | None, *, by: User) -> None:
    """Want what the units of `department` file by `day`; None: no longer. NotAllowed as above, 422 for it."""
    refuse_to_date(by, cycle, department)
    due = last_due_of(cycle, department)
    if day and day >= due:
        raise NotAllowed.because(NOT_EARLIER.format(due), Ground.CONTENT)
    if day and day < timezone.localdate():
        raise NotAllowed.because(PAST, Ground.CONTENT)
    dates = DepartmentDate.objects.filter(cycle=cycle, department=department)
    if day:
        DepartmentDate.objects.update_or_create(
            cycle=cycle, department=department, defaults={"due_on": day, "set_by": by}
        )
    else:
        dates.delete()
    subject = Subject("accounts.Unit", department.pk, f"{department} {cycle}")
    detail = {"要求报送日期": day.isoformat() if day else "", "报送截止日": due.isoformat()}
    record(cycle.bureau_id, action="设定要求报送日期", actor=actor(by), subject=subject, detail=detail)
