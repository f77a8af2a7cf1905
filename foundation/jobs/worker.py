"""What a Celery worker does when it starts: sweep at once, and limit the memory of each child."""

from __future__ import annotations

import resource
from typing import Any

from celery import current_app
from celery.signals import worker_process_init, worker_ready
from django.conf import settings


@worker_ready.connect
def sweep_at_start(**kwargs: Any) -> None:
    """Messages that the last worker had taken died with it: ring for every waiting job."""
    current_app.send_task("foundation.jobs.tasks.sweep", kwargs={"all_bells": True})


@worker_process_init.connect
def limit_memory(**kwargs: Any) -> None:
    """A document that needs more than JOB_MEMORY_MB gets a MemoryError instead of the whole machine."""
    limit = settings.JOB_MEMORY_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
