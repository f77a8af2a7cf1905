"""Running text and JSON, judged before anything is made of them. For the child."""

from __future__ import annotations

import json
from typing import IO, Any

from foundation.intake.nesting import judge
from foundation.intake.refusal import RefusedFile

LARGEST, DEEPEST, MOST_VALUES = 1_000_000, 12, 50_000
"""Bytes, lists in lists, values; the longest report has 40,000 bytes, the largest table 500 values."""
LONGEST_NUMBER = 30
TOO_LARGE = "文件超过1 MB。请只留下要校验的一份，再试。"
NOT_TEXT = "文件含有不能显示的字符，不是文本文件。请用WPS或Word打开原文件，另存为“纯文本（UTF-8）”。"
NOT_READABLE = "文件的编码不能识别，请另存为UTF-8编码的文本。"
NOT_JSON = "文件不合JSON格式（{problem}），请按提示的行列改正。"
TOO_DEEP = "文件的层级过深，不是一份自评表。"
TOO_MANY = "文件的内容过多，不是一份自评表。"
TWICE = "{name}写了两次"
ENCODINGS = {"json": ("utf-8-sig",), "txt": ("utf-8-sig", "gb18030")}


def check(file: IO[bytes], extension: str) -> None:
    """Refuse what is no text of a size that somebody could have written."""
    words(file, extension)


def words(file: IO[bytes], extension: str) -> str:
    """What stands in the file; old Chinese encodings are read where it is running text."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RefusedFile(TOO_LARGE)
    if b"\x00" in content:
        raise RefusedFile(NOT_TEXT)
    for encoding in ENCODINGS[extension]:
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise RefusedFile(NOT_READABLE)


def data(file: IO[bytes], extension: str) -> Any:
    """What a JSON file says; numbers as they are written."""
    text = words(file, extension)
    try:
        found = json.loads(
            text, parse_int=_number, parse_float=_number, parse_constant=_refuse, object_pairs_hook=_group
        )
    except RecursionError:
        raise RefusedFile(TOO_DEEP) from None
    except ValueError as problem:
        raise RefusedFile(NOT_JSON.format(problem=str(problem)[:200])) from None
    judge(found, deepest=DEEPEST, most=MOST_VALUES, too_deep=TOO_DEEP, too_many=TOO_MANY)
    return found


def _number(text: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(f"number too long: {text[:LONGEST_NUMBER]}…")
    return text


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(TWICE.format(name=repr(name[:30])))
        found[name] = value
    return found
