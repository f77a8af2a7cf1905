"""A kind of job that does nothing but say when it began: what is left is the queue."""

from __future__ import annotations

import os
import time
from pathlib import Path

from foundation.jobs import services
from foundation.jobs.handlers import register
from foundation.jobs.models import Job


@register("idle")
def idle(subject_id: int, job: Job) -> None:
    began = time.time()
    with services.publishing(job):
        pass
    with Path(os.environ["VAR_DIR"], "idle.txt").open("a") as told:
        told.write(f"{subject_id} {began} {time.time()}\n")
