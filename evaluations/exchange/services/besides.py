"""What a slip says besides the cells: where rows came from, and 完成情况说明, put where the filer says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.filing import cells
from core.filing.cells import CellRef
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.fillable import Slot
from evaluations.dossiers.models import Contribution
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.services.log import note_filled
from evaluations.dossiers.services.reading import fresh
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import Compared, Proposed
from evaluations.exchange.models import Arrival, Assignment
from evaluations.exchange.services.teams import came_from
from evaluations.exchange.slips import REMARK_LABEL, Beside


def places_for_remark(arrival: Arrival, filing: Filing) -> list[Slot]:
    """Where 完成情况说明 may go: the sections of the report, the explanation of the team's rows."""
    assert arrival.team is not None
    rows = arrival.team.assignments.filter(evaluation=arrival.evaluation).values_list("row", flat=True)
    notes = {cells.indicator(row, "note") for row in rows if "/" not in row}
    return [
        slot
        for slot in filing.slots.values()
        if not slot.is_locked and (slot.takes_figures or slot.ref in notes)
    ]


def with_remark(arrival: Arrival, chosen: Sequence[Proposed], place: str) -> list[Proposed]:
    """What was chosen, and 完成情况说明 below what stands or is proposed at `place`, one of those."""
    assert arrival.evaluation is not None
    filing = Filing.of(arrival.evaluation)
    remark = Beside.from_json(arrival.beside).remark
    slot = next((one for one in places_for_remark(arrival, filing) if str(one.ref) == place), None)
    if slot is None or not remark:
        return list(chosen)
    seen = filing.stands(slot.ref)
    new = Proposed(place, slot.label, REMARK_LABEL, seen, seen, "", seen)
    there = next((one for one in chosen if one.ref == place), new)
    text = "\n".join(filter(None, (there.typed, remark)))
    return [*(one for one in chosen if one.ref != place), replace(there, typed=text, shown=text)]


def agreed(arrival: Arrival) -> set[str]:
    """The rows of which nothing differs, and of which the slip says where they come from: not yet kept."""
    differing = {CellRef.parse(one.ref).row for one in Compared.from_json(arrival.compared).proposed}
    rows = {said.row for said in Beside.from_json(arrival.beside).rows} - differing
    handed_out = Assignment.objects.filter(evaluation=arrival.evaluation, row__in=rows)
    return set(handed_out.exclude(arrival=arrival.pk).values_list("row", flat=True))


@transaction.atomic
def note_sources(arrival: Arrival, *, by: User) -> int:
    """Keep at each row that agrees where it came from; return how many. NotAllowed (403, 409)."""
    assert arrival.evaluation is not None
    if refusal := refusal_to_edit(by, fresh(arrival.evaluation), recording=True):
        raise NotAllowed(refusal)
    rows = agreed(arrival)
    came_from(arrival, {cells.indicator(row, "actual") for row in rows})
    arrival.taken_at = timezone.now()
    arrival.save()
    filing, edited = arrival.evaluation, Contribution.Kind.EDITED
    Contribution.objects.get_or_create(evaluation=filing, user=by, kind=edited)
    detail = {"文件": arrival.name, "校验值": arrival.sha256, "股室": str(arrival.team), "指标": sorted(rows)}
    note_filled(arrival.evaluation, "登记股室数据来源", by=by, detail=detail)
    return len(rows)
