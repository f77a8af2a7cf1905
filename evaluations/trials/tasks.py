"""What the worker does with a job of kind try_form."""

from __future__ import annotations

from evaluations.trials.models import Trial
from evaluations.trials.queries import KIND
from evaluations.trials.services import work
from foundation.jobs.exceptions import JobError
from foundation.jobs.handlers import register
from foundation.jobs.models import Job

GONE = "该表样草稿已删除，不再试算。"


@register(KIND)
def try_form(trial_id: int, job: Job) -> None:
    """Try a form on the filings of a trial, and publish what comes out."""
    trial = Trial.objects.filter(pk=trial_id).first()
    if trial is None:
        raise JobError(GONE)
    work(trial, job)
