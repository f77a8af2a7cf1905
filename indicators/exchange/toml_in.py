"""A form from a foreign TOML text: judged by size, depth and characters before anything is built from it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError as Unwritable
from pydantic import ValidationError

from accounts.validators import written_text
from core.filing.form import FormDefinition
from indicators import checks
from indicators.refusals import FormRefused, in_words, place_of

LARGEST, DEEPEST, MOST_VALUES = 1_000_000, 16, 50_000
"""Bytes, tables in tables, values; 赫山's form has 20,000 bytes, 8 levels and 900 values."""
LONGEST_NUMBER = 30
NUMBERS = Decimal(10) ** 12
TOO_LARGE = "文件超过1 MB，不是表样文件。"
NOT_UTF8 = "文件不是UTF-8编码，请另存为UTF-8后再导入。"
NOT_TOML = "文件不合TOML格式（{problem}），请按提示的行列改正。"
TOO_DEEP = "文件的层级过深，不是表样文件。"
TOO_MANY = "文件的内容过多，不是表样文件。"


def form_from_toml(content: bytes) -> FormDefinition:
    """Return the form that a file says; FormRefused with every reason, each by its place."""
    data = _parsed(content)
    if reasons := list(_strange(data)):
        raise FormRefused(reasons)
    try:
        form = FormDefinition.model_validate(data)
    except ValidationError as problem:
        raise in_words(problem) from problem
    if faults := checks.unstorable(form):
        raise FormRefused(faults)
    return form


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise FormRefused([TOO_LARGE])
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise FormRefused([NOT_UTF8]) from None
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except RecursionError:
        raise FormRefused([TOO_DEEP]) from None
    except ValueError as problem:  # also of a number with thousands of digits
        raise FormRefused([NOT_TOML.format(problem=str(problem)[:200])]) from None


def _decimal(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"number too long: {text[:LONGEST_NUMBER]}…")
    return Decimal(text)


def _strange(data: dict[str, Any]) -> Iterator[str]:
    """What no form has: depth, sheer number, unwritable characters, endless figures."""
    waiting: list[tuple[tuple[int | str, ...], Any]] = [((), data)]
    seen = 0
    while waiting:
        place, value = waiting.pop()
        seen += 1
        if len(place) > DEEPEST:
            yield TOO_DEEP
            return
        if seen > MOST_VALUES:
            yield TOO_MANY
            return
        if isinstance(value, dict):
            waiting += [((*place, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*place, number), item) for number, item in enumerate(value)]
        elif problem := _problem(value):
            yield f"{place_of(place)}：{problem}"


def _problem(value: Any) -> str:
    if isinstance(value, str):
        try:
            written_text(value)
        except Unwritable as problem:
            return str(problem.messages[0])
        return ""
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        is_plain = number.is_finite() and abs(number) < NUMBERS and Decimal(number.as_tuple().exponent) >= -12
        return "" if is_plain else "应为一般的数字，请改正。"
    return "不能填日期或时间，日期请写成文字。"
