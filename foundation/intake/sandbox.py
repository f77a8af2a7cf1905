"""Opening a foreign file in a process that can do no harm: little memory, little time, no secrets."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from foundation.intake.refusal import TOO_COMPLEX, RefusedFile

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
MB = 1024 * 1024
ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
_desks = threading.BoundedSemaphore(2)  # files under examination at a time, in each web process


@dataclass(frozen=True)
class Limits:
    """What the child may take: memory and answer in MB, time in seconds."""

    memory: int = 512
    answer: int = 1
    seconds: int = 20


LIMITS = Limits()


def run(task: str, extension: str, file: IO[bytes], *, limits: Limits = LIMITS) -> Any:
    """Do a task of `child` on `file`, which lies on the disk; RefusedFile where the child refuses or dies.

    `prlimit` sets the limits before Python starts; no variable of ours (keys, passwords) is passed on.
    """
    with _desks, tempfile.TemporaryFile() as told:
        code = _lived(command(task, extension, limits), file, told, limits.seconds)
        told.seek(0)
        text = told.read(limits.answer * MB)
    if code != 0:
        logger.warning("the examination of a %s file ended with code %s", extension, code)
        raise RefusedFile(TOO_COMPLEX)
    result = json.loads(text)
    if "refused" in result:
        raise RefusedFile(result["refused"])
    return result["ok"]


def command(task: str, extension: str, limits: Limits) -> list[str]:
    """Return how the child is started under its limits; its file is the standard input."""
    bounds = {
        "data": limits.memory * MB,
        "cpu": limits.seconds,
        "fsize": limits.answer * MB,
        "nofile": 64,
        "core": 0,
    }
    prlimit = ["prlimit", *(f"--{name}={bound}" for name, bound in bounds.items())]
    return [*prlimit, sys.executable, "-m", "foundation.intake.child", task, extension]


def _lived(command: list[str], file: IO[bytes], told: IO[bytes], seconds: int) -> int | None:
    """Run the child and return its exit code; None where its time was over. Nothing of it is left."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=file,
        stdout=told,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
