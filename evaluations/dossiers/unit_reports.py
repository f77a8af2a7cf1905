"""One report for a unit's tables of a year: who has it, whether it is written, what the tables say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.figures import printing
from core.filing import cells
from core.filing.form import FormDefinition
from core.verification.findings import Covered, UnitReport
from evaluations.cycles.models import ReportRule
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.snapshots import released_form

ROLES = ("adjusted", "executed", "rate")


def unit_report(evaluation: Evaluation, rows: Sequence[Any]) -> UnitReport | None:
    """Return the report that stands for this filing's too; None where it has its own or needs none.

    `rows`: the unit's other filings (`beside`). One query where the whole unit has a filing.
    """
    if evaluation.report != ReportRule.UNIT:
        return None
    here = [row for row in rows if row.cycle == evaluation.cycle_id and row.project is None]
    outlines = [(row, released_form(row.form_version__sha256).report) for row in here if not row.report]
    row, outline = next((found for found in outlines if found[1]), (None, None))
    if row is None or outline is None:
        return UnitReport()
    required = {str(cells.report(one.key)) for one in outline.sections if one.has_text and one.required}
    texts = Cell.objects.filter(evaluation=row.pk, ref__startswith="report/").exclude(typed="")
    written = set(texts.values_list("ref", flat=True))
    return UnitReport(row.number, is_written=bool(written) and required <= written)


def covered(evaluation: Evaluation, form: FormDefinition, rows: Sequence[Any]) -> tuple[Covered, ...]:
    """Return the tables for which the report of this filing stands too; one query where there are any."""
    if evaluation.project_id or form.report is None:
        return ()
    here = [row for row in rows if row.cycle == evaluation.cycle_id and row.project is not None]
    tables = [row for row in here if row.report == ReportRule.UNIT]
    refs = {row.pk: _refs(released_form(row.form_version__sha256)) for row in tables}
    filled = _filled(refs) if tables else []
    values = {
        row.pk: {refs[pk][ref]: value for pk, ref, value in filled if pk == row.pk and ref in refs[pk]}
        for row in tables
    }
    return tuple(Covered(row.project__name, values[row.pk]) for row in tables)


def _filled(refs: Mapping[int, Mapping[str, str]]) -> list[tuple[int, str, Decimal]]:
    """Which of these cells have a number: the filing, the cell, the number without needless noughts."""
    wanted = {ref for found in refs.values() for ref in found}
    filled = Cell.objects.filter(evaluation__in=refs, ref__in=wanted, value__isnull=False)
    found = filled.values_list("evaluation", "ref", "value")
    return [(pk, ref, Decimal(printing.plain(value))) for pk, ref, value in found]


def _refs(form: FormDefinition) -> Mapping[str, str]:
    """The cells of a table by which a report is held to it, each with its role."""
    found = {str(cells.total("score")): "score"}
    if form.funds and form.funds.total:
        columns = ((role, form.funds.column(role)) for role in ROLES)
        found |= {str(cells.fund(form.funds.total.key, one.key)): role for role, one in columns if one}
    return found
