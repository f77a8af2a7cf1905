"""Marks of paragraphs, by which a text is found again in another filing.

A paragraph of at least `LEAST` signs is one line. Years, spaces and punctuation aside it must be the same,
its figures included: what was only dated anew is found, what says this year's figures is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from core.figures.text import narrow

LEAST = 40
MARK_LENGTH = 16
Span = tuple[int, int]


def fingerprints(texts: Iterable[str]) -> frozenset[str]:
    """The marks of every long paragraph of some texts: 16 hex digits each.

    >>> one = "不断完善医疗救助工作流程，严格经办审核，实现应保尽保，" * 2
    >>> fingerprints([f"1.2021年{one}"]) == fingerprints([f"（一）2022年{one}"])
    True
    >>> fingerprints(["太短。"])
    frozenset()
    """
    return frozenset(mark for text in texts for mark, _ in marked(text))


@lru_cache(maxsize=256)
def marked(text: str) -> tuple[tuple[str, Span], ...]:
    """Every long paragraph as its mark and where it stands."""
    found, start = list[tuple[str, Span]](), 0
    for line in text.split("\n"):
        plain = _plain(line) if len(line) >= LEAST else ""
        if len(plain) >= LEAST:
            mark = sha256(plain.encode()).hexdigest()[:MARK_LENGTH]
            found.append((mark, (start, start + len(line))))
        start += len(line) + 1
    return tuple(found)


def _plain(line: str) -> str:
    """Letters and figures alone, without the number at the beginning and without years."""
    signs = "".join(filter(str.isalnum, narrow(line)))
    parts = signs.split("年")
    kept = [part[:-4] if _ends_in_a_year(part) else part for part in parts[:-1]] + parts[-1:]
    return "年".join(kept).lstrip("0123456789一二三四五六七八九十年度")


def _ends_in_a_year(part: str) -> bool:
    return part[-4:-2] in ("19", "20") and part[-2:].isdecimal()
