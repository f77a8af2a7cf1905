"""Whether somebody else still uses the test database: a request or a worker that a test left behind."""

from __future__ import annotations

from django.db import connection

from tests.foundation.jobs.workers import wait_until

OTHERS = """
    SELECT pid, state, query FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
SECONDS = 60


def alone() -> None:
    """Wait until the others have ended; else end their connections and fail. Tables are emptied next."""
    assert not connection.in_atomic_block, "a transaction is open that no transactional test began"
    if connection.vendor != "postgresql":
        return
    try:
        wait_until(lambda: not others(), seconds=SECONDS)
    except AssertionError:
        left = others()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM ({OTHERS}) AS others")
        raise AssertionError(f"left behind: {left}") from None


def others() -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return cursor.fetchall()
