"""One supervised process: started in a group of its own, restarted with growing pauses, stopped for good."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

DIES_WITH = ("setpriv", "--pdeathsig", "TERM", "--", "sh", "-c", '[ "$PPID" = "$0" ] && exec "$@"')
"""Before the command: TERM when the supervisor dies, even by KILL; nothing where it has died by then."""
STEADY_SECONDS = 10
LONGEST_PAUSE = 30


@dataclass
class Child:
    """`failures` counts deaths within STEADY_SECONDS of the start, one after the other."""

    name: str
    command: Sequence[str]
    failures: int = 0
    started: float = 0.0
    start_at: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def tend(self, now: float) -> str | None:
        """Start what is due, take note of a death; return what happened, if anything."""
        if self.process is None:
            if now >= self.start_at:
                self.start(now)
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.kill_group()
        self.process = None
        self.failures = self.failures + 1 if now - self.started < STEADY_SECONDS else 1
        pause = min(2 ** (self.failures - 1), LONGEST_PAUSE)
        self.start_at = now + pause
        return f"{self.name} ended with code {code}; restart in {pause} s"

    def start(self, now: float) -> None:
        command = [*DIES_WITH, str(os.getpid()), *self.command]
        self.process = subprocess.Popen(command, start_new_session=True)
        self.started = now

    def ask_to_stop(self) -> None:
        """TERM to the main process alone: to the group it would kill a worker's child amid a job."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self, deadline: float) -> None:
        """Wait until `deadline` (monotonic), then kill whatever is left of the group."""
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.1, deadline - time.monotonic()))
            self.kill_group()
            self.process.wait()

    def kill_group(self) -> None:
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
