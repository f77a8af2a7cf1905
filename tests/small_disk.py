"""A disk that is soon full: a tmpfs of its own where this user may mount one, else a limit on every file."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 2
SIZE = MEGABYTES * 1024 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """`folder` holds no more than SIZE, or no file longer than that."""
    folder.mkdir(parents=True, exist_ok=True)
    with _mounted(folder) if os.geteuid() == 0 and _mount(folder) else _limited():
        yield folder


def _mount(folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def _mounted(folder: Path) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def _limited() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
