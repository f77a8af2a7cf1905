"""What puts things right after a crash: leases that ran out, doorbells that nobody heard."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from foundation.jobs import heartbeat, running, services
from foundation.jobs.models import Job

AT_ONCE = 200


def sweep(*, all_bells: bool = False) -> None:
    """Give back what crashed workers held, and ring again for jobs that wait longer than a lease.

    `all_bells` rings for every waiting job: after a start, when the old worker took messages with it.
    """
    heartbeat.note()
    for job in Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=Now())[:AT_ONCE]:
        services.give_back(job, reason=_why(job))
    waiting = Job.objects.filter(state=Job.State.QUEUED).order_by("pk")
    if not all_bells:
        waiting = waiting.filter(rung_at__lt=Now() - timedelta(seconds=settings.JOB_LEASE_SECONDS))
    for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        Job.objects.filter(pk=pk).update(rung_at=Now())
        services.ring(pk)


def _why(job: Job) -> str:
    """A worker that was last alive near the time limit was killed by it; any other one crashed."""
    assert job.lease_until
    assert job.started_at
    last_alive = job.lease_until - timedelta(seconds=settings.JOB_LEASE_SECONDS)
    near = settings.JOB_TIME_LIMIT + settings.JOB_KILL_GRACE - settings.JOB_RENEW_SECONDS
    if last_alive - job.started_at >= timedelta(seconds=near):
        return running.over_time()
    return "办理程序中途停止（重启、断电或内存不足）。"
