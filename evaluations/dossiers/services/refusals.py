"""The log of what was refused, written after the rollback in a transaction of its own (D9)."""

from __future__ import annotations

from accounts.models import User
from accounts.records import actor
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.log import subject
from foundation.audit.services import record_refusal


def log_refusal(evaluation: Evaluation, action: str, refused: Refused, *, by: User) -> None:
    """Record that `by` was refused `action`, and why. Never inside a transaction (RuntimeError)."""
    record_refusal(
        evaluation.cycle.bureau_id,
        action=action,
        actor=actor(by),
        subject=subject(evaluation),
        detail={"原因": refused.sentence, "状态": evaluation.status, "环节": evaluation.step},
    )
