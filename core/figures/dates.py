"""Find the date in what people write: 2021年12月31日前, 2021-12-31, 12月底前, 上半年 (domain.md §8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from core.figures.text import narrow

Side = Literal["by", "from"]

YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2})年?度?|当年|本年度?|全年)?"
WHENS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})(?![0-9])",
        rf"{YEAR}(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})[日号]",
        rf"{YEAR}(?P<month>1[0-2]|0?[1-9])月份?(?P<part>底|末|初|[上中下]旬)?",
        rf"{YEAR}第?(?P<quarter>[1-4一二三四])季度(?P<part>底|末|初)?",
        rf"{YEAR}(?P<half>[上下]半年)(?P<part>底|末)?",
        r"(?:(?P<year>(?:19|20)[0-9]{2})|(?<![0-9一二三四五六七八九十两几多]))年度?(?P<end>[底末终内])",
        r"(?P<year>(?:19|20)[0-9]{2})年度?",
    )
)
BEHIND = re.compile(r"[ ]?(?:\([^)]{0,6}\))?(?:(?P<by>(?:之|以)?前)|(?P<since>之?后|以后|起))")
AHEAD = re.compile(r"(?:不早于|>=|≥|>)[ ]?\Z")
AROUND = 6
QUARTERS = "一二三四"
TENS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "底": (21, 0), "末": (21, 0)}
"""The days of a third of a month; 0 is the last of the month."""
ENDS = ("底", "末", "终")


@dataclass(frozen=True)
class When:
    """A day, or a time from its `first` to its `last` day; `side`: by then, or not before.

    `vague`: “12月前” may mean before it begins or before it ends.
    """

    first: date
    last: date
    side: Side = "by"
    vague: bool = False

    def is_kept_by(self, done: When) -> bool | None:
        """Say whether what was done then is in time for this; None where the two do not settle it.

        >>> due = When(date(2021, 12, 31), date(2021, 12, 31))
        >>> due.is_kept_by(When(date(2021, 12, 1), date(2021, 12, 31)))
        True
        >>> due.is_kept_by(When(date(2022, 1, 1), date(2022, 1, 31)))
        False
        """
        if self.side == "from":
            return True if done.first >= self.first else False if done.last < self.first else None
        due = self.first - timedelta(days=1) if self.vague else self.last
        return True if done.last <= due else False if done.first > self.last else None


class NoSuchDayError(ValueError):
    """A date is written that no calendar has; the text of the error is the date."""


def find_dates(text: str, *, year: int | None = None) -> list[When]:
    """Return the dates that stand in `text`; `year`: that of dates without one, which are left out else.

    NoSuchDayError for the 30th of February.

    >>> (found,) = find_dates("2021年12月31日前")
    >>> found.last, found.side
    (datetime.date(2021, 12, 31), 'by')
    >>> find_dates("12月底前"), find_dates("12月底前", year=2021)[0].last
    ([], datetime.date(2021, 12, 31))
    """
    plain = narrow(text)
    return [when for match in _matches(plain) if (when := _when(plain, match, year))]


def _matches(plain: str) -> Iterator[re.Match[str]]:
    """The dates in their order, each as long as can be."""
    at = 0
    while at < len(plain):
        found = [match for form in WHENS if (match := form.match(plain, at))] if _may_begin(plain, at) else []
        longest = max(found, key=lambda match: match.end(), default=None)
        if longest:
            yield longest
        at = longest.end() if longest else at + 1


def _may_begin(plain: str, at: int) -> bool:
    """A date begins at no digit of another number: not at the 1 of 112月."""
    return not (plain[at].isdigit() and plain[at - 1 : at] in tuple("0123456789.")) if at else True


def _when(plain: str, match: re.Match[str], year: int | None) -> When | None:
    parts = {name: text for name, text in match.groupdict().items() if text}
    known = int(parts["year"]) if "year" in parts else year
    if known is None:
        return None
    try:
        first, last = _days(known, parts)
    except ValueError:
        raise NoSuchDayError(match.group()) from None
    behind = BEHIND.match(plain, match.end())
    ahead = AHEAD.search(plain[max(0, match.start() - AROUND) : match.start()])
    since = ahead or (behind and behind["since"])
    is_end = parts.get("part") in ENDS or "end" in parts
    vague = first != last and not is_end and bool(behind and behind["by"])
    return When(first, last, "from" if since else "by", vague)


def _days(year: int, parts: dict[str, str]) -> tuple[date, date]:
    """The first and last day of what is written; ValueError where there is no such day."""
    if "day" in parts:
        day = date(year, int(parts["month"]), int(parts["day"]))
        return day, day
    first, last = _months(parts)
    if "part" in parts:
        return _tens(year, first if parts["part"] in ("初", "上旬") else last, parts["part"])
    if parts.get("end") in ENDS:
        return _tens(year, 12, "底")
    return date(year, first, 1), _end_of(year, last)


def _months(parts: dict[str, str]) -> tuple[int, int]:
    if "month" in parts:
        month = int(parts["month"])
        return month, month
    if "quarter" in parts:
        number = int(parts["quarter"]) if parts["quarter"].isdigit() else 1 + QUARTERS.index(parts["quarter"])
        return 3 * number - 2, 3 * number
    if "half" in parts:
        return (1, 6) if parts["half"] == "上半年" else (7, 12)
    return 1, 12


def _tens(year: int, month: int, part: str) -> tuple[date, date]:
    """The days of 上旬, 中旬, 下旬; 初 and 底 are the first and the last of them."""
    first, last = TENS[part]
    return date(year, month, first), date(year, month, last) if last else _end_of(year, month)


def _end_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
