"""The log of what was refused to somebody who looks after many units, after the rollback (D9)."""

from __future__ import annotations

from accounts.models import Unit, User
from accounts.records import actor
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import Refused
from foundation.audit.services import Subject, record_refusal


def log_refused(cycle: Cycle, unit: Unit, action: str, refused: Refused, *, by: User) -> None:
    """Record that `by` was refused `action` towards `unit`, and why. Never inside a transaction."""
    subject = Subject("accounts.Unit", unit.pk, f"{unit} {cycle}")
    detail = {"原因": refused.sentence}
    record_refusal(cycle.bureau_id, action=action, actor=actor(by), subject=subject, detail=detail)
