"""The settings read from the environment; without any, everything lives in `var/`."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from config import environment
from config import settings as product


@pytest.fixture
def no_key(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_a_key_is_made_once_and_kept(no_key, tmp_path):
    first = environment.secret_key(tmp_path / "var")

    assert (environment.secret_key(tmp_path / "var"), len(first) > 50) == (first, True)


def test_nobody_else_can_read_the_key(no_key, tmp_path):
    environment.secret_key(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_key_from_a_file_wins(no_key, monkeypatch, tmp_path):
    (tmp_path / "given").write_text("from-a-file\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "given"))

    assert environment.secret_key(tmp_path) == "from-a-file"


def test_what_is_empty_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("PROXY_COUNT", " ")

    assert environment.env.int("PROXY_COUNT", default=7) == 7


def test_without_an_address_the_data_live_in_sqlite():
    database = environment.database("", Path("/data/var"))

    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.sqlite3", "/data/var/db.sqlite3")


@pytest.mark.parametrize("part", ["journal_mode=WAL", "synchronous=FULL", "busy_timeout=20000"])
def test_sqlite_loses_nothing_and_waits_for_its_turn(part):
    options = environment.database("sqlite:////data/other.sqlite3", Path("/data/var"))["OPTIONS"]

    assert (part in options["init_command"], options["transaction_mode"]) == (True, "IMMEDIATE")


def test_an_address_leads_to_postgresql():
    database = environment.database("postgres://ziping:x@db:5432/ziping", Path("/data/var"))

    assert (database["ENGINE"], database["HOST"]) == ("django.db.backends.postgresql", "db")


def test_options_in_the_address_win():
    url = "postgres://ziping:x@db/ziping?options=-c%20work_mem%3D8MB"

    assert environment.database(url, Path("/data/var"))["OPTIONS"]["options"] == "-c work_mem=8MB"


def test_postgresql_can_be_told_to_prove_who_it_is():
    url = "postgres://ziping:x@db/ziping?sslmode=verify-full&sslrootcert=/etc/ca.pem"

    options = environment.database(url, Path("/data/var"))["OPTIONS"]

    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", "/etc/ca.pem")
    assert options["options"] == environment.IDLE_TRANSACTION


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_ends_a_transaction_that_hangs():
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")

        assert cursor.fetchone() == ("1min",)


def test_without_an_address_the_queue_is_a_folder(tmp_path):
    url, options = environment.broker("", tmp_path)

    assert (url, options["polling_interval"]) == ("filesystem://localhost//", 0.05)
    assert Path(options["data_folder_in"]).is_dir()


@pytest.mark.parametrize(
    ("url", "transport"),
    [
        ("", environment.FOLDER_TRANSPORT),
        ("filesystem://localhost//", environment.FOLDER_TRANSPORT),
        ("redis://r/0", None),
        ("memory://", None),
    ],
)
def test_a_queue_in_a_folder_has_a_transport_of_our_own(url, transport):
    assert environment.broker_transport(url) == transport


@pytest.mark.parametrize(("url", "retries"), [("redis://r/0", 1), ("memory://", None)])
def test_a_redis_that_is_down_is_not_waited_for(url, retries, tmp_path):
    assert environment.broker(url, tmp_path)[1].get("max_retries") == retries


def test_no_page_may_run_inline_code():
    assert "'unsafe-inline'" not in str(product.CONTENT_SECURITY_POLICY)


def test_requests_are_not_wrapped_in_transactions():
    assert settings.DATABASES["default"].get("ATOMIC_REQUESTS", False) is False
