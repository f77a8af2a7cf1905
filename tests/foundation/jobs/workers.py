"""Real workers and beat as processes, on the test's own database and on a real broker.

Any kind of job can be plugged in: `Workers(..., include=None)` runs with the product's own handlers only.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
TOYS = "tests.foundation.jobs.toy"
GATE = "gate-is-open"
QUICK = {"JOB_LEASE_SECONDS": "2", "JOB_RENEW_SECONDS": "0.5", "JOB_SWEEP_SECONDS": "0.5"}


def database_url() -> str:
    """The address of the test database, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    user, password, host, port = (quote(str(values[key])) for key in ("USER", "PASSWORD", "HOST", "PORT"))
    place = f"/{host}" if host.startswith("/") else f"{host}:{port or 5432}"
    return f"postgres://{user}:{password}@{place}/{values['NAME']}"


class Workers:
    """Workers that can be killed, and one beat that sweeps all the while. Use it as a context manager."""

    def __init__(self, var: Path, broker_url: str, *, include: str | None = TOYS, **env: str):
        self.include = ["--include", include] if include else []
        self.log = (var / "workers.log").open("ab")
        self.env = os.environ | {
            "VAR_DIR": str(var),
            "PAPERS_DIR": str(settings.MEDIA_ROOT),
            "CELERY_BROKER_URL": broker_url,
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **QUICK,
            **env,
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Workers:
        self._start("beat", "--pidfile=")
        return self

    def __exit__(self, *error: object) -> None:
        for process in self.processes:
            self.kill(process)
        self.log.close()

    def start(self) -> subprocess.Popen[bytes]:
        lone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        return self._start("worker", "--concurrency", "2", "--pool", "prefork", *lone, *self.include)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        celery = [sys.executable, "-m", "celery", "-A", "config", *command, "--loglevel", "WARNING"]
        process = subprocess.Popen(
            celery, cwd=ROOT, env=self.env, stdout=self.log, stderr=self.log, start_new_session=True
        )
        self.processes.append(process)
        return process

    def open_gate(self) -> None:
        """Let jobs of the kind `gated` go on."""
        Path(self.env["VAR_DIR"], GATE).touch()

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """kill -9 of the worker with its children, as a power cut would."""
        self.signal(process, signal.SIGKILL)
        process.wait()

    def signal(self, process: subprocess.Popen[bytes], number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)


def wait_until(true: Callable[[], object], *, seconds: float = 180, pause: float = 0.02) -> None:
    """Ask again and again; AssertionError when it does not come true in time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not true after {seconds} s"
        time.sleep(pause)
