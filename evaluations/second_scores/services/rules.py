"""复核口径 of a bureau, kept by its 绩效股."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.records import actor
from evaluations.second_scores.models import ReviewRules
from foundation.audit.services import Subject, record


@transaction.atomic
def keep_rules(rules: ReviewRules, *, by: User) -> ReviewRules:
    """Keep what the form has checked; scores that were kept before say what their reason meant then."""
    rules.save()
    subject = Subject("second_scores.ReviewRules", rules.pk, str(rules))
    detail = {"评分不同的原因": [str(one) for one in rules.known], "复核意见书的文字": rules.opinion}
    record(rules.bureau_id, action="保存复核口径", actor=actor(by), subject=subject, detail=detail)
    return rules
