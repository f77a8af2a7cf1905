"""What an archive says about itself: the version, the migrations, and the hash of every member."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field

from foundation.backup.exceptions import BackupError

FORMAT = 1
MEMBER = "manifest.json"
SHA256 = r"^[0-9a-f]{64}$"
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\\:]")
Node = tuple[str, str]


class Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TableRows(Said):
    """The rows of one table by key: a JSON array in a line each, values in the order of `columns`."""

    table: str = Field(pattern=r"^[A-Za-z0-9_]+$")
    columns: tuple[str, ...]
    rows: int = Field(ge=0)
    size: int = Field(ge=0)
    sha256: str = Field(pattern=SHA256)

    @property
    def member(self) -> str:
        return f"rows/{self.table}.jsonl"


class StoredFile(Said):
    """One file of a registered folder; `name` is its path inside it, with slashes."""

    folder: str = Field(pattern=r"^[a-z0-9_]+$")
    name: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=SHA256)

    @property
    def member(self) -> str:
        return f"files/{self.folder}/{self.name}"


class Manifest(Said):
    """`made_at` in UTC; `migrations`: every one that was applied, as (app, name)."""

    format: int
    version: str
    made_at: datetime
    database: str
    migrations: tuple[Node, ...]
    tables: tuple[TableRows, ...]
    files: tuple[StoredFile, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)

    @property
    def members(self) -> dict[str, TableRows | StoredFile]:
        said: tuple[TableRows | StoredFile, ...] = (*self.tables, *self.files)
        return {part.member: part for part in said}


def product_version() -> str:
    text = (Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def read(text: bytes) -> Manifest:
    """Return the manifest; BackupError where it is of a newer format, or none, or names an unsafe file."""
    try:
        said = json.loads(text)
        if _is_newer(said):
            raise BackupError("该备份由更新版本的系统制作，请先升级本系统，再恢复。")
        return _checked(Manifest.model_validate(said))
    except ValueError as error:  # pydantic's refusal is one too
        raise BackupError("备份清单不能识别，备份文件已损坏或不是本系统制作的，请换一份备份。") from error


def _is_newer(said: Any) -> bool:
    number = said.get("format") if isinstance(said, dict) else None
    return isinstance(number, int) and number > FORMAT


def _checked(manifest: Manifest) -> Manifest:
    unsafe = [file.name for file in manifest.files if not is_safe(file.name)]
    if unsafe:
        raise BackupError(f"备份中有不安全的文件名：{unsafe[0]!r}。该备份不是本系统制作的，已拒绝恢复。")
    return manifest


def is_safe(name: str) -> bool:
    """A path that stays inside its folder on every system: relative, no `..`, nothing unprintable."""
    path = PurePosixPath(name)
    return (
        not UNPRINTABLE.search(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and path.as_posix() == name != "."
    )
