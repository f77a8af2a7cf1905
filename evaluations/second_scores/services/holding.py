"""What every write of 复核 begins with."""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import User
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.services.guard import hold
from evaluations.second_scores.models import SampledFiling

WhyNot = Callable[[User, SampledFiling], NotAllowed | None]


def held(filing: SampledFiling, why_not: WhyNot, *, by: User) -> SampledFiling:
    """Lock the filing, then what was drawn of it, and return that; NotAllowed where `why_not` says so.

    Nobody reopens the one or finishes the other meanwhile.
    """
    hold([filing.evaluation])
    return locked(filing, why_not, by=by)


def locked(filing: SampledFiling, why_not: WhyNot, *, by: User) -> SampledFiling:
    """As `held`, where it does not matter what becomes of the filing."""
    found = SampledFiling.objects.select_for_update(no_key=True).get(pk=filing.pk)
    if refusal := why_not(by, found):
        raise refusal
    return found
