"""The scanner's hook against a server that speaks clamd's INSTREAM on this machine."""

from __future__ import annotations

import io
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from foundation.intake import scanner
from foundation.intake.gate import admit
from foundation.intake.refusal import RefusedFile
from tests.foundation.intake import foreign

INFECTED = foreign.pdf() + b"%" + foreign.EICAR


def judged(content: bytes) -> bytes:
    return b"stream: Eicar-Test-Signature FOUND\0" if foreign.EICAR in content else b"stream: OK\0"


@contextmanager
def listening(listener: socket.socket, answer=judged) -> Iterator[list[bytes]]:
    """A scanner for one file; what it was sent is in the list."""
    got: list[bytes] = []

    def serve() -> None:
        link, _ = listener.accept()
        with link, link.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!I", stream.read(4))[0]:
                content += stream.read(length)
            got.append(content)
            link.sendall(answer(content))

    thread = Thread(target=serve)
    with listener:
        listener.listen(1)
        thread.start()
        yield got
        thread.join()


@pytest.fixture
def port() -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener


def address(listener: socket.socket) -> str:
    return "{}:{}".format(*listener.getsockname())


def test_a_clean_file_passes_and_was_sent_whole(port):
    content = bytes(range(256)) * 1000

    with listening(port) as got:
        scanner.scan(io.BytesIO(content), address(port))

    assert got == [content]


def test_the_scanner_may_listen_on_a_path(tmp_path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "clamd.ctl"))

    with listening(listener) as got:
        scanner.scan(io.BytesIO(b"clean"), str(tmp_path / "clamd.ctl"))

    assert got == [b"clean"]


def test_the_gate_keeps_an_infected_file_outside(port, tmp_path, settings):
    settings.VIRUS_SCANNER = address(port)

    with (
        listening(port),
        foreign.on_disk(tmp_path, INFECTED) as file,
        pytest.raises(RefusedFile, match="Eicar-Test-Signature"),
    ):
        admit(file, "发票.pdf")


def test_without_a_scanner_nobody_is_asked(tmp_path, settings):
    settings.VIRUS_SCANNER = ""

    with foreign.on_disk(tmp_path, INFECTED) as file:
        assert admit(file, "发票.pdf").label == "PDF文件"


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"x" * 5000])
def test_an_answer_that_is_none_keeps_the_file_outside(port, answer):
    with listening(port, lambda content: answer), pytest.raises(RefusedFile) as refusal:
        scanner.scan(io.BytesIO(b"clean"), address(port))

    assert refusal.value.sentence == scanner.UNREACHABLE


@pytest.mark.parametrize("place", ["127.0.0.1:1", "/nowhere/clamd.ctl", "localhost", "[::1]:1"])
def test_a_scanner_that_cannot_be_reached_keeps_every_file_outside(place):
    with pytest.raises(RefusedFile) as refusal:
        scanner.scan(io.BytesIO(b"clean"), place)

    assert refusal.value.sentence == scanner.UNREACHABLE
