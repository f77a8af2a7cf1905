"""催报记录: who called a unit, when, and what was said; written once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import Unit, User
from accounts.records import actor
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.oversight.models import Call
from evaluations.oversight.reminding import may_call
from foundation.audit.services import Subject, record

NOT_YOURS = "催报由审核该单位自评表的主管部门、财政部门人员登记，您可以查看，不能登记。"


def refuse_to_call(user: User, unit: Unit) -> None:
    """NotAllowed (403) for whoever does not review what the unit files."""
    if not may_call(user, unit):
        raise NotAllowed.because(NOT_YOURS)


@transaction.atomic
def record_call(cycle: Cycle, unit: Unit, given: Mapping[str, Any], *, by: User) -> Call:
    """Keep what was said, and that it was kept; NotAllowed as `refuse_to_call`."""
    refuse_to_call(by, unit)
    call = Call.objects.create(cycle=cycle, unit=unit, recorded_by=by, **given)
    subject = Subject("oversight.Call", call.pk, str(unit))
    detail = {"方式": call.get_way_display(), "日期": call.called_on.isoformat(), "联系人": call.spoke_with}
    record(cycle.bureau_id, action="登记催报", actor=actor(by), subject=subject, detail=detail)
    return call
