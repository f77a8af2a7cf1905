"""The guard of every change: the filing is still as it was read (D9, D11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from evaluations.dossiers.models import Evaluation


def compare_and_set(seen: Evaluation, **changes: Any) -> bool:
    """Write `changes` and the next revision if nobody wrote since `seen` was read; False: somebody did.

    `UPDATE … WHERE pk AND status AND step AND revision`: the database lets one of two through, and the row
    stays locked until this transaction ends.
    """
    unchanged = Evaluation.objects.filter(
        pk=seen.pk, status=seen.status, step=seen.step, revision=seen.revision
    )
    return bool(unchanged.update(revision=seen.revision + 1, updated_at=timezone.now(), **changes))


_followers: list[Callable[[Evaluation], None]] = []


def follow(act: Callable[[Evaluation], None]) -> None:
    """Have `act` called with each filing that has its next revision and still says what it said.

    Call it in `AppConfig.ready`, for what is noted of one revision.
    """
    _followers.append(act)


def touch(seen: Evaluation) -> bool:
    """As `compare_and_set`, where the filing goes on saying what it says: what is noted of `seen` holds."""
    is_first = compare_and_set(seen)
    for act in _followers if is_first else ():
        act(seen)
    return is_first


def hold(filings: Iterable[Evaluation]) -> None:
    """Lock several filings, wholes with their parts, by ascending key (D13): before any of them is written.

    Each write ends in the log, whose head stays locked until this transaction ends; who waited for a filing
    only then, and holds another one, would never be let in.
    """
    keys = {key for one in filings for key in (one.pk, one.parent_id) if key}
    rows = Evaluation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk"))
