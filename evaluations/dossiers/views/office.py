"""由财政局处理的问题: what lies in the forms and the approved targets of a year, for its administrators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest as Request
from accounts.views.access import administrators_only
from core.filing.cells import CellRef
from core.filing.naming import cell_name
from core.verification import Severity
from core.verification.office import to_the_office
from documents.sources import filing_of
from evaluations.cycles.queries import administered_cycles
from evaluations.dossiers import queries
from evaluations.dossiers.models import Evaluation, OfficeFindings, Submission
from evaluations.dossiers.recurring import label_of

Row = Mapping[str, Any]
Key = tuple[int, str, tuple[str, ...], str]


@require_safe
@administrators_only
def office(request: Request, pk: int) -> HttpResponse:
    """What was last found in each filing of the year that no filer can mend, equal findings in one line."""
    cycle = get_object_or_404(administered_cycles(request.user), pk=pk)
    filings = queries.visible_to(request.user).filter(cycle=cycle).exclude(status=Evaluation.Status.EXEMPT)
    return render(request, "cycles/office.html", {"cycle": cycle, "problems": _problems(filings)})


def _problems(filings: QuerySet[Evaluation]) -> list[dict[str, Any]]:
    """One entry for each problem, by form, then those that most filings have."""
    found: dict[Key, list[Evaluation]] = defaultdict(list)
    for filing, row in _rows(filings):
        found[filing.form_version_id, row["check"], tuple(row["cells"]), row["message"]].append(filing)
    entries = [_entry(key, same) for key, same in found.items()]
    return sorted(entries, key=lambda entry: (entry["form"], -entry["count"], entry["check"]))


def _rows(filings: QuerySet[Evaluation]) -> Iterator[tuple[Evaluation, Row]]:
    kept = OfficeFindings.objects.filter(evaluation__in=filings.order_by().values("pk"))
    for one in kept.select_related(*queries.NAMED).defer(queries.LONG_TEXT).order_by("evaluation"):
        yield from ((one.evaluation, row) for row in one.rows)
    before = queries.last_submissions(filings.filter(office_mark=""))
    for filed in before.select_related("frozen__form_version"):
        yield from ((filed.evaluation, row) for row in _as_filed(filed))


def _as_filed(filed: Submission) -> Iterable[Row]:
    """Of a filing that nobody saved or moved since these problems are kept: from what it was filed with."""
    theirs = [row for row in filed.findings if row["audience"] == "administrator"]
    weighing = [row for row in theirs if row["severity"] != Severity.HINT]
    if not weighing:
        return
    form, snapshot = filing_of(filed.frozen)
    for row in weighing:
        places = [CellRef.parse(place) for place in row["places"]]
        yield {
            "check": row["check"],
            "cells": [cell_name(form, snapshot, place) for place in places],
            "message": to_the_office(form, row["check"], places, row["message"]),
        }


def _entry(key: Key, filings: list[Evaluation]) -> dict[str, Any]:
    _, check, cells, message = key
    return {
        "form": str(filings[0].form_version),
        "check": check,
        "check_label": label_of(check),
        "cells": cells,
        "message": message,
        "count": len(filings),
        "filings": filings,
    }
