"""Where foreign files lie: outside every web root, under names that nobody typed, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

CHUNK = 1024 * 1024
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
GONE = "文件不存在，请联系系统管理员从备份中恢复。"
CHANGED = "文件与上传时不一致，已停止下载，请联系系统管理员。"


class DamagedFileError(Exception):
    """The file is gone or is not what was kept. The text is written for the user."""


@dataclass(frozen=True)
class Kept:
    """A file that is safe on the disk: its generated name, its length and what it hashes to."""

    stored: str
    size: int
    sha256: str


def uploads_dir() -> Path:
    return Path(settings.UPLOADS_DIR)


def incoming_dir() -> Path:
    """The folder of files that are only just coming in."""
    folder = uploads_dir() / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep(file: IO[bytes]) -> Kept:
    """Copy the file under a temporary name, flush it to the disk, then rename it."""
    key = uuid.uuid4().hex
    name, temporary = f"{key[:2]}/{key}", incoming_dir() / f"{key}.part"
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    with temporary.open("wb") as copy:
        while piece := file.read(CHUNK):
            digest.update(piece)
            size += copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    temporary.chmod(settings.FILE_UPLOAD_PERMISSIONS)
    target = _path(name)
    target.parent.mkdir(exist_ok=True)
    temporary.rename(target)
    _flush_folder(target.parent)
    return Kept(name, size, digest.hexdigest())


def open_kept(stored: str, *, sha256: str) -> IO[bytes]:
    """Open a kept file; DamagedFileError where it is gone or is not what was kept."""
    try:
        file = _path(stored).open("rb")
    except OSError as error:
        raise DamagedFileError(GONE) from error
    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
        file.close()
        raise DamagedFileError(CHANGED)
    file.seek(0)
    return file


def discard(stored: str) -> None:
    """Delete a kept file; one that is gone already is no fault."""
    with suppress(FileNotFoundError):
        _path(stored).unlink()


def kept_before(seconds: float) -> Iterator[str]:
    """The names of kept files that are older than `seconds`."""
    before = time.time() - seconds
    for path in sorted(uploads_dir().glob("[0-9a-f][0-9a-f]/*")):
        name = f"{path.parent.name}/{path.name}"
        if NAME.fullmatch(name) and path.stat().st_mtime < before:
            yield name


def drop_incoming(seconds: float) -> int:
    """Delete what killed processes left half-written longer than `seconds` ago; return how many."""
    before = time.time() - seconds
    left = [path for path in incoming_dir().iterdir() if path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise ValueError(f"no file of ours: {name!r}")
    return uploads_dir() / name


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
