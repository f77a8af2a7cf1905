"""What beat asks the worker for, beside the jobs."""

from __future__ import annotations

from celery import shared_task

from evaluations.dossiers.services import evidence


@shared_task
def sweep_evidence() -> None:
    evidence.sweep_orphans()
