"""What the columns of a ledger mean, and to which fund rows its money goes: said once a year, kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from accounts.records import actor
from evaluations.dossiers.dossier import Dossier
from evaluations.ledger.matching import Rows
from evaluations.ledger.models import LedgerScheme
from evaluations.ledger.proposing import MEANINGS
from foundation.audit.services import Subject, record


@transaction.atomic
def keep_columns(
    whole: Dossier, columns: Mapping[str, str], *, amount_unit: str, decimals: int, by: User
) -> LedgerScheme:
    """Say what the headings mean; of headings that are not in this file what was said stays."""
    found = _scheme(whole, by)
    found.columns = {**found.columns, **columns}
    found.amount_unit, found.decimals, found.changed_by = amount_unit, decimals, by
    found.save()
    told = {title: MEANINGS.get(meaning, "不读取") for title, meaning in columns.items()}
    _note(whole, {"栏目": told, "金额单位": amount_unit, "保留小数": decimals}, by)
    return found


@transaction.atomic
def keep_rows(whole: Dossier, rows: Rows, *, by: User) -> LedgerScheme:
    """Say to which fund rows the kinds of money go."""
    found = _scheme(whole, by)
    known = {tuple(kind): row for *kind, row in found.rows} | dict(rows)
    found.rows, found.changed_by = [[*kind, row] for kind, row in known.items()], by
    found.save()
    _note(whole, {"资金": {"、".join(filter(None, kind[1:])): row for kind, row in rows.items()}}, by)
    return found


def rows_of(scheme: LedgerScheme | None) -> Rows:
    """What was said of the kinds of money."""
    return {tuple(kind): row for *kind, row in scheme.rows} if scheme else {}


def _scheme(whole: Dossier, by: User) -> LedgerScheme:
    """What was said so far, held until this is kept: of two who explain at once neither loses words."""
    year = whole.cycle.data_year
    LedgerScheme.objects.get_or_create(unit=whole.unit, year=year, defaults={"changed_by": by})
    return LedgerScheme.objects.select_for_update().get(unit=whole.unit, year=year)


def _note(whole: Dossier, detail: Mapping[str, object], by: User) -> None:
    unit = whole.unit
    subject = Subject("accounts.Unit", unit.pk, unit.name)
    year = {"数据年度": whole.cycle.data_year}
    record(
        whole.cycle.bureau_id,
        action="设置台账对应关系",
        actor=actor(by),
        subject=subject,
        detail={**year, **detail},
    )
