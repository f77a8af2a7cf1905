"""The child process: what it answers, and that nothing of it outlives its limits."""

from __future__ import annotations

import io
import json
import os
import runpy
import sys
import time
from pathlib import Path

import pytest

from foundation.intake import child, sandbox
from foundation.intake.refusal import DAMAGED, TOO_COMPLEX, RefusedFile
from foundation.intake.sandbox import Limits
from tests.foundation.intake import foreign


@pytest.fixture
def file(tmp_path):
    with foreign.on_disk(tmp_path, foreign.pdf()) as opened:
        yield opened


def test_the_child_answers_one_line_of_json(file):
    out = io.StringIO()

    child.main(["check", "pdf"], file, out)

    assert json.loads(out.getvalue()) == {"ok": None}


def test_the_module_reads_its_standard_input(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.pdf").write_bytes(foreign.locked_pdf(user=""))
    monkeypatch.setattr(sys, "argv", ["child", "check", "pdf"])
    monkeypatch.delitem(sys.modules, "foundation.intake.child")

    with (tmp_path / "a.pdf").open() as given:
        monkeypatch.setattr(sys, "stdin", given)
        runpy.run_module("foundation.intake.child", run_name="__main__")

    assert "密码" in json.loads(capsys.readouterr().out)["refused"]


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (KeyError("word/document.xml"), DAMAGED),
        (MemoryError(), TOO_COMPLEX),
        (RecursionError(), TOO_COMPLEX),
        (RefusedFile("请另存。"), "请另存。"),
    ],
)
def test_whatever_a_reader_raises_becomes_a_sentence(monkeypatch, problem, sentence):
    def fail(file, extension):
        raise problem

    monkeypatch.setitem(child.TASKS, "check", fail)

    assert child.answer("check", "pdf", io.BytesIO()) == {"refused": sentence}


def test_an_honest_file_passes(file):
    assert sandbox.run("check", "pdf", file) is None


def test_what_the_child_refuses_is_refused(tmp_path):
    with (
        foreign.on_disk(tmp_path, foreign.locked_pdf(user="")) as locked,
        pytest.raises(RefusedFile, match="密码"),
    ):
        sandbox.run("check", "pdf", locked)


@pytest.mark.parametrize("limits", [Limits(memory=2), Limits(seconds=0)], ids=["memory", "time"])
def test_a_child_at_its_limits_is_ended_and_the_file_refused(file, limits):
    with pytest.raises(RefusedFile) as refusal:
        sandbox.run("check", "pdf", file, limits=limits)

    assert refusal.value.sentence == TOO_COMPLEX


def test_a_file_that_needs_more_memory_than_there_is_is_refused(tmp_path):
    with foreign.on_disk(tmp_path, foreign.packed_pdf(20)) as packed:
        assert sandbox.run("check", "pdf", packed) is None
        with pytest.raises(RefusedFile):
            sandbox.run("check", "pdf", packed, limits=Limits(memory=50))


def test_a_child_that_hangs_is_killed_with_its_children(tmp_path):
    command = ["sh", "-c", "sleep 600 & sleep 600"]
    with (tmp_path / "in").open("wb+") as given, (tmp_path / "out").open("wb+") as told:
        began = time.monotonic()

        assert sandbox._lived(command, given, told, 1) is None

    assert time.monotonic() - began < 60
    assert children() == []


def test_the_limits_hold_and_no_secret_goes_along(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    command = sandbox.command("check", "pdf", Limits())
    asked = [
        *command[: command.index("-m") - 1],
        "sh",
        "-c",
        "env; ulimit -t; ulimit -d; ulimit -n; ulimit -c",
    ]
    with (tmp_path / "in").open("wb+") as given, (tmp_path / "out").open("wb+") as told:
        assert sandbox._lived(asked, given, told, 20) == 0
        told.seek(0)
        lines = told.read().decode().splitlines()

    assert lines[-4:] == ["20", str(512 * 1024), "64", "0"]
    assert not [line for line in lines if line.startswith(("SECRET_KEY", "DATABASE_URL"))]


def children() -> list[str]:
    """The children of this process that still live."""
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [pid for pid in found if "sleep" in (Path("/proc") / pid / "cmdline").read_text()]
