"""What lies with the finance bureau in a filing, kept for its list whenever the filing is counted."""

from __future__ import annotations

from evaluations.dossiers.models import Evaluation, OfficeFindings
from evaluations.dossiers.services.checking import Check


def keep_office(seen: Evaluation, checked: Check) -> None:
    """Write what changed since `seen` was read; in the transaction that writes `checked.columns`."""
    if seen.office_mark == checked.columns["office_mark"]:
        return
    if checked.office:
        OfficeFindings.objects.update_or_create(evaluation=seen, defaults={"rows": checked.office})
    elif seen.office_mark:
        OfficeFindings.objects.filter(evaluation=seen).delete()
