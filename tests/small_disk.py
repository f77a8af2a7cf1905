"""A disk that is soon full: a tmpfs of its own where this user may mount one, else a limit on every file."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MEGABYTES = 2
SIZE = MEGABYTES * 1024 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """`folder` holds no more than SIZE, or no file longer than that."""
    folder.mkdir(parents=True, exist_ok=True)
    with _unmounted(folder) if mount(folder, MEGABYTES) else _limited():
        yield folder


@contextmanager
def mounted_disk(folder: Path, *, megabytes: int) -> Iterator[Path]:
    """A disk that other processes see, too: for root alone."""
    folder.mkdir()
    if not mount(folder, megabytes):
        pytest.skip("only root can mount a disk")
    with _unmounted(folder):
        yield folder


def mount(folder: Path, megabytes: int) -> bool:
    """False for whoever may not."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def _unmounted(folder: Path) -> Iterator[None]:
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
