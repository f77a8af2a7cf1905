"""manage.py create_administrator: the first account, and its finance bureau when there is none."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Unit, User
from accounts.services import create_administrator

QUESTIONS = {
    "username": "用户名",
    "full_name": "姓名",
    "bureau_code": "财政局单位代码",
    "bureau_name": "财政局名称",
}


class Command(BaseCommand):
    help = "创建系统管理员；尚无财政局时一并创建。密码由提示输入，或用 --password-stdin 从标准输入读取。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username")
        parser.add_argument("--full-name")
        parser.add_argument("--bureau-code")
        parser.add_argument("--bureau-name")
        parser.add_argument("--password-stdin", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        bureau = _bureau(options)
        person = User(username=_answer(options, "username"), full_name=_answer(options, "full_name"))
        password = _password(from_stdin=options["password_stdin"])
        try:
            bureau.full_clean(exclude=["path"])
            person.full_clean(exclude=["password"])
            validate_password(password, person)
        except ValidationError as error:
            raise CommandError("未创建：" + "；".join(error.messages)) from error
        create_administrator(person, password=password, bureau=bureau)
        self.stdout.write(
            f"已创建系统管理员{person.full_name}（用户名 {person.username}），单位：{bureau.name}。"
        )


def _bureau(options: dict[str, Any]) -> Unit:
    """Return the bureau asked for; the only one there is; or a new one, not yet kept."""
    bureaus = Unit.objects.filter(kind=Unit.Kind.BUREAU)
    if options["bureau_code"]:
        bureaus = bureaus.filter(code=options["bureau_code"])
    found = list(bureaus[:2])
    if len(found) > 1:
        raise CommandError("有多个财政局，请用 --bureau-code 指明。")
    if found:
        return found[0]
    if Unit.objects.exists():
        raise CommandError(f"没有代码为 {options['bureau_code']} 的财政局，请核对 --bureau-code。")
    code, name = _answer(options, "bureau_code"), _answer(options, "bureau_name")
    return Unit(code=code, name=name, kind=Unit.Kind.BUREAU)


def _answer(options: dict[str, Any], name: str) -> str:
    """Return the option, or ask for it where somebody sits at the keyboard."""
    given = options[name]
    if given is None and not options["password_stdin"] and sys.stdin.isatty():
        given = input(f"{QUESTIONS[name]}：")
    if not given:
        raise CommandError(f"请用 --{name.replace('_', '-')} 给出{QUESTIONS[name]}。")
    return str(given).strip()


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("密码：")
    if first != getpass.getpass("再次输入密码："):
        raise CommandError("两次输入的密码不一致，未创建。")
    return first
