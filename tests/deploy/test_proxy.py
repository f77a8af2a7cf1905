"""The proxy's configuration passes its own checker and carries requests as the product needs them."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.deploy import compose
from tests.deploy.processes import Processes, answers, free_port, open_folder

pytestmark = [
    pytest.mark.queue,
    pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed"),
]
MEGABYTE = 1024 * 1024


class Echo(BaseHTTPRequestHandler):
    """A web server that says what reached it."""

    def do_GET(self):
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(503 if self.path == "/readyz" else 200)
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        left = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, MEGABYTE)))
        self.do_GET()

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture(scope="module")
def web():
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    files = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *files, *names],
        check=True,
        capture_output=True,
    )
    return folder


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


def asked(connection: http.client.HTTPConnection, path="/", method="GET", **given) -> Answer:
    with closing(connection):
        connection.request(method, path, **given)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())


class Proxy:
    """The proxy's command with its variables; `given` in place of the defaults."""

    def __init__(self, folder: Path, **given: str) -> None:
        self.port, self.tls_port = free_port(), free_port()
        listen = {"HTTP_LISTEN": f"127.0.0.1:{self.port}", "HTTPS_LISTEN": f"127.0.0.1:{self.tls_port}"}
        service = compose.read({"PROXY_DIR": str(folder), **listen, **given})["services"]["proxy"]
        self.command = service["command"]
        self.environment = {"PATH": os.environ["PATH"], **compose.environment(service)}

    def check(self) -> subprocess.CompletedProcess[str]:
        command = [*self.command, "check"]
        return subprocess.run(
            command, cwd=compose.ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    def ask(self, path="/", method="GET", **given) -> Answer:
        return asked(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60), path, method, **given)

    def heard(self, headers=None):
        """The headers that reached the web server."""
        return json.loads(self.ask(headers=headers or {}).text)


@pytest.fixture(scope="module")
def run():
    """Start proxies: `run(WEB_SERVERS=…)`."""
    with open_folder() as folder, Processes(folder) as processes:

        def start(**given):
            own = folder / str(len(processes.running))
            own.mkdir()
            proxy = Proxy(own, **given)
            processes.start(own.name, proxy.command, proxy.environment)
            processes.wait_until(lambda: answers(proxy.port), "the proxy listens")
            return proxy

        def logged(number):
            """All that was logged, once the line of the request with this number is there."""
            processes.wait_until(lambda: number in log(), f"{number} is logged")
            return log()

        def log():
            return "".join(processes.log(name) for name in processes.running)

        start.logged = logged
        yield start


@pytest.fixture(scope="module")
def proxy(run, web):
    return run(WEB_SERVERS=f"127.0.0.1:{web}")


def number_on(answer: Answer) -> str:
    """What a user reads out over the telephone."""
    return answer.text.partition("编号：")[2][:8]


def test_its_checker_is_content(tmp_path):
    found = Proxy(tmp_path, WEB_SERVERS="127.0.0.1:1 127.0.0.1:2").check()

    assert (found.returncode, found.stderr) == (0, "")


def test_its_checker_is_content_with_tls(tmp_path, certificate):
    found = Proxy(tmp_path, WEB_SERVERS="127.0.0.1:1", TLS="true", TLS_IN=str(certificate)).check()

    assert (found.returncode, found.stderr) == (0, "")


def test_its_checker_would_find_a_fault(tmp_path):
    found = Proxy(tmp_path, WEB_SERVERS="127.0.0.1:1", TLS="true", TLS_IN=str(tmp_path / "none")).check()

    assert found.returncode == 1


def test_the_product_hears_who_asked(proxy):
    heard = proxy.heard()

    assert heard["x-forwarded-for"] == "127.0.0.1"
    assert heard["host"] == f"127.0.0.1:{proxy.port}"
    assert heard["x-forwarded-proto"] == "http"


def test_a_forged_address_stands_before_the_true_one(proxy):
    assert proxy.heard({"X-Forwarded-For": "1.2.3.4"})["x-forwarded-for"] == "1.2.3.4, 127.0.0.1"


def test_a_forged_scheme_is_not_passed_on(proxy):
    assert proxy.heard({"X-Forwarded-Proto": "https"})["x-forwarded-proto"] == "http"


def test_behind_another_proxy_that_ones_scheme_counts(run, web):
    proxy = run(WEB_SERVERS=f"127.0.0.1:{web}", PROXY_COUNT="2")

    assert proxy.heard({"X-Forwarded-Proto": "https"})["x-forwarded-proto"] == "https"


def test_a_request_gets_a_number_that_nobody_outside_chooses(proxy, run):
    number = proxy.heard({"X-Request-ID": "0" * 32})["x-request-id"]

    assert (len(number), number == "0" * 32) == (32, False)
    assert f'"request_id":"{number}"' in run.logged(number)


@pytest.mark.parametrize(("megabytes", "status"), [(200, 200), (206, 413)])
def test_evidence_fits_and_more_is_refused_in_words(proxy, megabytes, status):
    answer = proxy.ask("/", "POST", body=b"x" * (megabytes * MEGABYTE))

    assert answer.status == status
    assert ("不能超过 205 MB" in answer.text) is (status == 413)


def test_headers_of_a_page_come_once(proxy):
    assert proxy.ask().headers.get_all("X-Frame-Options") == ["DENY"]


def test_its_version_is_not_told(proxy):
    assert proxy.ask().headers["Server"] == "nginx"


def test_what_the_product_answers_is_not_replaced(proxy):
    answer = proxy.ask("/readyz")

    assert (answer.status, "host" in json.loads(answer.text)) == (503, True)


@pytest.mark.parametrize(
    "lengths",
    [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Transfer-Encoding: xchunked\r\n",
    ],
)
def test_a_request_of_two_lengths_goes_no_further(proxy, lengths):
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=60) as link:
        link.sendall(f"POST / HTTP/1.1\r\nHost: localhost\r\n{lengths}\r\n0\r\n\r\n".encode())

        assert link.recv(20).split()[1] in (b"400", b"501")


@pytest.mark.parametrize("cookie", ["sessionid", "__Host-sessionid"])
def test_a_session_that_asks_as_only_a_script_can_waits_and_nobody_else(proxy, cookie):
    asks = (proxy.ask(headers={"Cookie": f"a=b; {cookie}=one{cookie}"}) for _ in range(3000))
    served, late = 0, next(asks)
    while late.status == 200:
        served, late = served + 1, next(asks)
    others = [proxy.ask(headers={"Cookie": f"{cookie}=two{cookie}"}), proxy.ask()]

    assert served >= 200
    assert (late.status, "操作过于频繁" in late.text, late.headers["Retry-After"]) == (429, True, "15")
    assert late.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert [answer.status for answer in others] == [200, 200]


def test_its_own_pages_are_as_closed_as_those_of_the_product(proxy, run):
    large = proxy.ask("/", "POST", headers={"Content-Length": str(206 * MEGABYTE)})
    down = run(WEB_SERVERS="127.0.0.1:1").ask()

    assert (large.status, down.status) == (413, 503)
    for answer in (large, down):
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == (
            "nosniff",
            "no-store",
        )
        assert answer.headers["Strict-Transport-Security"] is None


def test_without_web_servers_it_says_what_to_do(run):
    answer = run(WEB_SERVERS="127.0.0.1:1").ask()

    assert (answer.status, answer.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "系统暂时不能使用" in answer.text
    assert f'"request_id":"{number_on(answer)}' in run.logged(number_on(answer))


def test_one_web_server_of_two_is_enough(run, web):
    proxy = run(WEB_SERVERS=f"127.0.0.1:1 127.0.0.1:{web}")

    assert {proxy.ask().status for _ in range(6)} == {200}


def test_no_address_of_a_page_gets_into_its_log(proxy, run):
    number = json.loads(proxy.ask("/geheim/?q=geheim").text)["x-request-id"]
    refused = run(WEB_SERVERS="127.0.0.1:1").ask("/geheim/?q=geheim")

    assert "geheim" not in run.logged(number) + run.logged(number_on(refused))


@pytest.fixture(scope="module")
def tls(run, web, certificate):
    return run(WEB_SERVERS=f"127.0.0.1:{web}", TLS="true", TLS_IN=str(certificate), HTTPS="true")


def over_tls(proxy: Proxy, certificate: Path) -> Answer:
    trust = ssl.create_default_context(cafile=certificate / "fullchain.pem")
    return asked(http.client.HTTPSConnection("localhost", proxy.tls_port, context=trust, timeout=60))


def test_with_tls_everybody_is_sent_there_and_the_product_knows(tls, certificate):
    assert json.loads(over_tls(tls, certificate).text)["x-forwarded-proto"] == "https"
    assert (tls.ask("/login/").status, tls.ask("/login/").headers["Location"][:8]) == (301, "https://")


def test_over_https_its_own_pages_say_so_for_a_year(run, certificate):
    down = run(WEB_SERVERS="127.0.0.1:1", TLS="true", TLS_IN=str(certificate), HTTPS="true")

    answer = over_tls(down, certificate)

    assert answer.status == 503
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


@pytest.mark.parametrize(
    ("offer", "taken"),
    [
        (["-tls1_3"], True),
        (["-tls1_2", "-cipher", "ECDHE-RSA-AES256-GCM-SHA384"], True),
        (["-tls1_2", "-cipher", "AES256-GCM-SHA384"], False),
        (["-tls1_2", "-cipher", "ECDHE-RSA-AES256-SHA"], False),
        (["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], False),
    ],
    ids=["1.3", "1.2", "no forward secrecy", "no authenticated encryption", "1.1"],
)
def test_weak_tls_is_not_spoken(tls, offer, taken):
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{tls.tls_port}", *offer]

    found = subprocess.run(command, input=b"", capture_output=True, check=False)

    assert (found.returncode == 0) is taken
