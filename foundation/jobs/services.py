"""Asking for slow work, and publishing its result once (D12)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from foundation.jobs.exceptions import LostJobError
from foundation.jobs.models import Job

logger = logging.getLogger(__name__)


class Person(Protocol):
    """Whoever asks for a job; a user."""

    pk: Any

    def get_full_name(self) -> str: ...


@transaction.atomic
def enqueue(kind: str, *, subject_id: int, asked_by: Person | None = None) -> Job:
    """Write down the job in the caller's transaction; the worker hears of it when that commits."""
    job = Job.objects.create(
        kind=kind,
        subject_id=subject_id,
        asked_by_id=asked_by.pk if asked_by else None,
        asked_by_name=asked_by.get_full_name()[:50] if asked_by else "",
    )
    transaction.on_commit(lambda: ring(job.pk))
    return job


def retry(job: Job) -> bool:
    """Queue a failed job again, with all its attempts; False where it is not failed (any more)."""
    return _again(job, Job.State.FAILED)


def redo(job: Job) -> bool:
    """Queue a job again that was done and whose result was lost; False where it is not done (any more)."""
    return _again(job, Job.State.DONE)


@transaction.atomic
def _again(job: Job, state: str) -> bool:
    again = Job.objects.filter(pk=job.pk, state=state).update(
        state=Job.State.QUEUED, attempts=0, reason="", started_at=None, finished_at=None, rung_at=Now()
    )
    if again:
        transaction.on_commit(lambda: ring(job.pk))
    return bool(again)


@contextmanager
def publishing(job: Job) -> Iterator[None]:
    """Mark the job done and run the body, in one transaction, if this worker still owns it.

    LostJobError before the body where another worker has taken over: the loser publishes nothing.
    Whatever the body raises leaves the job unpublished.
    """
    with transaction.atomic():
        if not owned(job).update(state=Job.State.DONE, lease_until=None, reason="", finished_at=Now()):
            raise LostJobError(job.pk)
        yield


def owned(job: Job) -> Any:
    """The job's row, as long as it runs and this claim holds it."""
    return Job.objects.filter(pk=job.pk, owner=job.owner, state=Job.State.RUNNING)


def give_back(job: Job, *, reason: str) -> None:
    """Queue a running job again, or give it up after its last attempt; `reason` is written for the user."""
    if job.attempts >= settings.JOB_MAX_ATTEMPTS:
        give_up(job, reason=f"已尝试{job.attempts}次，均未完成。{reason}")
        return
    words = f"第{job.attempts}次未完成：{reason}"
    if owned(job).update(state=Job.State.QUEUED, owner="", lease_until=None, rung_at=Now(), reason=words):
        ring(job.pk)


def give_up(job: Job, *, reason: str) -> None:
    owned(job).update(state=Job.State.FAILED, lease_until=None, finished_at=Now(), reason=reason[:500])


def ring(job_id: int) -> None:
    """Tell the workers. A broker that is down must not break a request: the next sweep rings again."""
    try:
        current_app.send_task("foundation.jobs.tasks.run", args=[job_id])
    except Exception:
        logger.exception("broker not reached for job %s; the sweep will ring again", job_id)
