"""What the broker's messages call."""

from celery import shared_task

from foundation.jobs import running, sweeping


@shared_task
def run(job_id: int) -> None:
    running.run(job_id)


@shared_task
def sweep(all_bells: bool = False) -> None:
    sweeping.sweep(all_bells=all_bells)
