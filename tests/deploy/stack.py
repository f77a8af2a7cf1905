"""The stack of docker-compose.yml without Docker: its own commands, checks and settings, on private ports.

Only the variables that the file itself has get other values: host names, ports and folders. PostgreSQL is the
one that the tests were given, with a database of its own; Redis, the proxy and all the rest start here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.deploy import compose
from tests.deploy.processes import Processes, answers, free_port, open_folder
from tests.journeys.product import new_database

TWO = (1, 2)


class Stack:
    """`url`: where the proxy answers; `data`: the volume of our processes; `processes`: all that runs."""

    def __init__(self, folder: Path, processes: Processes, database_url: str) -> None:
        self.folder, self.processes, self.database_url = folder, processes, database_url
        self.ports = {name: free_port() for name in ("redis", "proxy", "web1", "web2")}
        self.url = f"http://127.0.0.1:{self.ports['proxy']}"
        self.data = folder / "data"
        for name in ("data", "redis", "proxy", "secrets"):
            (folder / name).mkdir()
        self.path = f"{Path(sys.executable).parent}:/usr/sbin:{os.environ['PATH']}"

    @cached_property
    def places(self) -> dict[str, str]:
        ports, folder = self.ports, self.folder
        return {
            "SECRETS_IN": str(folder / "secrets"),
            "REDIS_ADDRESS": f"127.0.0.1:{ports['redis']}",
            "REDIS_PORT": str(ports["redis"]),
            "REDIS_DIR": str(folder / "redis"),
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATA_IN": str(self.data),
            "STATIC_IN": str(folder / "collected"),
            "FONTS_IN": str(settings.FONTS_DIR),
            "WEB_SERVERS": f"127.0.0.1:{ports['web1']} 127.0.0.1:{ports['web2']}",
            "HTTP_LISTEN": f"127.0.0.1:{ports['proxy']}",
            "HTTP_PROBE": f"127.0.0.1/{ports['proxy']}",
            "PROXY_DIR": str(folder / "proxy"),
        }

    def service(self, name: str, number: int = 1) -> dict[str, Any]:
        """A service as the file describes it; `number` tells the two of one kind apart."""
        address = f"127.0.0.1:{self.ports['web2' if number == 2 else 'web1']}"
        own = {"WEB_ADDRESS": address, "WEB_PROBE": address, "WORKER_NAME": f"number{number}"}
        return dict(compose.read({**self.places, **own})["services"][name])

    def environment(self, service: Mapping[str, Any]) -> dict[str, str]:
        """Nothing of the tests' own: what the image sets, and what the file gives."""
        return {
            "PATH": self.path,
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            **compose.environment(service),
        }

    def start(self, name: str, number: int = 1) -> None:
        service = self.service(name, number)
        self.processes.start(f"{name}{number}", service["command"], self.environment(service))

    def run(self, command: Sequence[str], service: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        environment = self.environment(service)
        return subprocess.run(
            command,
            cwd=compose.ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def done(self, *command: str) -> None:
        """Run a command as web's user would in its container; it must succeed."""
        ended = self.run(command, self.service("web"))
        assert ended.returncode == 0, ended.stderr

    def healthy(self, name: str, number: int = 1) -> bool:
        """What the service's own health check says."""
        service = self.service(name, number)
        return self.run(compose.check_of(service), service).returncode == 0

    def prepare(self) -> None:
        """The secrets, the static files of the image, the tables, the demo."""
        script = compose.ROOT / "deploy" / "make_secrets.sh"
        (self.folder / "secrets" / "database_url").write_text(self.database_url + "\n", encoding="utf-8")
        subprocess.run(["sh", script, self.folder / "secrets"], check=True)
        self.done("python", "manage.py", "collectstatic", "--no-input", "-v", "0")
        self.done(*self.service("migrate")["command"])
        self.done("python", "manage.py", "load_demo")

    def start_all(self) -> None:
        for number in TWO:
            self.start("web", number)
            self.start("worker", number)
        self.start("beat")
        self.start("proxy")
        self.processes.wait_until(lambda: answers(self.ports["proxy"]), "the proxy listens")
        for number in TWO:
            self.processes.wait_until(lambda number=number: self.healthy("web", number), "a web server lives")

    def logs(self) -> str:
        return "".join(self.processes.log(name) for name in self.processes.running)


@contextmanager
def running() -> Iterator[Stack]:
    with new_database() as url, open_folder() as folder, Processes(folder) as processes:
        stack = Stack(folder, processes, url)
        stack.start("redis")
        processes.wait_until(lambda: stack.healthy("redis"), "Redis lives")
        stack.prepare()
        stack.start_all()
        yield stack
