"""What a filing leaves in the log of its finance bureau."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.models import Unit, User
from accounts.records import actor
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Evaluation
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


def subject(evaluation: Evaluation) -> Subject:
    return Subject("dossiers.Evaluation", evaluation.pk, f"{evaluation.number} {evaluation}")
