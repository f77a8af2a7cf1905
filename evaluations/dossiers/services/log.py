"""What a filing leaves in the log of its finance bureau."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from accounts.records import actor
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.permissions import stands_in
from foundation.audit.services import Subject, record


def note(evaluation: Evaluation, action: str, *, by: User | None, detail: Mapping[str, Any]) -> None:
    """Record what was done, last in its transaction: the chain's head stays locked until commit (D13)."""
    record(
        evaluation.cycle.bureau_id, action=action, actor=actor(by), subject=subject(evaluation), detail=detail
    )


def note_set(cycle: Cycle, unit: Unit, action: str, *, by: User, detail: Mapping[str, Any]) -> None:
    """Record what was done to a unit's set as a whole, not to one filing; last in its transaction."""
    place = Subject("accounts.Unit", unit.pk, f"{unit} {cycle}")
    record(cycle.bureau_id, action=action, actor=actor(by), subject=place, detail=detail)


def note_filled(evaluation: Evaluation, action: str, *, by: User, detail: Mapping[str, Any]) -> None:
    """As `note`, of what is the filer's to do: by a grant it is 代填, with the names of both units."""
    grant = stands_in(posts_of_today(by), evaluation)
    if grant is None:
        note(evaluation, action, by=by, detail=detail)
        return
    both = {"填报单位": grant.unit.name, "代填单位": grant.department.name}
    note(evaluation, f"代填：{action}", by=by, detail={**detail, **both})


def subject(evaluation: Evaluation) -> Subject:
    return Subject("dossiers.Evaluation", evaluation.pk, f"{evaluation.number} {evaluation}")
