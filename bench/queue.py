"""From asking for a job to its start, and what the queue costs a job: `python -m bench.queue`.

On the queue that CELERY_BROKER_URL names (Redis), else on the embedded one; with a real worker as `./run`
starts it. The row of a job (claim, lease, done) is part of what is measured: it is the queue's truth.
"""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from statistics import median, quantiles

from bench import scene

scene.start()

from django.conf import settings  # noqa: E402

from foundation.jobs.services import enqueue  # noqa: E402
from foundation.supervisor.tree import children  # noqa: E402

LATENCIES, FILLED = 60, 300
told = Path(os.environ["VAR_DIR"], "idle.txt")


def lines(number: int) -> dict[int, tuple[float, float]]:
    """When each job began and ended, once so many have."""
    deadline = time.monotonic() + 120
    while not told.exists() or len(told.read_text().splitlines()) < number:
        assert time.monotonic() < deadline, "the worker does not work"
        time.sleep(0.005)
    found = [line.split() for line in told.read_text().splitlines()]
    return {int(subject): (float(began), float(ended)) for subject, began, ended in found}


def main() -> None:
    worker = children("127.0.0.1", 1)[1]
    process = subprocess.Popen([*worker.command, "--include", "bench.idle"], cwd=scene.ROOT)
    enqueue("idle", subject_id=0)
    lines(1)
    waits = []
    for number in range(1, LATENCIES + 1):
        asked = time.time()
        enqueue("idle", subject_id=number)
        waits.append((lines(number + 1)[number][0] - asked) * 1000)
        time.sleep(0.05)
    asking = time.monotonic()
    for number in range(FILLED):
        enqueue("idle", subject_id=1000 + number)
    asked_ms = (time.monotonic() - asking) * 1000 / FILLED
    ends = [end for subject, (_, end) in lines(1 + LATENCIES + FILLED).items() if subject >= 1000]
    ends.sort()
    per_job = (ends[-1] - ends[9]) * 1000 / (FILLED - 10)
    process.terminate()
    process.wait()
    broker = settings.CELERY_BROKER_URL.split(":")[0]
    print(f"{scene.database()}, {broker}: asking to start p50 {median(waits):.0f} ms,", end=" ")
    print(f"p95 {quantiles(waits, n=20)[18]:.0f} ms;", end=" ")
    print(f"asking takes {asked_ms:.1f} ms; {per_job:.1f} ms from one end to the next, two at a time")


if __name__ == "__main__":
    main()
