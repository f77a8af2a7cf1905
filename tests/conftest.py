"""What every test stands on: a folder of its own for papers, and tables that are empty again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from unittest import TestCase

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as properties

from tests.browser import browser  # noqa: F401  one browser for the pages and the journeys
from tests.emptying import empty_tables
from tests.journeys.prepared import prepared  # noqa: F401  one demo for all that start the product on it
from tests.tracing import libraries_untraced  # noqa: F401  for every test

properties.register_profile("ziping", deadline=None)  # how long an example takes is for bench/ to say
properties.load_profile("ziping")

ROOT = Path(__file__).parents[1]
PURE = (ROOT / "core", ROOT / "tests" / "core")
"""What import-linter keeps from knowing Django: one database's run says it all."""
PROCESSES = tuple(
    ROOT / "tests" / name for name in ("faults", "foundation/backup", "foundation/jobs", "journeys")
)
"""Their tests start processes, which reach the database by its address."""
DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.fixture(autouse=True)
def papers(settings, tmp_path: Path) -> Path:
    """Printed papers go to a folder that only this test sees."""
    settings.MEDIA_ROOT = tmp_path / "papers"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path: Path) -> Path:
    """So do the files that people bring."""
    settings.UPLOADS_DIR = tmp_path / "uploads"
    return settings.UPLOADS_DIR


@pytest.fixture(autouse=True, scope="session")
def tables_are_emptied() -> Iterator[None]:
    """After each test that commits."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty_tables())
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser and what knows no database.

    A test of one database's own features is not of the other one's run.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if is_in(item, PURE) or cannot_reach_the_database(item):
            item.add_marker(pytest.mark.once)
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    foreign = [item for item in items if item.get_closest_marker(other)]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]


def is_in(item: pytest.Item, folders: tuple[Path, ...]) -> bool:
    return any(item.path.is_relative_to(folder) for folder in folders)


def cannot_reach_the_database(item: pytest.Item) -> bool:
    """pytest-django refuses it to a test that does not ask for it."""
    asks = item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ()))
    is_case = issubclass(getattr(item, "cls", None) or object, TestCase)
    of_one_run = any(item.get_closest_marker(name) for name in ("browser", "journey", "postgresql"))
    return not (asks or is_case or of_one_run or is_in(item, PROCESSES))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """In CI nothing is skipped: what a test lacks there is a failure."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped in CI: {report.longrepr}"
    return report
