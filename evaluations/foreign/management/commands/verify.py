"""`manage.py verify FILE [--form CODE] [--json]`: check a filing written elsewhere; nothing is kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from core.filing.form import FormDefinition
from core.foreign.prose import PLAIN
from core.foreign.reading import Reading, Unreadable, check
from core.foreign.telling import Told, told
from evaluations.foreign import queries
from evaluations.foreign.reading import read

FOUND, UNREADABLE = 1, 2
NO_FILE = "文件“{path}”不能打开，请核对路径。"
NO_FORM = "没有代码为“{code}”的表样。可用的代码：{known}。"


class Command(BaseCommand):
    help = "校验一份文件（txt、json、xlsx），不保存。没有问题退出码为0，有问题为1，不能读取为2。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="要校验的文件")
        parser.add_argument("--form", default="", help="表样代码；不填的，按内容选取")
        parser.add_argument("--json", action="store_true", help="以JSON格式列出")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = _read(options["file"], options["form"])
        except Unreadable as problem:
            raise CommandError(str(problem), returncode=UNREADABLE) from problem
        found = told(reading, check(reading))
        if options["json"]:
            self.stdout.write(json.dumps(_data(reading, found), ensure_ascii=False, indent=2))
        else:
            self._print(reading, found)
        if found:
            sys.exit(FOUND)

    def _print(self, reading: Reading, found: tuple[Told, ...]) -> None:
        if reading.form is not PLAIN:
            self.stdout.write(f"表样：{reading.form.name}（{reading.form.code}）")
        for one in found:
            where = f"［{one.section}］" if one.section else ""
            self.stdout.write(
                f"{one.finding.severity.label} {one.finding.check} {where}{one.finding.message}"
            )
        for remark in reading.remarks:
            self.stdout.write(f"未校验：{remark}")
        self.stdout.write(f"共{len(found)}处。" if found else "没有发现问题。")


def _read(path: Path, code: str) -> Reading:
    offered = _offered()
    form = _chosen(code, offered) if code else None
    try:
        with path.open("rb") as file:
            return read(file, path.name, form, offered)
    except OSError as problem:
        raise Unreadable(NO_FILE.format(path=path)) from problem


def _offered() -> list[FormDefinition]:
    """A file can be checked where there is no database yet: on the forms of the catalogue."""
    try:
        return queries.forms()
    except DatabaseError:
        return queries.shipped()


def _chosen(code: str, offered: list[FormDefinition]) -> FormDefinition:
    known = {form.code: form for form in offered}
    if code not in known:
        raise Unreadable(NO_FORM.format(code=code, known="、".join(sorted(known))))
    return known[code]


def _data(reading: Reading, found: tuple[Told, ...]) -> dict[str, Any]:
    form = reading.form
    named = {"code": form.code, "name": form.name, "year": form.year, "version": form.version}
    return {
        "form": None if form is PLAIN else named,
        "findings": [one.data() for one in found],
        "not_checked": list(reading.remarks),
    }
