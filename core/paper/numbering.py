"""The numbers of headings in official papers: 一、（一）1.（1） (GB/T 9704—2012, 7.3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

DIGITS = "零一二三四五六七八九"
_CHINESE = "[一二三四五六七八九十百]{1,5}"
_TYPED = re.compile(
    rf"\s*(?:{_CHINESE}、|[（(]{_CHINESE}[）)]|\d{{1,2}}\s*[.．、](?!\d)|[（(]\d{{1,2}}[）)])\s*"
)


def chinese(number: int) -> str:
    """Return 1 to 99 in Chinese.

    >>> [chinese(n) for n in (1, 10, 11, 20, 21, 99)]
    ['一', '十', '十一', '二十', '二十一', '九十九']
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no heading has the number {number}")
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def heading_number(level: int, number: int) -> str:
    """Return the number as it stands before a heading.

    >>> [heading_number(level, 3) for level in (1, 2, 3, 4)]
    ['三、', '（三）', '3.', '（3）']
    """
    match level:
        case 1:
            return f"{chinese(number)}、"
        case 2:
            return f"（{chinese(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


def numbered(levels: Iterable[int]) -> Iterator[str]:
    """Number headings in their order; a deeper level starts anew under each heading above it.

    >>> list(numbered([1, 2, 2, 1, 2]))
    ['一、', '（一）', '（二）', '二、', '（一）']
    """
    counts: dict[int, int] = {}
    for level in levels:
        counts = {deep: count for deep, count in counts.items() if deep <= level}
        counts[level] = counts.get(level, 0) + 1
        yield heading_number(level, counts[level])


def without_number(text: str) -> str:
    """Return `text` without the number that somebody typed before it.

    >>> without_number("（一） 发现问题"), without_number("3.5万元")
    ('发现问题', '3.5万元')
    """
    return _TYPED.sub("", text, count=1) if _TYPED.match(text) else text.strip()
