"""Where printed papers lie: written whole or not at all, under generated names, checked when read."""

from __future__ import annotations

import hashlib
import os
import re
import time
import uuid
from contextlib import suppress
from pathlib import Path

from django.conf import settings

STALE_SECONDS = 3600
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}\.(?:pdf|xlsx)")


class DamagedPaperError(Exception):
    """The file is gone or is not what was printed. The text is written for the user."""


def papers_dir() -> Path:
    return Path(settings.MEDIA_ROOT)


def name_for(key: str, suffix: str) -> str:
    """Return a name that nobody typed, in one of 256 folders."""
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"{name[:2]}/{name}.{suffix}"


def write(name: str, content: bytes) -> None:
    """Write under a temporary name, flush to the disk, then rename: a reader finds all of it or nothing."""
    target = _path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = _incoming() / f"{uuid.uuid4().hex}.part"
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        temporary.rename(target)
    finally:
        temporary.unlink(missing_ok=True)  # a full disk must not be filled further by what failed
    _flush_folder(target.parent)


def read(name: str, *, sha256: str) -> bytes:
    """Return the file's bytes; DamagedPaperError where they are gone or not those that were printed."""
    try:
        content = _path(name).read_bytes()
    except OSError as error:
        raise DamagedPaperError("文书文件不存在，请重新生成。") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedPaperError("文书文件与生成时不一致，已停止使用，请重新生成，并告知系统管理员。")
    return content


def _incoming() -> Path:
    """The folder of files being written; what a killed worker left there an hour ago is removed."""
    folder = papers_dir() / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.part"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink()
    return folder


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise ValueError(f"no paper of ours: {name!r}")
    return papers_dir() / name


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
