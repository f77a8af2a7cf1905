"""Which ledgers were brought for a unit, and what is known of their columns."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.permissions import RECORDERS, capacities_in, fills_in
from evaluations.ledger.models import LedgerFile, LedgerScheme


def may_bring(user: User, whole: Dossier) -> bool:
    """Whether `user` fills in filings of the set, also for its unit (代填), or enters what it sent (代录)."""
    held = capacities_in(whole.unit, posts_of_today(user))
    return bool(RECORDERS & held or fills_in(user, whole.filings))


def files_of(whole: Dossier) -> QuerySet[LedgerFile]:
    """The ledgers of a unit and year's work, the newest first."""
    found = LedgerFile.objects.filter(cycle=whole.cycle, unit=whole.unit)
    return found.select_related("brought_by", "cycle", "unit").defer("said")


def scheme_of(unit: Unit, year: int) -> LedgerScheme | None:
    """What was said of the unit's ledger for that year."""
    return LedgerScheme.objects.filter(unit=unit, year=year).first()


def last_scheme(unit: Unit, year: int) -> LedgerScheme | None:
    """What was said in an earlier year: a proposal for this one."""
    return LedgerScheme.objects.filter(unit=unit, year__lt=year).order_by("-year").first()


def stored_ledgers() -> Iterable[str]:
    """The names under which ledgers lie on the disk."""
    return LedgerFile.objects.values_list("stored", flat=True).iterator()
