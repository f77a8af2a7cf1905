"""Which ledgers were brought for a unit, and what is known of their columns."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.models import Unit, User
from accounts.queries import posts_of_today
from core.workflow import Capacity
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.permissions import RECORDERS, capacities_in, fills_in
from evaluations.ledger.models import LedgerFile, LedgerScheme

SHARERS = frozenset({Capacity.FILER, Capacity.DEPARTMENT})
"""Who speaks for a department towards its units."""


def may_bring(user: User, whole: Dossier) -> bool:
    """Whether `user` fills in filings of the set, also for its unit (代填), or enters what it sent (代录)."""
    held = capacities_in(whole.unit, posts_of_today(user))
    return bool(RECORDERS & held or fills_in(user, whole.filings))


def files_of(whole: Dossier) -> QuerySet[LedgerFile]:
    """The ledgers of a unit and year's work, the newest first."""
    found = LedgerFile.objects.filter(cycle=whole.cycle, unit=whole.unit)
    return found.select_related("brought_by", "cycle", "unit").defer("said")


def scheme_of(unit: Unit, year: int) -> LedgerScheme | None:
    """What was said of the unit's ledger for that year, else what its department said for all its units."""
    return _schemes(unit).filter(year=year).first()


def last_scheme(unit: Unit, year: int) -> LedgerScheme | None:
    """What was said in an earlier year: a proposal for this one."""
    return _schemes(unit).filter(year__lt=year).first()


def department_to_share_with(user: User, unit: Unit) -> Unit | None:
    """The department whose other units may be given what was said of this unit's ledger, by `user`."""
    department = unit.department or unit
    if not SHARERS & capacities_in(department, posts_of_today(user)):
        return None
    others = Unit.objects.filter(department=department).exclude(pk__in=[department.pk, unit.pk])
    return department if others.exists() else None


def _schemes(unit: Unit) -> QuerySet[LedgerScheme]:
    """The newest first, of a year the unit's own."""
    shared = Q(unit=unit.department_id or unit.pk, is_shared=True)
    found = LedgerScheme.objects.filter(Q(unit=unit, is_shared=False) | shared)
    return found.select_related("unit").order_by("-year", "is_shared")


def stored_ledgers() -> Iterable[str]:
    """The names under which ledgers lie on the disk."""
    return LedgerFile.objects.values_list("stored", flat=True).iterator()
