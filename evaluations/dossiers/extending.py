"""延期: which filings of a year may be given more time, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Membership, User
from accounts.queries import posts_of_today
from core.workflow import Capacity
from evaluations.cycles.models import Cycle
from evaluations.dossiers.models import Contribution, Evaluation
from evaluations.dossiers.permissions import capacities_in
from evaluations.dossiers.queries import TO_FILL, visible_to

Role = Membership.Role
GIVING_TIME = frozenset({Role.FINANCE_REVIEWER, Role.ADMINISTRATOR})
EXTENDERS = (Capacity.PERFORMANCE, Capacity.DIVISION, Capacity.ADMINISTRATOR)
CONTRIBUTED = "您填写过本表，应由其他人员办理延期。"


@dataclass(frozen=True)
class Extendable:
    """A filing that is not filed yet. `why_not`: why this person gives it no more time, in words."""

    evaluation: Evaluation
    why_not: str

    @property
    def key(self) -> str:
        return str(self.evaluation.pk)


def may_extend(user: User) -> bool:
    """Whether `user` reviews or keeps for a finance bureau; for others the page does not exist."""
    return any(post.role in GIVING_TIME for post in posts_of_today(user))


def capacity_of(user: User, evaluation: Evaluation) -> Capacity | None:
    """In which capacity `user` gives the filing more time; None: in none."""
    held = capacities_in(evaluation.unit, posts_of_today(user))
    return next((capacity for capacity in EXTENDERS if capacity in held), None)


def unfiled_of(user: User, cycle: Cycle) -> QuerySet[Evaluation]:
    """Return what `user` sees of the year that is not filed yet; a whole stands for its parts."""
    return visible_to(user).filter(cycle=cycle, parent=None, status__in=TO_FILL)


def extendable(user: User, filings: Iterable[Evaluation]) -> list[Extendable]:
    """Return those of `filings` that are this person's to give more time, with why not where it is so."""
    mine = [one for one in filings if capacity_of(user, one)]
    own = set(
        Contribution.objects.filter(user=user, evaluation__in=mine).values_list("evaluation", flat=True)
    )
    return [Extendable(one, CONTRIBUTED if one.pk in own else "") for one in mine]
