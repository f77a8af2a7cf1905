"""The start is refused in words: everything that is missing or wrong at once, code 1, no traceback."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import starting

ROOT = Path(__file__).resolve().parents[2]
KEY = "k" * 30 + "0123456789" * 3
GOOD = {
    "PRODUCTION": "true",
    "SECRET_KEY": KEY,
    "DATABASE_URL": "postgres://ziping:x@db:5432/ziping",
    "CELERY_BROKER_URL": "redis://redis:6379/0",
    "ALLOWED_HOSTS": "zp.example.cn, [::1],fe80::1",
}


def names(environment):
    return [fault.partition("：")[0] for fault in starting.faults(environment)]


def test_nothing_set_is_the_embedded_mode():
    assert names({}) == []


def test_a_complete_production_starts():
    assert names(GOOD) == []


def test_production_names_everything_that_it_lacks():
    assert names({"PRODUCTION": "yes"}) == [
        "SECRET_KEY",
        "DATABASE_URL",
        "CELERY_BROKER_URL",
        "ALLOWED_HOSTS",
    ]


@pytest.mark.parametrize("name", starting.REQUIRED)
def test_what_is_empty_is_not_set(name):
    assert names(GOOD | {name: " "}) == [name]


WRONG = [
    ("PRODUCTION", "ture"),
    ("DEBUG", "true"),
    ("SECRET_KEY", "short"),
    ("HTTPS", "https"),
    ("PROXY_COUNT", "one"),
    ("PROXY_COUNT", "-1"),
    ("LOGIN_FAILURE_LIMIT", "0"),
    ("UPLOAD_FILE_MB", "20M"),
    ("EVIDENCE_UNIT_MB", "two"),
    ("JOB_TIME_LIMIT", "1.5"),
    ("JOB_LEASE_SECONDS", "nan"),
    ("JOB_SWEEP_SECONDS", "inf"),
    ("PASSWORD_PROFILE", "strict"),
    ("LOG_FORMAT", "xml"),
    ("LOG_LEVEL", "info"),
    ("DATABASE_URL", "mysql://ziping@db/ziping"),
    ("DATABASE_URL", "sqlite:////data/db.sqlite3"),
    ("DATABASE_URL", "postgres://"),
    ("DATABASE_URL", "postgres://ziping:x@db:port/ziping"),
    ("CELERY_BROKER_URL", "redis:6379"),
    ("CELERY_BROKER_URL", "memory://"),
    ("ALLOWED_HOSTS", "https://zp.example.cn"),
    ("ALLOWED_HOSTS", "zp.example.cn:443"),
    ("ALLOWED_HOSTS", "a,,b"),
    ("ALLOWED_HOSTS", "*"),
    ("CSRF_TRUSTED_ORIGINS", "zp.example.cn"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_cannot_be_meant_is_refused(name, value):
    assert names(GOOD | {name: value}) == [name]


@pytest.mark.parametrize("file", ["config/settings.py", "gunicorn.conf.py"])
def test_whatever_is_read_as_a_number_or_a_switch_is_looked_at_first(file):
    read = re.findall(r'env\.(?:bool|int|float)\("([A-Z_]+)"', (ROOT / file).read_text(encoding="utf-8"))

    assert len(read) >= 2
    assert set(read) - set(starting.RULES) == set()


def test_a_value_is_not_repeated_for_it_may_hold_a_password():
    (fault,) = starting.faults(GOOD | {"DATABASE_URL": "postgres://ziping:geheim@db:port/ziping"})

    assert "geheim" not in fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:////data/db.sqlite3"),
        ("DATABASE_URL", "postgres://ziping@//tmp/x/postgres"),
        ("CELERY_BROKER_URL", "memory://"),
        ("CELERY_BROKER_URL", "filesystem://localhost//"),
        ("ALLOWED_HOSTS", "*"),
        ("DEBUG", "1"),
        ("JOB_SWEEP_SECONDS", "0.5"),
        ("LOG_LEVEL", "INFO"),
        ("CSRF_TRUSTED_ORIGINS", "https://zp.example.cn, http://10.0.0.7:8080"),
    ],
)
def test_outside_production_more_is_possible(name, value):
    assert names({name: value}) == []


def test_a_value_from_a_file_counts(tmp_path):
    (tmp_path / "key").write_text(KEY + "\n")
    environment = {**GOOD, "SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "key")}

    assert names(environment) == []


def test_a_file_that_cannot_be_read_is_named_once(tmp_path):
    environment = {**GOOD, "SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "none")}

    assert names(environment) == ["SECRET_KEY_FILE"]


def test_each_fault_is_a_sentence_in_both_languages():
    (fault,) = starting.faults({"PROXY_COUNT": "one"})

    assert fault == "PROXY_COUNT：应为不小于0的整数。 PROXY_COUNT must be a number from 0."


def test_a_wrong_environment_ends_the_process(capsys):
    with pytest.raises(SystemExit) as ended:
        starting.refuse_wrong({"PROXY_COUNT": "one", "HTTPS": "perhaps"})

    lines = capsys.readouterr().err.splitlines()
    assert (ended.value.code, lines[0], len(lines)) == (1, "系统没有启动。 Not started.", 3)


COMMANDS = {
    "manage.py": ["manage.py", "check"],
    "gunicorn": ["-m", "gunicorn", "config.wsgi"],
    "worker": ["-m", "celery", "-A", "config", "worker"],
    "beat": ["-m", "celery", "-A", "config", "beat"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_process_is_refused_alike(command, tmp_path):
    environment = {
        "PATH": "/usr/bin:/bin",
        "VAR_DIR": str(tmp_path),
        "PRODUCTION": "true",
        "PROXY_COUNT": "one",
    }

    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr.count("。 "), "Traceback" in done.stderr) == (1, 6, False)
