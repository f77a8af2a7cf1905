"""What the tests of jobs share."""

from pathlib import Path

import pytest

from config.celery import app
from config.environment import broker

collect_ignore = ["toy.py"]  # it registers its kinds where it is imported


@pytest.fixture
def bells(monkeypatch):
    """The messages that would have gone to the broker."""
    rung = []
    monkeypatch.setattr(app, "send_task", lambda name, args: rung.append(args[0]))
    return rung


@pytest.fixture
def broker_at(monkeypatch):
    """Have this process ring at another broker: `broker_at(url, folder)`, the folder for the queue."""

    def use(url: str, var: Path | None = None):
        address, options = broker(url, var)
        monkeypatch.setenv("CELERY_BROKER_URL", address)
        monkeypatch.setitem(app.conf, "broker_transport_options", options)
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)

    return use
