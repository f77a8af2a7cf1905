"""Answers to 需说明项."""

from __future__ import annotations

from accounts.models import User
from evaluations.dossiers.models import Evaluation, FindingAnswer


def answer(
    evaluation: Evaluation, fingerprint: str, *, choice: str, text: str = "", by: User
) -> FindingAnswer:
    """Keep the answer to a present 需说明项; a second answer replaces the first.

    NotAllowed: 403 or 409 where `by` may not fill in the filing, 422 where there is no such finding (any more), the
    choice is none of FindingAnswer.Choice, or 其他 says nothing.
    """
    raise NotImplementedError
