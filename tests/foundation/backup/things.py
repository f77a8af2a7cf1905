"""Archives made, spoilt and compared, and what there is at the moment, seen without the code under test."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.management import CommandError, call_command
from django.test import override_settings

from foundation.audit import immutability
from foundation.backup.archive import HEX, SEAL

ROOT = Path(__file__).resolve().parents[3]


def backed_up(target: Path) -> Path:
    """What `manage.py backup` writes now."""
    call_command("backup", target, stdout=io.StringIO())
    return target


def write_files(papers: Path, annexes: Path) -> None:
    there = {papers / "ab" / "one.pdf": b"%PDF-1.7 one", annexes / "附件 1.docx": b"PK annex" * 9000}
    for path, content in {**there, papers / "incoming" / "half.part": b"half"}.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def restored(archive: Path, **options: Any) -> str:
    """Restore as `manage.py restore` does; what it says."""
    said = io.StringIO()
    call_command("restore", archive, stdout=said, **options)
    return said.getvalue()


def refused(archive: Path, **options: Any) -> str:
    """The sentence with which a restore is refused; nothing may have changed."""
    before = contents()
    with pytest.raises(CommandError) as refusal:
        restored(archive, **options)
    assert contents() == before
    assert refusal.value.returncode == 1
    return str(refusal.value)


def contents() -> dict[str, str]:
    """A hash of the rows of every table but the sessions, and of every file in the registered folders."""
    rows = {
        model._meta.label: digest(serializers.serialize("jsonl", model.objects.order_by("pk")).encode())
        for model in apps.get_models()
        if model is not Session
    }
    folders = {name: Path(getattr(settings, setting)) for name, setting in settings.BACKUP_FOLDERS.items()}
    files = {
        f"{name}/{path.relative_to(folder)}": digest(path.read_bytes())
        for name, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".part"
    }
    return rows | files


@contextmanager
def elsewhere_than_tests(folder: Path) -> Iterator[None]:
    """For data that several tests share: folders of their own, and tables that are empty again in the end."""
    registered = {**settings.BACKUP_FOLDERS, "annexes": "ANNEXES"}
    places = {setting: folder / name for name, setting in registered.items()}
    with override_settings(BACKUP_FOLDERS=registered, VAR_DIR=folder, **places):
        yield
    immutability.lift()
    call_command("flush", verbosity=0, interactive=False)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def manifest_of(archive: Path) -> dict[str, Any]:
    with ZipFile(archive) as members:
        return json.loads(members.read("manifest.json"))


def rows_of(archive: Path, table: str) -> list[dict[str, Any]]:
    """The rows of one table in an archive, by column."""
    (said,) = [each for each in manifest_of(archive)["tables"] if each["table"] == table]
    with ZipFile(archive) as members:
        lines = members.read(f"rows/{table}.jsonl").splitlines()
    return [dict(zip(said["columns"], json.loads(line), strict=True)) for line in lines]


def forged(archive: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The archive with other members, sealed as if it had been made that way."""
    with ZipFile(archive) as members:
        parts = {name: members.read(name) for name in members.namelist()}
    change(parts)
    target = archive.with_name("forged.zip")
    with ZipFile(target, "w", ZIP_DEFLATED) as members:
        members.comment = SEAL + b"0" * HEX
        for name, content in parts.items():
            members.writestr(name, content)
    whole = target.read_bytes()[:-HEX]
    target.write_bytes(whole + digest(whole).encode())
    return target


def said_otherwise(**given: Any) -> Callable[[dict[str, bytes]], None]:
    """A change of the manifest, for `forged`."""

    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | given).encode()

    return change


def manage_elsewhere(var: Path, *command: object, url: str = "") -> str:
    """Run `manage.py` in a process of its own, on a `var/` (and a database) of its own; what it says."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "FONTS_DIR") if name in os.environ}
    given = {"VAR_DIR": str(var), "PYTHONWARNINGS": "error", **({"DATABASE_URL": url} if url else {})}
    run = [sys.executable, "manage.py", *map(str, command)]
    done = subprocess.run(run, cwd=ROOT, env=kept | given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
