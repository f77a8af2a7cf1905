"""What the tests of jobs share."""

import pytest

from config.celery import app


@pytest.fixture
def bells(monkeypatch):
    """The messages that would have gone to the broker."""
    rung = []
    monkeypatch.setattr(app, "send_task", lambda name, args: rung.append(args[0]))
    return rung
