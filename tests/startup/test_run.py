"""`./run` says in one clear sentence what it lacks. The PATH holds only what the test puts there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "setup").glob("*.sh"))
NEEDED = [
    "sh",
    "dirname",
    "mkdir",
    "grep",
    "sed",
    "cmp",
    "cp",
    "rm",
    "sha256sum",
    "cut",
    "cat",
    "date",
    "tail",
    "mktemp",
]


@pytest.fixture
def machine(tmp_path):
    """A machine with the product's start-up script and nothing else: no packages, no Python, not root."""
    shutil.copy(ROOT / "run", tmp_path)
    shutil.copytree(ROOT / "setup", tmp_path / "setup")
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    command(tmp_path, "id", "echo 1000")
    command(tmp_path, "dpkg-query", "echo 'install ok installed'")
    return tmp_path


def command(machine, name, script):
    """Put a command on the machine."""
    path = machine / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run(machine, *arguments):
    env = {"PATH": str(machine / "bin"), "HOME": str(machine), "LANG": "C.UTF-8"}
    script = [shutil.which("sh"), str(machine / "run"), *arguments]
    return subprocess.run(script, env=env, capture_output=True, text=True, check=False)


def test_without_root_missing_packages_are_one_line_to_run(machine):
    command(machine, "dpkg-query", "exit 1")

    result = run(machine)

    line = result.stderr.strip().splitlines()[-1]
    assert (result.returncode, "缺少系统组件" in result.stderr) == (1, True)
    assert line.strip().startswith(
        "apt-get update && apt-get install -y --no-install-recommends ca-certificates"
    )


def test_a_machine_without_python_is_told_to_install_it(machine):
    assert run(machine).stderr.rstrip().endswith("python3 python3-venv")


def test_another_system_than_debian_is_refused(machine):
    (machine / "bin" / "dpkg-query").unlink()

    assert "Debian 12" in run(machine).stderr


def test_an_old_python_is_named(machine):
    command(machine, "python3", "case $2 in *'%d.%d'*) echo 3.9 ;; *) exit 1 ;; esac")
    command(machine, "apt-get", "exit 0")
    command(machine, "id", "echo 0")

    result = run(machine)

    assert (result.returncode, "本机为 3.9：请安装 python3.11" in result.stderr) == (1, True)
    assert "this machine has 3.9" in result.stderr


def test_packages_that_cannot_be_installed_are_said(machine):
    command(machine, "dpkg-query", "exit 1")
    command(machine, "apt-get", "echo no network; exit 1")
    command(machine, "id", "echo 0")

    result = run(machine)

    assert ("no network" in result.stderr, "系统组件没有装成" in result.stderr) == (True, True)


def test_help_names_the_commands(machine):
    assert "./run test [PATH…]" in run(machine, "--help").stdout


@pytest.mark.parametrize("name", ["run", ".ci/run", *(f"setup/{path.name}" for path in SCRIPTS)])
def test_the_scripts_are_plain_sh(name):
    subprocess.run(["sh", "-n", ROOT / name], check=True)


@pytest.mark.parametrize("name", ["run", ".ci/run"])
def test_the_commands_can_be_executed(name):
    assert os.access(ROOT / name, os.X_OK)
