"""What the settings read from outside: the environment (with `_FILE` variants), the key kept in `var/`."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import environ
from environ.fileaware_mapping import FileAwareMapping


class _Stripped(FileAwareMapping):
    """`NAME_FILE` wins over `NAME`; what is empty is not set.

    An editor ends a file with a line break, which is no part of a password.
    """

    def __getitem__(self, key: str) -> str:
        value = str(super().__getitem__(key)).strip()
        if not value:
            raise KeyError(key)
        return value


class Environment(environ.FileAwareEnv):
    ENVIRON = _Stripped()


env = Environment()
# Without these a request would wait for a broker that is down; the sweep rings again anyway.
REDIS_OPTIONS = {
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}


def secret_key(var: Path) -> str:
    """Return SECRET_KEY of the environment, else the one kept in `var/secret_key` (made once, mode 0600)."""
    given = env.str("SECRET_KEY", default="").strip()
    return given or _kept_key(var / "secret_key")


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


def database(url: str, var: Path) -> dict[str, Any]:
    """Return the Django database for `url`; the embedded SQLite in `var` where `url` is empty (D11)."""
    if url and not url.startswith("sqlite"):
        found = environ.Env.db_url_config(url)
        options = {"options": IDLE_TRANSACTION, **found.get("OPTIONS", {})}
        return {**found, "OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    name = environ.Env.db_url_config(url)["NAME"] if url else str(var / "db.sqlite3")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000",
        },
    }


# A process that hangs amid a transaction must not hold its rows for ever: nobody else could work on them.
IDLE_TRANSACTION = "-c idle_in_transaction_session_timeout=60s"
FOLDER_TRANSPORT = "foundation.jobs.folder:Transport"


def broker_transport(url: str) -> str | None:
    """Return the transport of our own where the queue is a folder; None: the one that `url` names."""
    return None if url and not url.startswith("filesystem") else FOLDER_TRANSPORT


def broker(url: str, var: Path) -> tuple[str, Mapping[str, Any]]:
    """Return the Celery broker for `url` and its options; folders in `var/queue` where `url` is empty."""
    if url:
        return url, REDIS_OPTIONS if url.startswith("redis") else {}
    folders = {name: var / "queue" / name for name in ("messages", "control", "processed")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return "filesystem://localhost//", {
        "data_folder_in": str(folders["messages"]),
        "data_folder_out": str(folders["messages"]),
        "control_folder": str(folders["control"]),
        "processed_folder": str(folders["processed"]),
        "polling_interval": 0.05,
    }
