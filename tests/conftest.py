"""What every test stands on: a folder of its own for papers, and tables that can be emptied again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import TransactionTestCase

from foundation.audit import immutability


@pytest.fixture(autouse=True)
def papers(settings, tmp_path: Path) -> Path:
    """Printed papers go to a folder that only this test sees."""
    settings.MEDIA_ROOT = tmp_path / "papers"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True, scope="session")
def tables_can_be_emptied() -> Iterator[None]:
    """A transactional test ends by emptying every table, which append-only tables refuse: lift that first.

    The migrate signal at the end of Django's flush lays the triggers again.
    """
    empty = TransactionTestCase._fixture_teardown

    def lift_then_empty(case: TransactionTestCase) -> None:
        immutability.lift()
        empty(case)

    TransactionTestCase._fixture_teardown = lift_then_empty
    yield
    TransactionTestCase._fixture_teardown = empty
