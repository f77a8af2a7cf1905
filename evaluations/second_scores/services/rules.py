"""复核口径 of a bureau, kept by its 绩效股."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.records import actor
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.second_scores.models import ReviewRules
from evaluations.second_scores.queries import bureaus_of
from foundation.audit.services import Subject, record

NOT_YOURS = "复核口径由财政局绩效股保存，您不能办理。"


@transaction.atomic
def keep_rules(rules: ReviewRules, *, by: User) -> ReviewRules:
    """Keep what the form has checked; scores that were kept before say what their reason meant then.

    NotAllowed: 403 for whoever is not 绩效股 of the bureau.
    """
    if rules.bureau_id not in [bureau.pk for bureau in bureaus_of(by)]:
        raise NotAllowed.because(NOT_YOURS)
    written = {"reasons": rules.reasons, "opinion": rules.opinion}
    rules, _ = ReviewRules.objects.update_or_create(bureau=rules.bureau, defaults=written)
    subject = Subject("second_scores.ReviewRules", rules.pk, str(rules))
    detail = {"评分不同的原因": [str(one) for one in rules.known], "复核意见书的文字": rules.opinion}
    record(rules.bureau_id, action="保存复核口径", actor=actor(by), subject=subject, detail=detail)
    return rules
