"""What the worker does for filings: jobs, and what beat asks for beside them."""

from __future__ import annotations

from celery import shared_task

from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services import evidence, recounting
from foundation.jobs.handlers import register
from foundation.jobs.models import Job


@shared_task
def sweep_evidence() -> None:
    evidence.sweep_orphans()


@register(recounting.KIND)
def recount(evaluation_id: int, job: Job) -> None:
    """Count the other tables of a unit after one of them was answered."""
    recounting.recount(Evaluation.objects.get(pk=evaluation_id), job)
