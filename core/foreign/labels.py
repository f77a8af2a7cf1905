"""Whether a label of a file and one of a form are the same words."""

from __future__ import annotations

import re

from core.figures.text import narrow

_GAPS = re.compile(r"[\s:：]")
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分\)\Z")
_NUMBER = re.compile(r"\A\(?[一二三四五六七八九十百\d]{1,4}[、.)](?!\d)")


def same_words(label: str) -> str:
    """Return what is compared: half-width, without gaps and colons, without 其中 before it.

    >>> same_words("其中：当年财政拨款"), same_words("产出指标（50分）")
    ('当年财政拨款', '产出指标')
    """
    plain = _GAPS.sub("", narrow(label)).removeprefix("其中")
    return _POINTS.sub("", plain)


def heading_words(line: str) -> str:
    """Return a heading without its number.

    >>> heading_words("（一）项目基本情况"), heading_words("1.机构组成："), heading_words("3.5万元")
    ('项目基本情况', '机构组成', '3.5万元')
    """
    return _NUMBER.sub("", same_words(line), count=1)


def is_numbered(line: str) -> bool:
    """Whether a line begins as a heading does.

    >>> is_numbered("二、存在的问题"), is_numbered("2021年")
    (True, False)
    """
    return _NUMBER.match(same_words(line)) is not None
