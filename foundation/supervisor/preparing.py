"""What must hold before the tree starts: a free port, one tree per `var/`, current tables, the demo."""

from __future__ import annotations

import fcntl
import hashlib
import socket
from pathlib import Path
from typing import IO

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands


class NotReadyError(Exception):
    """Why the product cannot start, in one sentence for the operator."""


def wrong_option(error: str) -> str:
    """Return one sentence for who started it with options that are none, or a port that is no number."""
    return (
        "启动参数不能识别，只能用 --port 端口号、--host 地址、--no-demo，例如 ./run --port 8080。"
        f" The options cannot be used ({error.removeprefix('Error: ')}); see ./run --help."
    )


def refuse_taken_port(host: str, port: int) -> None:
    """NotReadyError where nobody can listen on `host`:`port`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen(1)
    except (OSError, OverflowError) as error:
        raise NotReadyError(
            f"端口 {port} 不能使用（{host}），请换一个，例如 ./run --port {_another(port)}。"
            f" Port {port} on {host} cannot be used ({error}); choose another one with --port."
        ) from error


def reachable(host: str) -> str:
    """Return the address under which this machine reaches a server that listens on `host`."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((reachable(host), port), timeout=1):
            return True
    except OSError:
        return False


def _another(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8080


def lock(var: Path) -> IO[str]:
    """Hold `var/serve.lock` as long as the returned file is open; NotReadyError where it is held."""
    file = (var / "serve.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise NotReadyError(
            f"系统已经在运行（{var}），请先在原窗口按 Ctrl-C 停止。"
            f" ziping is already running on {var}; stop that one first."
        ) from error
    return file


def collect_static_files(var: Path) -> None:
    """Compress and name the static files by content, unless nothing changed since the last time."""
    kept, stamp = var / ".static", _static_stamp()
    if kept.exists() and kept.read_text(encoding="ascii") == stamp:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    kept.write_text(stamp, encoding="ascii")


def _static_stamp() -> str:
    stamp = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stamp.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return stamp.hexdigest()


def prepare(var: Path, *, demo: bool) -> None:
    """Bring tables and static files up to date; load the demo once (`var/.demo` remembers)."""
    call_command("migrate", verbosity=0, interactive=False)
    collect_static_files(var)
    done = var / ".demo"
    if demo and not done.exists() and "load_demo" in get_commands():
        call_command("load_demo")
        done.touch()
