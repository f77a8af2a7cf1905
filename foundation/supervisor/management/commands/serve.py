"""`manage.py serve`: web, worker and beat until Ctrl-C. `./run` adds `--prepare`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.supervisor import preparing, tree


class Command(BaseCommand):
    help = "Run the web server, the worker and beat as one process tree."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Have a wrong option raise instead of printing argparse's usage."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
        except CommandError as error:
            self.stderr.write(preparing.wrong_option(str(error)))
            raise SystemExit(2) from None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare", action="store_true", help="migrate, collect static files, load demo")
        parser.add_argument("--no-demo", action="store_true", help="with --prepare: no demo data")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port, var = options["host"], options["port"], Path(settings.VAR_DIR)
        try:
            preparing.refuse_taken_port(host, port)
            held = preparing.lock(var)
        except preparing.NotReadyError as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from None
        with held:
            if options["prepare"]:
                preparing.prepare(var, demo=not options["no_demo"])
            tree.supervise(
                tree.children(host, port),
                say=self.stderr.write,
                ready=lambda: preparing.answers(host, port),
                started=lambda: self.welcome(host, port, var),
            )
            self.stdout.write("已停止。 Stopped.")

    def welcome(self, host: str, port: int, var: Path) -> None:
        logins = var / "demo-logins.txt"
        if logins.exists():
            self.stdout.write(logins.read_text(encoding="utf-8"))
        shown = preparing.reachable(host)
        address = f"[{shown}]" if ":" in shown else shown
        self.stdout.write(f"绩效自评系统已启动：http://{address}:{port}/ （按 Ctrl-C 停止）")
        self.stdout.flush()
