"""The archive as a file: a ZIP with a seal at its end, written whole or not at all, read when unharmed."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from foundation.backup import manifest
from foundation.backup.exceptions import BackupError
from foundation.backup.manifest import Manifest, StoredFile, TableRows

SEAL = b"ziping backup, sha256 of all before: "
HEX = 64
CHUNK = 1024 * 1024
PART = ".ziping-backup-{token}.part"
STALE_SECONDS = 24 * 3600
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
UNREADABLE = (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)
DAMAGED = "备份文件已损坏（{what}），未作任何改动。请换一份备份，或从异地存放的副本重新复制。"


class Writer:
    """An archive being written."""

    def __init__(self, file: ZipFile) -> None:
        self._file = file

    def add(self, member: str, chunks: Iterable[bytes], *, packed: bool = False) -> tuple[int, str]:
        """Write one member; return its size and SHA-256. `packed`: it would not become smaller."""
        info = ZipInfo(member, time.localtime()[:6])
        info.compress_type, info.external_attr = ZIP_STORED if packed else ZIP_DEFLATED, 0o600 << 16
        size, digest = 0, hashlib.sha256()
        with self._file.open(info, "w", force_zip64=True) as stream:
            for chunk in chunks:
                stream.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        return size, digest.hexdigest()


class Archive:
    """An archive that was found whole: every member is there, and is what the manifest says."""

    def __init__(self, file: ZipFile, said: Manifest, seal: str) -> None:
        self._file, self.manifest, self.seal = file, said, seal

    def lines(self, table: TableRows) -> Iterator[bytes]:
        with self._file.open(table.member) as stream:
            yield from stream

    def chunks(self, stored: StoredFile) -> Iterator[bytes]:
        return _chunks(self._file, stored.member)


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """Write a new archive, readable by its owner alone, under a temporary name until it is whole.

    BackupError where the disk is full or cannot be written; nothing of the archive is left then.
    """
    temporary = target.with_name(PART.format(token=secrets.token_hex(4)))
    try:
        _remove_stale(target.parent)
        with _new(temporary) as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as members:
                members.comment = SEAL + b"0" * HEX
                yield Writer(members)
            _seal(file)
        temporary.rename(target)
        flush_folder(target.parent)
    except OSError as error:
        raise BackupError(_why_not_written(error, target)) from error
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def reading(path: Path) -> Iterator[Archive]:
    """Open an archive after reading all of it; BackupError where one byte is not as it was written."""
    try:
        with path.open("rb") as file:
            seal = _checked_seal(file)
            with ZipFile(file) as members:
                archive = Archive(members, _checked_manifest(members), seal)
                _check_members(members, archive.manifest)
                yield archive
    except OSError as error:
        raise BackupError(f"不能读取备份文件 {path}（{error.strerror}），请核对路径。") from error
    except UNREADABLE as error:
        raise BackupError(DAMAGED.format(what=type(error).__name__)) from error


def flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_full(error: OSError) -> bool:
    return error.errno in FULL


def _new(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def _remove_stale(folder: Path) -> None:
    """What a killed backup left there yesterday."""
    for left in folder.glob(PART.format(token="*")):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            left.unlink(missing_ok=True)


def _seal(file: IO[bytes]) -> None:
    """Put the hash of everything before it at the very end, where ZIP keeps its comment."""
    file.flush()
    length = file.seek(0, os.SEEK_END) - HEX
    digest = _digest(file, length)
    file.seek(length)
    file.write(digest.encode())
    file.flush()
    os.fsync(file.fileno())


def _checked_seal(file: IO[bytes]) -> str:
    length = file.seek(0, os.SEEK_END) - HEX
    file.seek(max(0, length - len(SEAL)))
    end = file.read()
    if end[: len(SEAL)] != SEAL:
        raise BackupError("不是本系统的备份文件，或者文件不完整（末尾缺失），未作任何改动。请换一份备份。")
    if _digest(file, length).encode() != end[len(SEAL) :]:
        raise BackupError(DAMAGED.format(what="与制作时的校验值不符"))
    return end[len(SEAL) :].decode()


def _digest(file: IO[bytes], length: int) -> str:
    """The SHA-256 of the first `length` bytes."""
    file.seek(0)
    digest = hashlib.sha256()
    while length and (chunk := file.read(min(CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()


def _checked_manifest(members: ZipFile) -> Manifest:
    names = members.namelist()
    if names.count(manifest.MEMBER) != 1:
        raise BackupError(DAMAGED.format(what="没有清单"))
    said = manifest.read(members.read(manifest.MEMBER))
    named = [*said.members, manifest.MEMBER]
    missing, foreign = sorted(set(named) - set(names)), sorted(set(names) - set(named))
    if missing or foreign or len(names) != len(named):
        what = f"缺少 {missing[0]}" if missing else f"多出 {foreign[0]}" if foreign else "有重复的内容"
        raise BackupError(DAMAGED.format(what=what))
    return said


def _check_members(members: ZipFile, said: Manifest) -> None:
    for name, part in said.members.items():
        size, digest = 0, hashlib.sha256()
        for chunk in _chunks(members, name):
            size += len(chunk)
            digest.update(chunk)
        if (size, digest.hexdigest()) != (part.size, part.sha256):
            raise BackupError(DAMAGED.format(what=f"{name} 与清单不符"))


def _chunks(members: ZipFile, name: str) -> Iterator[bytes]:
    with members.open(name) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _why_not_written(error: OSError, target: Path) -> str:
    if is_full(error):
        return (
            f"磁盘空间不足，备份没有做成，未完成的文件已删除：{target.parent}。"
            "请清理磁盘，或者换一个空间足够的目录，再备份一次。"
        )
    return f"不能在 {target.parent} 写备份文件（{error.strerror}），请核对目录和权限。"
