"""One report for a unit's tables of a year: who has it, whether it is written, what the tables say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.figures import printing
from core.figures.numbers import RATE_SCALES
from core.figures.text import narrow
from core.filing import cells
from core.filing.amounts import SCALES
from core.filing.form import FormDefinition
from core.verification.findings import Covered, UnitReport
from evaluations.cycles.models import ReportRule
from evaluations.dossiers.models import Cell, Evaluation
from evaluations.dossiers.snapshots import released_form

AMOUNTS = ("adjusted", "executed")
ROLES = (*AMOUNTS, "rate")


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
    forms = {row.pk: released_form(row.form_version__sha256) for row in tables}
    values = _values(forms) if tables else {}
    return tuple(Covered(row.project__name, values[row.pk]) for row in tables)


def _values(forms: Mapping[int, FormDefinition]) -> Mapping[int, Mapping[str, Decimal]]:
    """The numbers of these filings by role, with the places that their cells print; one query."""
    roles = {pk: _roles(form) for pk, form in forms.items()}
    wanted = {ref for found in roles.values() for ref in found}
    filled = Cell.objects.filter(evaluation__in=forms, ref__in=wanted, value__isnull=False)
    values: dict[int, dict[str, Decimal]] = {pk: {} for pk in forms}
    for pk, ref, typed, value in filled.values_list("evaluation", "ref", "typed", "value"):
        if role := roles[pk].get(ref):
            short = Decimal(printing.plain(value))
            values[pk][role] = _as_typed(typed, short, _least_places(forms[pk], role))
    return values


def _as_typed(typed: str, value: Decimal, places: int) -> Decimal:
    """The number with the noughts behind its point that were typed: 1.000 of 100.0%, 1200.00 of 1200.00.

    `places`: how many places behind the point a cell without any has (2: a rate is typed in per cent).
    """
    shown = narrow(typed).strip()
    scale = RATE_SCALES.get(shown[-1:], 0)
    _, _, after = shown[: len(shown) - bool(scale)].rstrip().partition(".")
    decimals = max(len(after) + max(scale, places), -int(value.as_tuple().exponent))
    return value.quantize(Decimal(1).scaleb(-decimals))


def _least_places(form: FormDefinition, role: str) -> int:
    if role in AMOUNTS and form.funds:
        return SCALES[form.funds.amount_unit]
    return RATE_SCALES["%"] if role == "rate" else 0


def _roles(form: FormDefinition) -> Mapping[str, str]:
    """The cells of a table by which a report is held to it, each with its role."""
    found = {str(cells.total("score")): "score"}
    if form.funds and form.funds.total:
        columns = ((role, form.funds.column(role)) for role in ROLES)
        found |= {str(cells.fund(form.funds.total.key, one.key)): role for role, one in columns if one}
    return found
