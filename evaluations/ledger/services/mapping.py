"""What the columns of a ledger mean, and to which fund rows its money goes: said once a year, kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.records import actor
from core.workflow import Ground
from evaluations.dossiers.dossier import Dossier
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.ledger.matching import Rows
from evaluations.ledger.models import LedgerScheme
from evaluations.ledger.proposing import MEANINGS
from evaluations.ledger.queries import department_to_share_with, scheme_of
from foundation.audit.services import Subject, record

NOT_YOURS = "台账的对应关系由主管部门提供给所属单位使用，您可以设置本单位的。"
NOTHING = "本单位没有自己的对应关系可以提供。请先核对各栏的含义并保存。"


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


@transaction.atomic
def share(whole: Dossier, *, by: User) -> LedgerScheme:
    """Have the department's units that said nothing of their own read their ledgers as this unit's is read.

    NotAllowed (403, 409).
    """
    department = department_to_share_with(by, whole.unit)
    if department is None:
        raise NotAllowed.because(NOT_YOURS)
    own = scheme_of(whole.unit, whole.cycle.data_year)
    if own is None or own.is_shared:
        raise NotAllowed.because(NOTHING, Ground.STATE)
    shared, _ = LedgerScheme.objects.update_or_create(
        unit=department, year=own.year, is_shared=True, defaults={"changed_by": by, **said_in(own)}
    )
    _note(whole, {"供所属单位使用": department.name, "栏目": own.columns}, by)
    return shared


def said_in(scheme: LedgerScheme | None) -> dict[str, Any]:
    """All that was said: headings, money, the unit of the amounts."""
    names = ("columns", "rows", "amount_unit", "decimals")
    return {name: getattr(scheme, name) for name in names} if scheme else {}


def rows_of(scheme: LedgerScheme | None) -> Rows:
    """What was said of the kinds of money."""
    return {tuple(kind): row for *kind, row in scheme.rows} if scheme else {}


def _scheme(whole: Dossier, by: User) -> LedgerScheme:
    """What was said so far, held until this is kept: of two who explain at once neither loses words.

    A unit begins its own with what its department said for all.
    """
    place = {"unit": whole.unit, "year": whole.cycle.data_year, "is_shared": False}
    before = scheme_of(whole.unit, whole.cycle.data_year)
    LedgerScheme.objects.get_or_create(**place, defaults={"changed_by": by, **said_in(before)})
    return LedgerScheme.objects.select_for_update().get(**place)


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
