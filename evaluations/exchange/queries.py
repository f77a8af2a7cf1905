"""Which tasks a person takes along, and which files he or she brought back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Membership, User
from evaluations.dossiers import queries
from evaluations.dossiers.models import Evaluation
from evaluations.exchange.models import Arrival

BRINGERS = frozenset(
    map(
        str,
        (Membership.Role.FILER, Membership.Role.DEPARTMENT_REVIEWER, Membership.Role.FINANCE_REVIEWER),
    )
)
"""Who fills in, and who enters what a unit sent by mail (代录)."""
MOST = 60
"""Workbooks in one archive."""
MOST_TOGETHER = 15
"""Filings in one workbook."""


def tasks(user: User) -> QuerySet[Evaluation]:
    """The filings that `user` fills in now, first due first."""
    filled_in = queries.to_do(user).filter(status__in=queries.TO_FILL, cycle__is_open=True)
    return filled_in.order_by("due_on", "pk")


def brought(user: User, delivery: UUID) -> list[Arrival]:
    """What `user` brought at once, as it came; nobody else sees it before something is accepted."""
    related = ("evaluation__unit", "evaluation__project", "evaluation__cycle", "team")
    return list(Arrival.objects.filter(brought_by=user, delivery=delivery).select_related(*related))


def taken(evaluation: Evaluation) -> QuerySet[Arrival]:
    """The files of which something was accepted into a filing, newest first."""
    return (
        evaluation.arrivals.filter(taken_at__isnull=False)
        .select_related("brought_by", "team")
        .order_by("-pk")
    )


def given(user: User, arrivals: Iterable[Arrival]) -> set[int]:
    """Of these files those that `user` may have: brought, or of filings that are all among the visible ones.

    A workbook of several filings holds what others filed too; one that was refused may be of anybody.
    """
    files = list(arrivals)
    filings: dict[str, set[int | None]] = defaultdict(set)
    rows = Arrival.objects.filter(stored__in={file.stored for file in files})
    for stored, filing in rows.values_list("stored", "evaluation_id"):
        filings[stored].add(filing)
    every = {filing for held in filings.values() for filing in held if filing is not None}
    seen = set(queries.visible_to(user).filter(pk__in=every).values_list("pk", flat=True))
    return {file.pk for file in files if file.brought_by_id == user.pk or filings[file.stored] <= seen}


def stored_arrivals() -> Iterable[str]:
    """The names under which files that came back lie on the disk."""
    return Arrival.objects.exclude(stored="").values_list("stored", flat=True).iterator()
