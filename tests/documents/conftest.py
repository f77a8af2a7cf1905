"""Papers need the real jobs and the real renderers; every test here touches the database."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def database(db: None) -> None:
    """Every paper hangs on a stamp."""
