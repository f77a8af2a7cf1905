"""What the tests of the supervisor share."""

import os
import signal
import sys
from pathlib import Path

import pytest

from foundation.supervisor.child import Child


def alive(pid):
    """Is there such a process, and is it more than a remainder that nobody has collected yet?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def child():
    """Make a child that runs some Python, and see that nothing of it is left after the test."""
    made = []

    def make(code):
        made.append(Child("toy", [sys.executable, "-c", code]))
        return made[-1]

    yield make
    for each in made:
        each.stop(0)


@pytest.fixture
def signals():
    """Put the handlers back that `supervise` replaces."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield lambda: os.kill(os.getpid(), signal.SIGTERM)
    for number, handler in before.items():
        signal.signal(number, handler)
