"""A container's health check ends with 0 where all is well, with 1 otherwise."""

import runpy
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from foundation.health import probe


class Answers(BaseHTTPRequestHandler):
    heard: list[str] = []

    def do_GET(self):
        self.heard.append(self.headers["Host"])
        self.send_response(200 if self.path == "/healthz" else 503)
        self.end_headers()

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def served():
    Answers.heard.clear()
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(("path", "code"), [("/healthz", 0), ("/readyz", 1)])
def test_it_ends_as_the_answer_was(served, path, code):
    assert probe.main([served + path]) == code


def test_where_nobody_answers_it_ends_with_1():
    assert probe.status("http://127.0.0.1:1/healthz") == 0
    assert probe.main(["http://127.0.0.1:1/healthz"]) == 1


@pytest.mark.parametrize(
    ("allowed", "host"),
    [
        ("zp.example.cn,b", "zp.example.cn"),
        (".example.cn", "example.cn"),
        ("*", "localhost"),
        ("", "localhost"),
    ],
)
def test_it_asks_under_a_name_that_is_allowed(served, monkeypatch, allowed, host):
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)

    probe.status(served + "/healthz")

    assert Answers.heard == [host]


def test_as_a_command_it_asks_the_usual_address(monkeypatch):
    asked = []

    def nobody(request, timeout):
        asked.append(request.full_url)
        raise OSError

    monkeypatch.setattr(sys, "argv", ["probe"])
    monkeypatch.delitem(sys.modules, "foundation.health.probe")
    monkeypatch.setattr("urllib.request.urlopen", nobody)

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("foundation.health.probe", run_name="__main__")

    assert (ended.value.code, asked) == (1, ["http://127.0.0.1:8000/healthz"])
