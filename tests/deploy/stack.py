"""The stack of docker-compose.yml without Docker: its own commands, checks and settings, on private ports.

Only the variables that the file itself has get other values: host names, ports and folders. PostgreSQL is the
one that the tests were given, with a database of its own; Redis, the proxy and all the rest start here.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from config.environment import database
from tests.deploy import compose
from tests.deploy.processes import Processes, answers, free_port, open_folder
from tests.journeys.product import REACHED_BY

TWO = (1, 2)


class Stack:
    """`url`: where the proxy answers; `data`: the volume of our processes; `processes`: all that runs."""

    def __init__(self, folder: Path, processes: Processes) -> None:
        self.folder, self.processes, self.database_url = folder, processes, ""
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
        """The static files of the image, the tables, the demo."""
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

    def secret(self, name: str) -> str:
        return (self.folder / "secrets" / name).read_text(encoding="utf-8")

    def draw_secrets(self) -> None:
        script = compose.ROOT / "deploy" / "make_secrets.sh"
        address = {"REDIS_ADDRESS": f"127.0.0.1:{self.ports['redis']}"}
        subprocess.run(["sh", script, self.folder / "secrets"], check=True, env={**os.environ, **address})


@contextmanager
def own_database(stack: Stack) -> Iterator[None]:
    """A role with its database on the tests' server, made by the script that PostgreSQL's image runs."""
    given, role = os.environ["DATABASE_URL"], f"stack_{secrets.token_hex(4)}"
    place = database(given, Path())
    known = {key: str(place[key.upper()]) for key in REACHED_BY if place[key.upper()]}
    administrator = {f"PG{key.upper()}": value for key, value in known.items()}
    wanted = {
        "DATABASE_ROLE": role,
        "DATABASE_PASSWORD_FILE": str(stack.folder / "secrets" / "database_password"),
        "POSTGRES_USER": known["user"],
    }
    script = ["sh", compose.ROOT / "deploy" / "database.sh"]
    subprocess.run(script, check=True, env={**os.environ, **administrator, **wanted})
    server = given.rpartition("/")[0].rpartition("@")[2]
    stack.database_url = f"postgres://{role}:{stack.secret('database_password')}@{server}/{role}"
    (stack.folder / "secrets" / "database_url").chmod(0o644)
    (stack.folder / "secrets" / "database_url").write_text(stack.database_url + "\n", encoding="utf-8")
    try:
        yield
    finally:
        with psycopg.connect(dbname=str(place["NAME"]), autocommit=True, **known) as admin:
            admin.execute(f'DROP DATABASE "{role}" WITH (FORCE)')
            admin.execute(f'DROP ROLE "{role}"')


@contextmanager
def running() -> Iterator[Stack]:
    with ExitStack() as ending:
        folder = ending.enter_context(open_folder())
        stack = Stack(folder, Processes(folder))
        stack.draw_secrets()
        ending.enter_context(own_database(stack))
        processes = ending.enter_context(stack.processes)
        stack.start("redis")
        processes.wait_until(lambda: stack.healthy("redis"), "Redis lives")
        stack.prepare()
        stack.start_all()
        yield stack
