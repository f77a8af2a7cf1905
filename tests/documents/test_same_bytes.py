"""The same filing gives the same file: again, and in another process elsewhere (D16)."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, sys, django
django.setup()
from tests.documents.sheets import sums
print(json.dumps(sums()))
"""


def elsewhere(tmp_path: Path) -> dict[str, str]:
    """The sums that a process with another home, zone, language and folder gets."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "7",
        "HOME": str(tmp_path),
        "VAR_DIR": str(tmp_path / "var"),
        "TZ": "America/New_York",
        "LC_ALL": "C",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_every_paper_is_the_same_in_another_process(tmp_path):
    from tests.documents.sheets import sums

    here = sums()

    assert elsewhere(tmp_path) == here == sums()
    assert len(set(here.values())) == 4
    assert hashlib.sha256(b"").hexdigest() not in here.values()
