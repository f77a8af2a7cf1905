"""What beat asks the worker for."""

from __future__ import annotations

from celery import shared_task

from evaluations.ledger.services import arriving


@shared_task
def sweep_ledgers() -> None:
    arriving.sweep()
