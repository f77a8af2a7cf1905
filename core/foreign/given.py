"""Plain data as JSON brings it: lists and words where they belong, whatever else is refused in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.figures.text import clip, quoted
from core.foreign.reading import Unreadable, readable

Data = Mapping[str, Any]
NO_CASE = "文件内容应是一份自评表（一组“名称：内容”），格式见校验文件说明。"
NO_LIST = "{name}应是一个列表，每行是一组“名称：内容”。"
NO_GROUP = "{name}应是一组“名称：内容”。"
NO_WORDS = "{name}应是文字或数字。"
MOST_ROWS = 500
TOO_MANY = f"{{name}}超过{MOST_ROWS}行，不是一份自评表。"


def group_of(data: Any, name: str = "") -> Data:
    """What stands under `name`, by its names; nothing where there is nothing."""
    found = data.get(name) if name else data
    if found is None and name:
        return {}
    if not isinstance(found, dict):
        raise Unreadable(NO_GROUP.format(name=_quoted(name)) if name else NO_CASE)
    return found


def rows_of(data: Data, name: str) -> list[Data]:
    """The rows of a list; none where there is nothing."""
    found = data.get(name)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Unreadable(NO_LIST.format(name=_quoted(name)))
    if len(found) > MOST_ROWS:
        raise Unreadable(TOO_MANY.format(name=_quoted(name)))
    return found


def words_of(data: Data, name: str) -> str:
    """The words under `name`, figures as they are written; empty where there is nothing.

    >>> words_of({"weight": 5}, "weight"), words_of({"note": None}, "note")
    ('5', '')
    """
    found = data.get(name)
    if found is None:
        return ""
    if not isinstance(found, str | int) or isinstance(found, bool):
        raise Unreadable(NO_WORDS.format(name=_quoted(name)))
    return readable(str(found))


def _quoted(name: str) -> str:
    return quoted(clip(name))
