"""Web, worker and beat as one process tree: what runs `./run`."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence

from foundation.supervisor.child import Child

STOP_SECONDS = 14
GUNICORN = [sys.executable, "-m", "gunicorn", "config.wsgi", "--log-level", "warning", "--no-control-socket"]
GUNICORN += ["--graceful-timeout", "8"]
CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "config"]
ALONE = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
QUIET = ["--loglevel", "WARNING"]


def children(host: str, port: int) -> list[Child]:
    """The three processes. gunicorn answers by 2 × 4 threads, the worker does 2 jobs at a time."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        Child("web", [*GUNICORN, "--bind", address, "--workers", "2", "--threads", "4"]),
        Child("worker", [*CELERY, "worker", "--concurrency", "2", "--pool", "prefork", *ALONE, *QUIET]),
        Child("beat", [*CELERY, "beat", "--pidfile=", *QUIET]),
    ]


def supervise(
    tree: Sequence[Child],
    *,
    say: Callable[[str], object],
    ready: Callable[[], bool],
    started: Callable[[], object],
) -> None:
    """Keep the tree alive until INT, TERM or HUP, then stop all of it within STOP_SECONDS.

    `started` is called once, when `ready` says so. Main thread only: it takes the signals.
    """
    over = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: over.set())
    waiting = True
    try:
        while not over.is_set():
            _tend(tree, say)
            if waiting and ready():
                waiting = False
                started()
            over.wait(0.2)
    finally:
        stop(tree)


def _tend(tree: Sequence[Child], say: Callable[[str], object]) -> None:
    for child in tree:
        news = child.tend(time.monotonic())
        if news:
            say(news)


def stop(tree: Sequence[Child]) -> None:
    for child in tree:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS
    for child in tree:
        child.stop(deadline)
