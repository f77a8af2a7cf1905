"""What can be known of the image without Docker: what it copies is there, what it installs is on our list."""

import re
import subprocess

import pytest
from django.conf import settings

from tests.deploy.compose import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = [line for line in re.sub(r"\\\n\s*", "", TEXT).splitlines() if line and not line.startswith("#")]
COPIED = [
    source
    for line in LINES
    if line.startswith("COPY ") and "--from" not in line
    for source in line.split()[1:-1]
]
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def packages(name):
    """A list of setup/packages.sh."""
    said = subprocess.run(
        ["sh", "-c", f'. setup/packages.sh; printf %s "${name}"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.split()


def stage(name):
    return TEXT.partition(f" AS {name}\n")[2].partition("\nFROM ")[0]


@pytest.mark.parametrize("source", sorted(set(COPIED)))
def test_what_is_copied_is_there_and_is_let_in(source):
    assert (ROOT / source).exists()
    assert f"!{source.split('/')[0]}" in IGNORED


def test_every_package_of_the_code_is_copied():
    code = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}

    assert code <= set(COPIED)
    assert {"manage.py", "gunicorn.conf.py", "templates", "static", "requirements.lock"} <= set(COPIED)


def test_no_secret_is_let_in():
    assert IGNORED[1] == "*"
    assert {"deploy/secrets", "deploy/tls"} <= set(IGNORED)
    assert not {"!var", "!.git", "!.env", "!tests"} & set(IGNORED)


def test_packages_are_those_of_the_one_list():
    written = {
        word
        for line in LINES
        for words in re.findall(r"apt_install ([^|;&]*)", line)
        for word in words.split()
    }

    assert written == {"$RUN_PACKAGES", "$PROXY_PACKAGES", "python3"}
    assert "apt-get" not in TEXT
    assert "fontconfig" in packages("RUN_PACKAGES")
    assert packages("PROXY_PACKAGES") == ["nginx-light"]


def test_the_proxy_is_the_one_that_the_tests_run():
    assert set(packages("PROXY_PACKAGES")) <= set(packages("TEST_PACKAGES"))


def test_python_packages_come_with_their_sums():
    assert "./run setup" in stage("build")
    assert "--require-hashes" in (ROOT / "setup" / "python.sh").read_text(encoding="utf-8")
    assert "pip install" not in TEXT


def test_a_missing_font_stops_the_build():
    assert "sha256sum -c --quiet ../../setup/fonts.sha256" in stage("build")


@pytest.mark.parametrize(("name", "user"), [("app", "ziping"), ("proxy", "www-data")])
def test_nothing_runs_as_root(name, user):
    lines = stage(name).splitlines()

    assert lines.index(f"USER {user}") < next(n for n, line in enumerate(lines) if line.startswith("CMD"))


def test_what_root_made_the_user_may_read():
    """Django writes static files for their owner alone (FILE_UPLOAD_PERMISSIONS)."""
    collected = stage("build").partition("manage.py collectstatic")[2]

    assert "chmod -R a+rX collected var" in collected
    assert not settings.FILE_UPLOAD_PERMISSIONS & 0o004


def test_no_value_of_a_secret_is_written_down():
    assert not re.search(r"(ENV|ARG).*(KEY|PASSWORD|SECRET|TOKEN|DATABASE_URL)", TEXT)


def test_every_stage_is_used():
    stages = re.findall(r" AS (\w+)$", TEXT, re.MULTILINE)
    used = re.findall(r"(?:^FROM |--from=)(\w+)", TEXT, re.MULTILINE)
    targets = re.findall(r"target: (\w+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8"))

    assert set(stages) == set(used) - {"debian"} | set(targets)


@pytest.mark.parametrize("number", range(len(re.findall("^RUN ", TEXT, re.MULTILINE))))
def test_the_commands_are_plain_sh(number):
    command = [line.removeprefix("RUN ") for line in LINES if line.startswith("RUN ")][number]

    assert subprocess.run(["sh", "-n", "-c", command], check=False).returncode == 0
