"""A crash leaves a file without a row, never a row without a file; the sweep takes the file away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command

from evaluations.dossiers import tasks
from evaluations.dossiers.models import Evidence
from foundation.intake import storage
from tests.dossiers.evidence import put
from tests.factories import Role, make_evaluation, make_user
from tests.foundation.intake import foreign
from tests.foundation.jobs.workers import ROOT, database_url

KILLED_BETWEEN = """
import os, signal, sys
import django
django.setup()
from accounts.models import User
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.services import evidence
{before}
evidence._persistently = lambda change: os.kill(os.getpid(), signal.SIGKILL)
with open(sys.argv[1], "rb") as file:
    evidence.upload(Evaluation.objects.get(), file, name="a.pdf", row="", by=User.objects.get())
"""
BEFORE_THE_RENAME = (
    "import pathlib; pathlib.Path.rename = lambda *names: os.kill(os.getpid(), signal.SIGKILL)"
)


def upload_and_die(tmp_path, settings, *, before: str = "") -> int:
    """Upload in a process of its own, which is killed on its way; its exit code."""
    (tmp_path / "a.pdf").write_bytes(foreign.pdf())
    env = os.environ | {
        "DATABASE_URL": database_url(),
        "UPLOADS_DIR": str(settings.UPLOADS_DIR),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    script = KILLED_BETWEEN.format(before=before)
    return subprocess.run([sys.executable, "-c", script, tmp_path / "a.pdf"], cwd=ROOT, env=env).returncode


def age(folder: Path) -> None:
    """Let everything below `folder` be two days old."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (0, time.time() - 2 * 24 * 3600))


@pytest.fixture
def filing():
    filing = make_evaluation()
    return filing, make_user(filing.unit, Role.FILER)


def files(uploads) -> list[Path]:
    return [path for path in uploads.rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("before", ["", BEFORE_THE_RENAME], ids=["before the row", "before the rename"])
def test_a_kill_on_the_way_leaves_no_row_and_the_sweep_takes_the_file(
    filing, tmp_path, settings, uploads, before
):
    assert upload_and_die(tmp_path, settings, before=before) == -signal.SIGKILL
    assert (Evidence.objects.count(), len(files(uploads))) == (0, 1)

    tasks.sweep_evidence()
    assert len(files(uploads)) == 1  # young: its row may be on the way
    age(uploads)
    tasks.sweep_evidence()

    assert files(uploads) == []


@pytest.mark.django_db
def test_the_sweep_leaves_every_file_that_a_row_names(filing, uploads, capsys):
    kept = put(*filing)
    storage.keep(BytesIO(b"content"))
    age(uploads)

    call_command("sweep_evidence")

    assert capsys.readouterr().out.strip() == "已清理1个没有登记的文件。"
    assert files(uploads) == [uploads / kept.stored]
