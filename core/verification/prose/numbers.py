"""Where a number ends in prose, and whether it is a quantity at all: no date, ordinal, code."""

from __future__ import annotations

from dataclasses import dataclass

from core.verification.prose.measures import NOT_MEASURES, measure_at
from core.verification.prose.plain import DIGITS
from core.verification.prose.words import names

MOST_DIGITS = 15
RANGE_SIGNS = frozenset("-~～—–−至到")
RANGED = frozenset("元人%户家个次")
"""Last signs of measures between which 至 and 到 make a range."""
CODE_SIGNS = frozenset("-/_:.#+")
OVER = ("/", "+")
AROUND = 20
"""So near stands the sign = of a calculation, or the end of the brackets in which it is."""
YEAR_SIGNS = frozenset("年统财版-—至./")
DOC_BRACKETS = frozenset("〔[【﹝［")
BOUNDS_BEHIND = names("以上 以下 以内 左右 上下 之内 及以上 及以下 （含）以上 （含）以下 之间 余")
BOUNDS_AHEAD = names(
    "约 近 超 超过 大约 大概 将近 接近 不足 不低于 不少于 不高于 不超过 不大于 不小于 "
    "低于 高于 少于 多于 大于 小于 "
    "至少 至多 最高 最低 逾 突破 控制在 上限 下限 ≥ ≤ > < 不到 每超过 每超 每低于 每低 每降 每增 每减"
)
NOT_ABOUT = names("节约 签约 履约 预约 集约 违约 合约 契约 公约 制约 附近 最近 邻近 临近")


@dataclass(frozen=True)
class Found:
    """Where a run of digits with its measure ends; `digits`: without commas, none where it is no quantity."""

    end: int
    digits: str = ""
    measure: str = ""
    about: bool = False


def number_at(text: str, start: int) -> Found:
    """Return what the digits at `start` are.

    >>> number_at("1,155.50万元", 0)
    Found(end=10, digits='1155.50', measure='万元', about=False)
    >>> number_at("2021年度", 0), number_at("〔2022〕12号", 6)
    (Found(end=4, digits='', measure='', about=False), Found(end=8, digits='', measure='', about=False))
    """
    end = _digits_end(text, start)
    digits = text[start:end].replace(",", "")
    if _is_item_and_year(text, start, end):
        return Found(start + digits.index("."))
    if _is_part_of_a_name(text, start, end) or _is_dated(text, start, end) or len(digits) > MOST_DIGITS:
        return Found(end)
    measure, after, about = measure_at(text, end)
    if not measure and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return Found(end)
    return Found(after if measure else end, digits, measure, about)


def is_range(text: str, start: int, end: int) -> bool:
    """Whether the figure is an end of a range: 3-5人, 3万元至5万元."""
    ahead = text[end : end + 1] in RANGE_SIGNS and text[end + 1 : end + 2] in DIGITS
    ahead = ahead and not _comes_from(text, start)
    return ahead or _ends_a_range(text, start)


def _ends_a_range(text: str, start: int) -> bool:
    """Whether a figure and a sign of range stand right before."""
    sign, before = text[start - 1 : start], text[start - 2 : start - 1]
    if start < 2 or sign not in RANGE_SIGNS or _comes_from(text, start):
        return False
    measured = before in RANGED and not DIGITS.isdisjoint(text[max(0, start - 8) : start])
    return before in DIGITS or measured


def _comes_from(text: str, start: int) -> bool:
    """由30万元到40万元 is no range."""
    near = text[max(0, start - AROUND) : start].rpartition("，")[2]
    return text[start - 1 : start] in ("到", "至", "由", "从") and ("由" in near or "从" in near)


def is_bound(text: str, label: str, end: int) -> bool:
    """Whether the words around say more, less or about: 不低于, 以上, 约."""
    behind = text[end : end + 6]
    if behind.startswith(BOUNDS_BEHIND):
        return True
    return label.endswith(BOUNDS_AHEAD) and not label.endswith(NOT_ABOUT)


def _digits_end(text: str, start: int) -> int:
    """Digits, commas of thousands, one point with digits behind it."""
    at, seen_point = start, False
    while at < len(text) and at - start < 4 * MOST_DIGITS:
        char, following = text[at], text[at + 1 : at + 2]
        point = char == "." and not seen_point and following in tuple(DIGITS)
        if not (char in DIGITS or point or (char == "," and not seen_point)):
            break
        seen_point = seen_point or point
        at += 1
    return at


def _is_item_and_year(text: str, start: int, end: int) -> bool:
    """“3.2021年基本支出”: a list number before a year."""
    head, point, tail = text[start:end].partition(".")
    year = point and len(tail) == 4 and tail[:2] in ("19", "20") and len(head) <= 2
    return bool(year) and text[end : end + 1] == "年"


def _is_part_of_a_name(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if (before in DOC_BRACKETS and before) or before == "第" or before == "[":
        return True
    if before.isascii() and before.isalpha():
        return True
    if before in OVER or after in OVER:
        return not _is_divided(text, start, end)
    if before in CODE_SIGNS:
        return before != "-" or text[start - 2 : start - 1].isalnum()
    return after in ("/", ":", "_", "+") and text[end + 1 : end + 2] in tuple(DIGITS)


def _is_divided(text: str, start: int, end: int) -> bool:
    """Whether / or + beside a number is that of a calculation: =462.5/500×, not 2022/5 or 1/2."""
    if text[end : end + 1] in OVER and text[end + 1 : end + 2] not in DIGITS:
        return True
    if text[start - 1 : start] in OVER and text[start - 2 : start - 1] not in DIGITS:
        return start > 1 and not text[start - 2].isascii()
    near = text[max(0, start - AROUND) : end + AROUND]
    written_out = "=" in near or ("%" in near[:AROUND] and "（" in near)
    return written_out and text.count("/", max(0, start - AROUND), end + AROUND) < 2


def _is_dated(text: str, start: int, end: int) -> bool:
    after, run = text[end : end + 1], text[start:end]
    if after in NOT_MEASURES:
        return True
    is_year = len(run) == 4 and run[:2] in ("19", "20")
    return is_year and (
        after in ("年", "统", "财", "版", "-", "—", "至", ".", "/") or text[end : end + 2] == "会计"
    )
