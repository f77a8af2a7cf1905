"""下发 and 回执: the unit is shown what came of it, and says once whether it agrees."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from evaluations.dossiers.services.log import note
from evaluations.second_scores.models import Issue, SampledFiling, UnitAnswer
from evaluations.second_scores.permissions import refusal_to_answer, refusal_to_issue
from evaluations.second_scores.services.holding import held, locked
from evaluations.second_scores.services.papers import ask_for_opinion, opinion_to_issue


@transaction.atomic
def issue(filing: SampledFiling, *, seen: str, by: User) -> Issue:
    """Show the unit its 复核, with 意见书 as it stands; `seen`: the mark of the one that was read.

    NotAllowed (403, 409); Stale where somebody wrote on it meanwhile.
    """
    drawn = held(filing, refusal_to_issue, by=by)
    opinion = opinion_to_issue(drawn, seen=seen, by=by)
    made = Issue.objects.create(filing=drawn, issued_by=by)
    note(drawn.evaluation, "下发复核结果", by=by, detail={"复核": str(drawn.review)})
    ask_for_opinion(opinion, by=by)
    return made


@transaction.atomic
def answer(filing: SampledFiling, *, agrees: bool, text: str, by: User) -> UnitAnswer:
    """Keep the unit's 回执. NotAllowed (403, 409)."""
    drawn = locked(filing, refusal_to_answer, by=by)
    made = UnitAnswer.objects.create(filing=drawn, agrees=agrees, text=text, answered_by=by)
    note(drawn.evaluation, "填写复核回执", by=by, detail={"意见": str(made), "说明": text})
    return made
