"""The folders that belong to the data, named by `settings.BACKUP_FOLDERS`, and their files brought back.

A registered folder keeps two promises, and a backup of a product that runs is whole: a file is written before
the row that names it, and no name is ever given to another content. Its `incoming/` is for unfinished files.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from foundation.backup.archive import CHUNK, Archive, is_full
from foundation.backup.exceptions import BackupError

INCOMING = "incoming"


def registered() -> dict[str, Path]:
    """The folders by their names in an archive."""
    return {name: Path(getattr(settings, setting)) for name, setting in settings.BACKUP_FOLDERS.items()}


def files(folder: Path) -> list[str]:
    """The names of all finished files, in order, with slashes."""
    found = []
    for place, below, names in os.walk(folder):
        if Path(place) == folder and INCOMING in below:
            below.remove(INCOMING)
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in names]
    return sorted(found)


def chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise BackupError(
            f"不能读取文件 {path}（{error.strerror}），备份没有做成。请核对权限后重试。"
        ) from error


@dataclass
class Staged:
    """Files of an archive, unpacked beside the present ones. At no moment is a file gone that a row names:
    the new ones are laid beside the old ones before the rows change, the old ones go after that."""

    archive: Archive
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    laid: list[Path] = field(default_factory=list)

    def places(self) -> Iterator[tuple[Path, Path]]:
        """Where each file waits, and where it belongs."""
        folders = registered()
        for stored in self.archive.manifest.files:
            folder = folders[stored.folder]
            yield self._waiting(folder) / stored.name, folder / stored.name

    def unpack(self, say: Callable[[str], object]) -> None:
        for (waiting, _), stored in zip(self.places(), self.archive.manifest.files, strict=True):
            waiting.parent.mkdir(parents=True, exist_ok=True)
            _write(waiting, self.archive.chunks(stored))
        say(f"文件已解开，共{len(self.archive.manifest.files):,}个。")

    def lay(self) -> None:
        """Put the files in place whose names are free, and everything onto the disk."""
        for waiting, target in self.places():
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                waiting.rename(target)
                self.laid.append(target)
        os.sync()

    def settle(self) -> None:
        """The rows are in place: put the rest over the old files, and remove those that no row names now."""
        self.laid.clear()
        for waiting, target in self.places():
            with suppress(FileNotFoundError):
                waiting.replace(target)
        named = {target for _, target in self.places()}
        for folder in registered().values():
            for name in files(folder):
                if folder / name not in named:
                    (folder / name).unlink()

    def take_back(self) -> None:
        for target in self.laid:
            target.unlink(missing_ok=True)

    def clear(self) -> None:
        for folder in registered().values():
            shutil.rmtree(self._waiting(folder), ignore_errors=True)

    def _waiting(self, folder: Path) -> Path:
        """Inside the folder, so that it is on the same disk also where the folder is one of its own."""
        return folder / INCOMING / f"restore-{self.token}"


@contextmanager
def staged(archive: Archive, say: Callable[[str], object]) -> Iterator[Staged]:
    """Unpack all files; take them back where the body fails; leave nothing waiting."""
    stage = Staged(archive)
    try:
        stage.unpack(say)
        yield stage
    except BaseException as error:
        stage.take_back()
        if isinstance(error, OSError) and is_full(error):
            raise BackupError("磁盘空间不足，未作任何改动。请清理磁盘后再恢复。") from error
        raise
    finally:
        stage.clear()


def _write(path: Path, content: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for chunk in content:
            file.write(chunk)
    path.chmod(settings.FILE_UPLOAD_PERMISSIONS)
