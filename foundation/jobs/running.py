"""What a worker does with one job: claim it, keep the lease, run the handler, write down how it ended."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import DateTimeField, ExpressionWrapper, F, Q
from django.db.models.functions import Now

from foundation.jobs import handlers, services
from foundation.jobs.exceptions import JobError, LostJobError
from foundation.jobs.models import Job

logger = logging.getLogger(__name__)


def run(job_id: int) -> None:
    """Do the job unless somebody else has it, or had it."""
    job = claim(job_id)
    if job is None:
        return
    began = time.monotonic()
    with renewing(job):
        ended = _attempt(job)
    facts = {"job": job.pk, "kind": job.kind, "attempt": job.attempts, "ended": ended}
    logger.info("job", extra={"facts": {**facts, "ms": round((time.monotonic() - began) * 1000)}})


def _attempt(job: Job) -> str:
    """Do the job and write down how it ended; in one word for the log."""
    try:
        _do(job)
    except LostJobError:
        logger.warning("job %s was taken over; nothing was published", job.pk)
        return "lost"
    except JobError as error:
        services.give_up(job, reason=str(error))
        return "refused"
    except SoftTimeLimitExceeded:
        services.give_back(job, reason=over_time())
        return "over time"
    except MemoryError:
        services.give_back(job, reason=f"内存超过{settings.JOB_MEMORY_MB}兆字节的限制，已停止。")
        return "over memory"
    except Exception as error:
        logger.exception("job %s failed", job.pk)
        services.give_back(job, reason=f"程序出错（{type(error).__name__}），请联系系统管理员查看日志。")
        return "failed"
    return "done"


def over_time() -> str:
    return f"超过{settings.JOB_TIME_LIMIT}秒未完成，已停止。"


def _do(job: Job) -> None:
    handlers.handler(job.kind)(job.subject_id, job)
    if services.owned(job).exists():
        raise RuntimeError(f"the handler of {job.kind} returned without publishing")


def claim(job_id: int) -> Job | None:
    """Take the job if it waits or its lease has run out, and it has attempts left; None otherwise."""
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=Now())
    claimable = Job.objects.filter(free, pk=job_id, attempts__lt=settings.JOB_MAX_ATTEMPTS)
    token = uuid.uuid4().hex
    taken = claimable.update(
        state=Job.State.RUNNING,
        owner=token,
        attempts=F("attempts") + 1,
        lease_until=lease(),
        started_at=Now(),
    )
    return Job.objects.get(pk=job_id, owner=token) if taken else None


def lease() -> ExpressionWrapper:
    """The end of a lease that begins now, by the database's clock: workers' clocks may differ."""
    ends = Now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
    return ExpressionWrapper(ends, output_field=DateTimeField())


@contextmanager
def renewing(job: Job) -> Iterator[None]:
    """Renew the lease from a thread of its own while the body runs."""
    over = threading.Event()
    thread = threading.Thread(target=_renew, args=(job, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew(job: Job, over: threading.Event) -> None:
    """Stop when the job is over, lost, or past its time limit: nobody may hold a job for ever."""
    until = time.monotonic() + settings.JOB_TIME_LIMIT + settings.JOB_KILL_GRACE
    try:
        while not over.wait(settings.JOB_RENEW_SECONDS) and time.monotonic() < until and _renew_once(job):
            pass
    finally:
        connection.close()


def _renew_once(job: Job) -> bool:
    """False where the job is no longer ours. A database that does not answer is asked again next time."""
    try:
        return bool(services.owned(job).update(lease_until=lease()))
    except DatabaseError:
        logger.exception("lease of job %s not renewed", job.pk)
        connection.close()
        return True
