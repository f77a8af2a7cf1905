"""Which filings a form can be tried on, and which trials an administrator sees."""

from __future__ import annotations

from django.db.models import F, OuterRef, QuerySet, Subquery

from accounts.models import Unit, User
from accounts.queries import administered_bureaus, units_below
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.queries import visible_to
from evaluations.dossiers.snapshots import FILED
from evaluations.trials.models import Trial, TrialFiling
from foundation.jobs.models import Job
from indicators.models import FormTemplate

MOST = 200
"""Filings that are offered, and tried, at a time: the latest."""
KIND = "try_form"


def filings_for(template: FormTemplate, bureau: Unit, user: User) -> QuerySet[Evaluation]:
    """Return what was filed on any version of the form in one bureau, latest year first.

    What one unit files of a consolidated filing has no score that another form could change.
    """
    last = Submission.objects.filter(evaluation=OuterRef("pk")).order_by("-number")
    whole = visible_to(user).filter(form_code=template.code, status__in=FILED, parent=None)
    filed = whole.filter(unit__in=units_below(bureau))
    return (
        filed.annotate(frozen_id=Subquery(last.values("frozen")[:1]), year=F("cycle__data_year"))
        .filter(frozen_id__isnull=False)
        .order_by("-year", "pk")[:MOST]
    )


def trials_of(template: FormTemplate, user: User) -> QuerySet[Trial]:
    """The trials of the form that `user` may look at, latest first."""
    return administered_trials(user).filter(template=template)[:10]


def administered_trials(user: User) -> QuerySet[Trial]:
    """The trials of the bureaus that `user` administers; none for anybody else."""
    seen = Trial.objects.filter(bureau__in=administered_bureaus(user))
    return seen.select_related("template", "asked_by")


def filings_of(trial: Trial) -> QuerySet[TrialFiling]:
    """The filings of a trial, with what a list of them shows."""
    return trial.filings.select_related("evaluation__unit", "evaluation__project", "evaluation__cycle")


def job_of(trial: Trial) -> Job:
    return Job.objects.get(kind=KIND, subject_id=trial.pk)
