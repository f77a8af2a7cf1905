"""A fresh look at one filing, for a decision."""

from __future__ import annotations

from evaluations.dossiers.models import Evaluation


def fresh(evaluation: Evaluation) -> Evaluation:
    """Return the filing as the database has it now, with what a decision reads; DoesNotExist if gone."""
    related = (
        *("cycle", "cycle__bureau", "unit", "unit__department", "project", "form_version"),
        "parent__unit",
    )
    rows = Evaluation.objects.select_related(*related).defer("form_version__definition")
    return rows.get(pk=evaluation.pk)
