"""The life of an evaluation as data and two functions: `why_not` and `after` (D9)."""

from core.workflow.chain import Chain
from core.workflow.rules import (
    Facts,
    Ground,
    Refusal,
    after,
    label,
    refusal_of,
    why_not,
)
from core.workflow.states import (
    FINANCE,
    STEP_LABELS,
    STEP_NAMES,
    STEPS,
    Action,
    Capacity,
    Place,
    Status,
)
from core.workflow.transitions import TRANSITIONS, Target, Transition, Who

__all__ = [
    "FINANCE",
    "STEPS",
    "STEP_LABELS",
    "STEP_NAMES",
    "TRANSITIONS",
    "Action",
    "Capacity",
    "Chain",
    "Facts",
    "Ground",
    "Place",
    "Refusal",
    "Status",
    "Target",
    "Transition",
    "Who",
    "after",
    "label",
    "refusal_of",
    "why_not",
]
