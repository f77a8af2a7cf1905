"""Whether somebody does the jobs: beat rings, a worker hears it and sweeps, and says so in one row."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from foundation.jobs.models import Heartbeat, Job

MISSED = 6
"""So many sweeps in a row may fail to come before the worker counts as gone."""


def note() -> None:
    """Write down that beat, broker and worker work together, by the database's clock."""
    if not Heartbeat.objects.update(beat_at=Now()):
        Heartbeat.objects.bulk_create([Heartbeat(beat_at=Now())], ignore_conflicts=True)


def alive() -> bool:
    """Whether a worker swept lately, or holds a lease: behind a long queue the sweep waits its turn."""
    since = Now() - timedelta(seconds=settings.JOB_SWEEP_SECONDS * MISSED)
    swept = Heartbeat.objects.filter(beat_at__gte=since)
    busy = Job.objects.filter(state=Job.State.RUNNING, lease_until__gte=Now())
    return swept.exists() or busy.exists()
