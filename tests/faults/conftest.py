"""What breaks around the product, and the people who go on working: real processes, no services assumed."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """As the tests of the queue: `./run test PATH` without services leaves them out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.queue)
