"""The last line of `./run test` sums up every check and every leg."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "setup" / "tally.py"
LEG = '<testsuites><testsuite tests="7" failures="{failures}" errors="{errors}" skipped="2"/></testsuites>'


@pytest.fixture
def tally(tmp_path):
    def run(checks, failures=0, errors=0):
        (tmp_path / "tally").write_text(checks)
        (tmp_path / "sqlite.xml").write_text(LEG.format(failures=failures, errors=errors))
        done = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()[-1]

    return run


def test_all_is_well(tally):
    assert tally("ruff 1 0\ntypes 1 0\n") == (0, "7 passed, 0 failed")


def test_a_failed_check_counts(tally):
    assert tally("ruff 0 1\n") == (1, "5 passed, 1 failed")


def test_failures_and_errors_count(tally):
    assert tally("ruff 1 0\n", failures=1, errors=2) == (1, "3 passed, 3 failed")
