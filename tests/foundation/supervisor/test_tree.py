"""Web, worker and beat live and end together."""

import pytest

from foundation.supervisor import tree
from tests.foundation.supervisor.conftest import alive
from tests.foundation.supervisor.test_child import FOREVER


def test_web_worker_and_beat_are_the_tree():
    assert [child.name for child in tree.children("127.0.0.1", 8000)] == ["web", "worker", "beat"]


@pytest.mark.parametrize(("host", "address"), [("0.0.0.0", "0.0.0.0:8000"), ("::1", "[::1]:8000")])
def test_the_web_server_listens_where_it_was_told(host, address):
    assert address in tree.children(host, 8000)[0].command


def test_a_signal_stops_everything(child, signals):
    two = [child(FOREVER), child(FOREVER)]

    tree.supervise(two, say=print, ready=lambda: True, started=signals)

    assert [alive(each.process.pid) for each in two] == [False, False]


def test_readiness_is_told_once(child, signals):
    told, answers = [], iter([False, True, True])

    def ready():
        return next(answers)

    def started():
        told.append("started")
        signals()

    tree.supervise([child(FOREVER)], say=print, ready=ready, started=started)

    assert told == ["started"]


def test_a_death_is_told(child, signals):
    said = []

    def say(news):
        said.append(news)
        signals()

    tree.supervise([child("raise SystemExit(3)")], say=say, ready=lambda: False, started=print)

    assert said == ["toy ended with code 3; restart in 1 s"]
