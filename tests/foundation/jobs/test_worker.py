"""What a worker does when it starts."""

import resource

from config.celery import app
from foundation.jobs import worker


def test_it_sweeps_at_once(monkeypatch):
    sent = []
    monkeypatch.setattr(app, "send_task", lambda name, kwargs: sent.append((name, kwargs)))

    worker.sweep_at_start()

    assert sent == [("foundation.jobs.tasks.sweep", {"all_bells": True})]


def test_its_children_have_a_memory_limit(monkeypatch, settings):
    settings.JOB_MEMORY_MB = 3
    limits = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)

    worker.limit_memory()

    assert limits == {resource.RLIMIT_DATA: (3 * 1024**2, 3 * 1024**2)}
