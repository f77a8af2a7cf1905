"""The log of what was refused, written after the rollback in a transaction of its own (D9).

Never inside a transaction (RuntimeError).
"""

from __future__ import annotations

from accounts.models import Unit, User
from accounts.records import actor
from evaluations.cycles.models import Cycle
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services.log import subject
from foundation.audit.services import Subject, record_refusal


def log_refusal(evaluation: Evaluation, action: str, refused: Refused, *, by: User) -> None:
    """Record that `by` was refused `action`, and why."""
    record_refusal(
        evaluation.cycle.bureau_id,
        action=action,
        actor=actor(by),
        subject=subject(evaluation),
        detail={"原因": refused.sentence, "状态": evaluation.status, "环节": evaluation.step},
    )


def log_refused(cycle: Cycle, unit: Unit, action: str, refused: Refused, *, by: User) -> None:
    """Record that `by` was refused `action` towards `unit`, not towards one filing, and why."""
    record_refusal(
        cycle.bureau_id,
        action=action,
        actor=actor(by),
        subject=Subject("accounts.Unit", unit.pk, f"{unit} {cycle}"),
        detail={"原因": refused.sentence},
    )
