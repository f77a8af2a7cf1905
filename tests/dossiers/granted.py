"""A filing whose department was let fill it in, with 填报人 and reviewer of that department."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from evaluations.dossiers.dossier import dossier_of
from evaluations.dossiers.models import Evaluation, FillingGrant
from evaluations.dossiers.services.granting import grant_filling
from tests.dossiers.lives import Life, begin
from tests.factories import Role, make_user

LAST_DAY = date(2099, 12, 31)


def begin_granted(**given: Any) -> Life:
    """As `begin`, with `stand_in`: 填报人 of the department, which was let fill in the year's filings."""
    life = begin()
    life.people["stand_in"] = make_user(life.evaluation.unit.parent, Role.FILER, full_name="韩梅梅")
    grant(life.evaluation, life.people["filer"], **given)
    return life


def grant(filing: Evaluation, by: User, **given: Any) -> FillingGrant:
    whole = dossier_of(by, filing.cycle_id, filing.unit_id)
    assert whole is not None
    return grant_filling(
        whole, by=by, **{"evaluation": None, "reason": "无财务人员", "until": LAST_DAY, **given}
    )
