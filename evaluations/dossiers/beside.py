"""What lies beside a filing when it is checked: last year's words, and the unit's other filings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from core.filing.form import FormDefinition
from core.filing.movements import Movement
from core.paper import placed
from core.verification.findings import Context, Moved, Other
from core.verification.fingerprints import fingerprints
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.snapshots import Picture, form_of, released_form
from evaluations.dossiers.unit_reports import covered, unit_report
from evaluations.projects.movements import standing

Key = tuple[int, datetime, int]
"""Which filing, when it was opened, and its revision: its texts stand still as long as this does."""
MOST = 200
"""So many filings of a unit are looked at."""
KEPT = 4096
_marks: dict[Key, frozenset[str]] = {}


def context_of(evaluation: Evaluation, picture: Picture) -> Context:
    """Return what a filing is checked beside."""
    form, rows = form_of(evaluation), siblings(evaluation)
    return Context(
        taken_over=picture.taken_over,
        others=others(form, rows),
        moved=tuple(_moved(form, picture)),
        unit_report=unit_report(evaluation, rows),
        covered=covered(evaluation, form, rows),
        movements=movements_of([evaluation]).get(evaluation.pk, ()),
    )


def movements_of(filings: Iterable[Evaluation]) -> dict[int, tuple[Movement, ...]]:
    """预算变动 beside each filing of a project, by its key: one query. A part of a whole has none."""
    asked = {
        one.pk: (one.project_id, one.cycle.data_year)
        for one in filings
        if one.project_id and not one.parent_id and form_of(one).funds
    }
    found = standing(asked.values()) if asked else {}
    return {pk: found[year] for pk, year in asked.items() if year in found}


def _moved(form: FormDefinition, picture: Picture) -> Iterator[Moved]:
    """The figures placed in texts that are others now than when the text was written."""
    for text, figures in picture.quoted.items():
        now = placed.quoted(form, picture.snapshot, text)
        for cell, span in placed.places(form, picture.snapshot, text):
            before, figure = figures.get(str(cell)), now[str(cell)]
            if before not in (None, figure):
                yield Moved(text, cell, span, before, figure)


def siblings(evaluation: Evaluation) -> list[Any]:
    """The unit's other filings of the same work, and what it filed on the same thing the year before.

    One query. None for a part of a consolidated filing.
    """
    if evaluation.parent_id:
        return []
    return list(_beside(evaluation).values_list(*COLUMNS, named=True)[:MOST])


def others(form: FormDefinition, rows: list[Any]) -> tuple[Other, ...]:
    """Those filings with the marks of their reports.

    One query for all those whose texts this process has not read since they last changed, which a form
    without a report does not ask for.
    """
    reports = rows if form.report else []
    marks = _marks_of([(row.pk, row.created_at, row.revision) for row in reports])
    return tuple(_other(row, marks.get(row.pk, frozenset())) for row in rows)


COLUMNS = (
    *("pk", "created_at", "revision", "number", "total_score"),
    *("cycle", "cycle__data_year", "project", "project__name", "form_version__sha256", "report"),
)


def _other(row: Any, marks: frozenset[str]) -> Other:
    whole = released_form(row.form_version__sha256).total_points
    is_full = None if whole is None else row.total_score == whole
    return Other(row.number, row.cycle__data_year, row.project__name or "", marks, is_full)


def _beside(evaluation: Evaluation) -> QuerySet[Evaluation]:
    cycle = evaluation.cycle
    before = Q(
        cycle__bureau=cycle.bureau_id,
        cycle__data_year=cycle.data_year - 1,
        project=evaluation.project_id,
    )
    found = Evaluation.objects.filter(unit=evaluation.unit_id, parent__isnull=True)
    found = found.filter(Q(cycle=cycle.pk) | before)
    found = found.exclude(pk=evaluation.pk).exclude(status=Evaluation.Status.EXEMPT)
    return found.order_by("-cycle__data_year", "pk")


def _marks_of(keys: Iterable[Key]) -> dict[int, frozenset[str]]:
    """The marks of each report, read where this process does not know them as they are now."""
    known = {key: _marks.get(key) for key in keys}
    missing = {key[0]: key for key, marks in known.items() if marks is None}
    texts: dict[int, list[str]] = {pk: [] for pk in missing}
    if missing:
        cells = Cell.objects.filter(evaluation__in=missing, ref__startswith="report/")
        for pk, text in cells.values_list("evaluation", "typed"):
            texts[pk].append(text)
    fresh = {missing[pk]: fingerprints(found) for pk, found in texts.items()}
    if len(_marks) + len(fresh) > KEPT:
        _marks.clear()
    _marks.update(fresh)
    return {key[0]: marks for key, marks in {**known, **fresh}.items() if marks is not None}
