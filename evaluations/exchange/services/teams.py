"""The 股室 of a unit, the rows that each fills in, and which file a row was last accepted from."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction

from core.filing.cells import CellRef
from evaluations.dossiers.models import Evaluation
from evaluations.exchange.models import Arrival, Assignment, Team
from evaluations.exchange.slips import Beside


def remove(team: Team) -> bool:
    """Take a team off the list; False where something of it was accepted, which stays on the record."""
    with transaction.atomic():
        if team.arrivals.filter(taken_at__isnull=False).exists():
            return False
        team.arrivals.update(team=None)
        team.delete()
    return True


@transaction.atomic
def assign(evaluation: Evaluation, rows: Iterable[str], team: Team | None) -> int:
    """Hand rows to a team, or to nobody; return how many. What was accepted before stays beside a row."""
    wanted = list(rows)
    found = Assignment.objects.filter(evaluation=evaluation, row__in=wanted)
    if team is None:
        found.delete()
        return len(wanted)
    found.update(team=team)
    known = set(found.values_list("row", flat=True))
    Assignment.objects.bulk_create(
        Assignment(evaluation=evaluation, row=row, team=team) for row in wanted if row not in known
    )
    return len(wanted)


def came_from(arrival: Arrival, refs: Collection[CellRef]) -> None:
    """Note at each row of which something was accepted that it came of this file."""
    said = {one.row: one for one in Beside.from_json(arrival.beside).rows}
    rows = {ref.row if ref.section == "indicators" else str(ref) for ref in refs}
    for one in Assignment.objects.filter(evaluation=arrival.evaluation, row__in=rows):
        one.arrival = arrival
        if one.row in said:
            one.basis, one.materials = said[one.row].basis, said[one.row].materials
        one.save()
