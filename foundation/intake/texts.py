"""Plain text and TOML, judged by size, depth and number before anything is made of it. For the child."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import IO, Any

from foundation.intake.nesting import judge
from foundation.intake.refusal import RefusedFile

LARGEST, DEEPEST, MOST_VALUES = 1_000_000, 16, 50_000
"""Bytes, tables in tables, values; 赫山's form has 20,000 bytes, 8 levels and 900 values."""
LONGEST_NUMBER = 30
TOO_LARGE = "文件超过1 MB，不是表样文件。"
NOT_UTF8 = "文件不是UTF-8编码，请另存为UTF-8后再导入。"
NOT_TEXT = "文件含有不能显示的字符，不是文本文件。请重新导出后修改。"
NOT_TOML = "文件不合TOML格式（{problem}），请按提示的行列改正。"
TOO_DEEP = "文件的层级过深，不是表样文件。"
TOO_MANY = "文件的内容过多，不是表样文件。"


def check(file: IO[bytes], extension: str) -> None:
    """Refuse what is no text of a size that somebody could have written."""
    _text(file)


def tables(file: IO[bytes]) -> Any:
    """What a TOML file says, for the way out of the child: see `told`."""
    try:
        data = tomllib.loads(_text(file).replace("\r\n", "\n"), parse_float=_decimal)
    except RecursionError:
        raise RefusedFile(TOO_DEEP) from None
    except ValueError as problem:  # also of a number with thousands of digits
        raise RefusedFile(NOT_TOML.format(problem=str(problem)[:200])) from None
    judge(data, deepest=DEEPEST, most=MOST_VALUES, too_deep=TOO_DEEP, too_many=TOO_MANY)
    return told(data)


def told(value: Any) -> Any:
    """As JSON can carry it: a list, a number with a point and a date say first what they are.

    >>> told({"a": [1, Decimal("0.50")]})
    {'a': ['list', 1, ['number', '0.50']]}
    """
    if isinstance(value, dict):
        return {key: told(item) for key, item in value.items()}
    if isinstance(value, list):
        return ["list", *map(told, value)]
    if isinstance(value, Decimal):
        return ["number", str(value)]
    return value if isinstance(value, str | int) else ["date", str(value)]


def _text(file: IO[bytes]) -> str:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RefusedFile(TOO_LARGE)
    if b"\x00" in content:
        raise RefusedFile(NOT_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFile(NOT_UTF8) from None


def _decimal(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"number too long: {text[:LONGEST_NUMBER]}…")
    return Decimal(text)
