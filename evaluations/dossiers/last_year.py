"""What the unit filed the year before on the same thing."""

from __future__ import annotations

from django.db.models import Case, QuerySet, Value, When

from core.filing.last_year import Before
from documents import sources
from evaluations.dossiers.models import Evaluation, Submission


def filed_before(evaluation: Evaluation) -> Before | None:
    """Return the filing of the year before as it was filed last, whatever became of it; None without one.

    The same unit and project (none: the whole unit) in the data year before; where there are several, that on
    the same form. What is only a draft there is nobody's to take over.
    """
    filed = _submissions(evaluation).select_related("frozen__form_version").first()
    if filed is None:
        return None
    return Before(*sources.filing_of(filed.frozen))


def _submissions(evaluation: Evaluation) -> QuerySet[Submission]:
    other_form = Case(When(evaluation__form_code=evaluation.form_code, then=Value(0)), default=Value(1))
    return Submission.objects.filter(
        evaluation__cycle__bureau=evaluation.cycle.bureau_id,
        evaluation__cycle__data_year=evaluation.cycle.data_year - 1,
        evaluation__unit=evaluation.unit_id,
        evaluation__project=evaluation.project_id,
        evaluation__form_version__scope=evaluation.form_version.scope,
        evaluation__parent__isnull=evaluation.parent_id is None,
    ).order_by(other_form, "-evaluation", "-number")
