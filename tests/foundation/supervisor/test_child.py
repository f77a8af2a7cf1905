"""One supervised process: restarted when it dies, gone when it is stopped."""

import os
import signal
import subprocess
import sys
import time

import pytest

from foundation.supervisor import child as module
from tests.foundation.jobs.workers import wait_until
from tests.foundation.supervisor.conftest import alive

FOREVER = "import time; time.sleep(600)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
PARENT = (
    f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {FOREVER!r}]).pid, flush=True)"
)


def die(child, now):
    """Start the child and let it end."""
    child.start(now)
    child.process.wait()


def test_what_is_due_is_started(child):
    one = child(FOREVER)

    news = one.tend(1.0)

    assert (news, alive(one.process.pid)) == (None, True)


def test_what_lives_is_left_alone(child):
    one = child(FOREVER)
    one.tend(1.0)
    pid = one.process.pid

    one.tend(2.0)

    assert one.process.pid == pid


def test_a_death_is_told_and_the_restart_waits(child):
    one = child("raise SystemExit(3)")
    die(one, 1.0)

    assert one.tend(2.0) == "toy ended with code 3; restart in 1 s"
    assert (one.tend(2.5), one.process) == (None, None)


def test_it_is_started_again_after_the_pause(child):
    one = child(FOREVER)
    one.start_at = 3.0

    one.tend(3.0)

    assert alive(one.process.pid)


@pytest.mark.parametrize(("failures", "pause"), [(0, 1), (1, 2), (4, 16), (9, 30)])
def test_pauses_grow_while_it_dies_young(child, failures, pause):
    one = child("")
    one.failures = failures
    die(one, 1.0)

    one.tend(2.0)

    assert one.start_at == 2.0 + pause


def test_a_long_life_forgives_earlier_failures(child):
    one = child("")
    one.failures = 5
    die(one, 1.0)

    one.tend(1.0 + module.STEADY_SECONDS)

    assert one.failures == 1


def test_stopping_asks_first(child):
    one = child(FOREVER)
    one.start(0.0)

    one.ask_to_stop()
    one.stop(time.monotonic() + 5)

    assert one.process.returncode == -signal.SIGTERM


def test_who_does_not_listen_is_killed_at_the_deadline(child):
    one = child(DEAF)
    one.start(0.0)

    one.stop(time.monotonic())

    assert one.process.returncode == -signal.SIGKILL


def test_grandchildren_go_too(child):
    one = child(PARENT)
    with subprocess.Popen(one.command, stdout=subprocess.PIPE, start_new_session=True) as process:
        one.process = process
        grandchild = int(process.stdout.readline())
        process.wait()

        one.kill_group()

    wait_until(lambda: not alive(grandchild))


def test_a_child_that_never_started_can_be_stopped(child):
    one = child(FOREVER)

    one.ask_to_stop()
    one.kill_group()
    one.stop(0)

    assert one.process is None


def test_children_end_when_the_supervisor_is_killed():
    code = (
        "import sys, time; from foundation.supervisor.child import Child\n"
        f"one = Child('toy', [sys.executable, '-c', {FOREVER!r}]); one.start(0)\n"
        "print(one.process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as supervisor:
        pid = int(supervisor.stdout.readline())
        os.kill(supervisor.pid, signal.SIGKILL)

    wait_until(lambda: not alive(pid))
