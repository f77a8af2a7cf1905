"""What the tests of jobs share."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from config.celery import app
from config.environment import broker, broker_transport
from tests.foundation.jobs.workers import Workers, wait_until

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
        monkeypatch.setitem(app.conf, "broker_transport", broker_transport(address))
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)

    return use


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    """A Redis of this run's own, on a free port."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        wait_until(lambda: answers(port))
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


OWN_QUEUE = {"sqlite": "file system", "postgresql": "redis"}[connection.vendor]
"""As `./run` and as production pair them; `./run soak` tries each database with each queue."""


@pytest.fixture(params=["file system", "redis"] if os.environ.get("ALL_QUEUES") else [OWN_QUEUE])
def broker_url(request):
    return "" if request.param == "file system" else request.getfixturevalue("redis_url")


@pytest.fixture
def workers(broker_url, broker_at, tmp_path):
    """Make workers on the transport under test: `workers(JOB_MAX_ATTEMPTS="9")`."""
    broker_at(broker_url, tmp_path)
    return lambda **env: Workers(tmp_path, broker_url, **env)
