"""Processes of the stack, started as written and ended for certain."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.deploy.compose import ROOT

WAIT_SECONDS = 180


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that nginx's own user can enter too; pytest's are closed to others."""
    with tempfile.TemporaryDirectory(prefix="ziping-deploy-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


class Processes:
    """Use it as a context manager: what was started is gone at its end. What they write is in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *error: object) -> None:
        for name in list(self.running)[::-1]:
            self.stop(name)

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def stop(self, name: str, *, seconds: float = 60) -> int:
        """As Docker does: TERM, then KILL; returns the exit code."""
        process = self.running.pop(name)
        process.terminate()
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            return process.wait()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def wait_until(self, true: Callable[[], object], what: str) -> None:
        """Ask again and again; with what the processes wrote where it does not come true."""
        deadline = time.monotonic() + WAIT_SECONDS
        while not true():
            dead = [name for name, process in self.running.items() if process.poll() is not None]
            if dead or time.monotonic() > deadline:
                logs = "\n".join(f"--- {name}\n{self.log(name)[-2000:]}" for name in self.running)
                raise AssertionError(f"{what}: not true; ended: {dead}\n{logs}")
            time.sleep(0.1)
