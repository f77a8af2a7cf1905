"""Every move of a filing, and the only writer of its status (D9)."""

from __future__ import annotations

from accounts.models import User
from core.workflow import Action
from evaluations.dossiers.models import Evaluation, Move


def make_move(
    evaluation: Evaluation,
    action: Action,
    *,
    by: User,
    revision: int,
    reason: str = "",
    problems_reason: str = "",
) -> Move:
    """Move the filing on, in one transaction, and return the 办理记录.

    `revision`: of the page on which the button stood. `problems_reason`: 带问题报送. NotAllowed (409 state,
    403 person, 422 what was sent) and Stale (409) change nothing; the caller answers and logs them.
    """
    raise NotImplementedError
