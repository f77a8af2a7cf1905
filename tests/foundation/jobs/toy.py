"""Small kinds of jobs for real workers (`celery worker --include tests.foundation.jobs.toy`).

Publishing writes one link of the log into the chain of the subject, so publications can be counted.
"""

import os
import signal
import time
from pathlib import Path

from foundation.audit.services import SYSTEM, Subject, record
from foundation.jobs import services
from foundation.jobs.handlers import register
from foundation.jobs.models import Job
from tests.foundation.jobs.workers import GATE

if os.environ.get("TOY_WITHOUT_OWNER_CHECK"):
    services.owned = lambda job: Job.objects.filter(pk=job.pk)


def publish(subject_id: int, job: Job) -> None:
    with services.publishing(job):
        record(subject_id, action="publish", actor=SYSTEM, subject=Subject("toy", subject_id, ""), detail={})


@register("toy")
def toy(subject_id: int, job: Job) -> None:
    time.sleep(0.3)
    publish(subject_id, job)


@register("long")
def long(subject_id: int, job: Job) -> None:
    time.sleep(3)
    publish(subject_id, job)


@register("gated")
def gated(subject_id: int, job: Job) -> None:
    """Goes on when the test opens the gate: `Workers.open_gate`."""
    while not Path(os.environ["VAR_DIR"], GATE).exists():
        time.sleep(0.02)
    publish(subject_id, job)


@register("endless")
def endless(subject_id: int, job: Job) -> None:
    time.sleep(600)


@register("deaf")
def deaf(subject_id: int, job: Job) -> None:
    """As a C library that does not return: the soft limit is not heard."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    time.sleep(600)


@register("greedy")
def greedy(subject_id: int, job: Job) -> None:
    bytearray(8 * 1024**3)
    publish(subject_id, job)
