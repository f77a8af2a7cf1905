"""`manage.py serve` with its real children: it answers, revives a dead child, leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from foundation.supervisor import preparing
from tests.foundation.jobs.workers import wait_until
from tests.foundation.supervisor.conftest import alive

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.queue


def descendants(pid):
    """Every process below `pid`."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in children for found in (int(child), *descendants(child))]


@pytest.fixture
def served(tmp_path):
    """The whole product in a fresh `var/`, without demo: (process, port)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    outside = ("DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")
    env = {name: value for name, value in os.environ.items() if name not in outside} | {
        "VAR_DIR": str(tmp_path)
    }
    command = [sys.executable, "manage.py", "serve", "--prepare", "--no-demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert "已启动" in process.stdout.readline()
        yield process, port
        if process.poll() is None:
            process.kill()


def status(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/", timeout=30) as page:
        return page.status


def test_it_answers_and_stops_as_a_whole(served):
    process, port = served
    before = descendants(process.pid)
    answer = status(port)

    process.send_signal(signal.SIGINT)

    assert (answer, process.wait(20), [pid for pid in before if alive(pid)]) == (200, 0, [])


def test_a_killed_web_server_comes_back(served):
    process, port = served
    first = descendants(process.pid)[0]
    killed = [first, *descendants(first)]

    os.killpg(first, signal.SIGKILL)
    wait_until(lambda: not any(alive(pid) for pid in killed))
    wait_until(lambda: preparing.answers("127.0.0.1", port))

    assert status(port) == 200
