"""由财政局处理的问题: what lies in the forms and the approved targets of a year, for its administrators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest as Request
from accounts.views.access import administrators_only
from core.filing.cells import CellRef
from core.filing.naming import cell_name
from core.verification import Severity
from documents.models import FrozenFiling
from documents.sources import filing_of
from evaluations.cycles.queries import administered_cycles
from evaluations.dossiers import queries
from evaluations.dossiers.models import Submission
from evaluations.dossiers.recurring import label_of

Row = Mapping[str, Any]
Key = tuple[int, str, tuple[str, ...], str]


@require_safe
@administrators_only
def office(request: Request, pk: int) -> HttpResponse:
    """The findings of each filing's last submission that no filer can mend, equal ones in one line."""
    cycle = get_object_or_404(administered_cycles(request.user), pk=pk)
    filed = queries.last_submissions(queries.visible_to(request.user).filter(cycle=cycle))
    context = {"cycle": cycle, "problems": _problems(list(filed))}
    return render(request, "cycles/office.html", context)


def _problems(filed: list[Submission]) -> list[dict[str, Any]]:
    """One entry for each problem, by form, then those that most filings have."""
    found: dict[Key, list[Submission]] = defaultdict(list)
    for submission in filed:
        for row in filter(_is_theirs, submission.findings):
            key = (submission.evaluation.form_version_id, row["check"], tuple(row["places"]), row["message"])
            found[key].append(submission)
    frozen = FrozenFiling.objects.select_related("form_version").in_bulk(
        {filings[0].frozen_id for filings in found.values()}
    )
    entries = [_entry(key, filings, frozen[filings[0].frozen_id]) for key, filings in found.items()]
    return sorted(entries, key=lambda entry: (entry["form"], -entry["count"], entry["check"]))


def _is_theirs(row: Row) -> bool:
    return row["audience"] == "administrator" and row["severity"] != Severity.HINT


def _entry(key: Key, filings: list[Submission], frozen: FrozenFiling) -> dict[str, Any]:
    _, check, places, message = key
    form, snapshot = filing_of(frozen)
    return {
        "form": str(filings[0].evaluation.form_version),
        "check": check,
        "check_label": label_of(check),
        "cells": [cell_name(form, snapshot, CellRef.parse(place)) for place in places],
        "message": message,
        "count": len(filings),
        "filings": [submission.evaluation for submission in filings],
    }
