"""Before the tree starts: one clear sentence where it cannot."""

import socket

import pytest
from django.core.management import ManagementUtility, call_command

from foundation.supervisor import preparing
from foundation.supervisor.management.commands import serve


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_said_in_one_sentence(taken_port):
    with pytest.raises(preparing.NotReadyError, match=f"端口 {taken_port} 不能使用") as refusal:
        preparing.refuse_taken_port("127.0.0.1", taken_port)

    assert f"--port {taken_port + 1}" in str(refusal.value)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("203.0.113.1", 8000), ("::zz", 8000)])
def test_an_impossible_address_too(host, port):
    with pytest.raises(preparing.NotReadyError, match=f"端口 {port} 不能使用"):
        preparing.refuse_taken_port(host, port)


def test_a_free_port_is_fine():
    assert preparing.refuse_taken_port("127.0.0.1", 0) is None


def test_a_second_supervisor_on_the_same_data_is_refused(tmp_path):
    with preparing.lock(tmp_path), pytest.raises(preparing.NotReadyError, match="已经在运行"):
        preparing.lock(tmp_path)


def test_the_lock_is_free_again_afterwards(tmp_path):
    preparing.lock(tmp_path).close()

    preparing.lock(tmp_path).close()


@pytest.mark.parametrize(("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("h", "h")])
def test_the_address_shown_can_be_opened(host, shown):
    assert preparing.reachable(host) == shown


def test_a_server_answers_or_does_not(taken_port):
    assert (preparing.answers("0.0.0.0", taken_port), preparing.answers("127.0.0.1", 1)) == (True, False)


@pytest.fixture
def commands(monkeypatch):
    called = []
    monkeypatch.setattr(preparing, "call_command", lambda name, **options: called.append(name))
    return called


def test_tables_and_static_files_are_brought_up_to_date(commands, tmp_path):
    preparing.prepare(tmp_path, demo=False)

    assert commands == ["migrate", "collectstatic"]


def test_static_files_that_did_not_change_are_not_collected_again(commands, tmp_path):
    preparing.collect_static_files(tmp_path)
    preparing.collect_static_files(tmp_path)

    assert commands == ["collectstatic"]


def test_changed_static_files_are_collected_again(commands, tmp_path):
    (tmp_path / ".static").write_text("older")

    preparing.collect_static_files(tmp_path)

    assert commands == ["collectstatic"]


def test_the_demo_is_loaded_once(commands, tmp_path, monkeypatch):
    monkeypatch.setattr(preparing, "get_commands", lambda: {"load_demo": "evaluations.dossiers"})

    preparing.prepare(tmp_path, demo=True)
    preparing.prepare(tmp_path, demo=True)

    assert commands.count("load_demo") == 1


@pytest.fixture
def supervised(monkeypatch, settings, tmp_path):
    """`serve` without its processes: it says welcome at once."""
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(
        serve.tree, "supervise", lambda children, *, say, ready, started: (ready(), started())
    )
    return tmp_path


def test_serve_shows_address_and_logins(supervised, capsys):
    (supervised / "demo-logins.txt").write_text("填报人 filer1", encoding="utf-8")

    call_command("serve", port=0, host="::1")

    out = capsys.readouterr().out
    assert ("填报人 filer1" in out, "http://[::1]:0/" in out) == (True, True)


def test_serve_prepares_when_told_to(supervised, commands):
    call_command("serve", port=0, prepare=True, no_demo=True)

    assert commands == ["migrate", "collectstatic"]


def test_serve_says_why_it_does_not_start(supervised, taken_port, capsys):
    with pytest.raises(SystemExit):
        call_command("serve", port=taken_port)

    assert "不能使用" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "what"),
    [
        ("--port=abc", "argument --port: invalid int value: 'abc'"),
        ("--prot=80", "unrecognized arguments: --prot=80"),
    ],
)
def test_a_wrong_option_is_said_in_one_sentence(capsys, option, what):
    with pytest.raises(SystemExit) as end:
        ManagementUtility(["manage.py", "serve", option]).execute()

    said = capsys.readouterr().err
    assert (end.value.code, "usage" in said, said.count("\n")) == (2, False, 1)
    assert said.startswith("启动参数不能识别")
    assert what in said


def test_a_right_option_is_taken_from_the_command_line(supervised, capsys):
    ManagementUtility(["manage.py", "serve", "--port=0"]).execute()

    assert "绩效自评系统已启动" in capsys.readouterr().out
