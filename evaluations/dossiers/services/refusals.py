"""The log of what was refused, written after the rollback in a transaction of its own (D9)."""

from __future__ import annotations

from accounts.models import User
from evaluations.dossiers.exceptions import Refused
from evaluations.dossiers.models import Evaluation


def log_refusal(evaluation: Evaluation, action: str, refused: Refused, *, by: User) -> None:
    """Record that `by` was refused `action`, and why. Never inside a transaction (RuntimeError)."""
    raise NotImplementedError
