"""R23 What being late costs, by the dates of the filer."""

from __future__ import annotations

import calendar
from datetime import date
from fractions import Fraction
from typing import Literal

from core.figures import printing
from core.figures.printing import said
from core.scoring import answers
from core.scoring.answers import Asked, MissingError
from core.scoring.kinds.deductions import full_of, left_of, remaining
from core.scoring.outcome import Claim, Outcome, earned
from core.scoring.parameters import Delay

START = Asked("start", "开始日期", "date")
PLANNED = Asked("planned", "计划完成日期", "date")
DONE = Asked("done", "实际完成日期", "date")
UNITS = {"day": "天", "month": "个月", "year": "年"}
MONTHS = {"month": 1, "year": 12}


def delay(rule: Delay, claim: Claim) -> Outcome:
    """R23 按期完成得满分；`share` 按滞后天数占计划工期的比例扣减，`steps` 每滞后一天、月、年扣若干分.

    Source: 15 × (1 − 25.4%) = 11.19; 滞后每一年扣2分.

    >>> from core.scoring.kinds.example import example
    >>> dates = {"start": "2021-01-01", "planned": "2021-04-11", "done": "2021-05-06"}
    >>> delay(Delay(), example("", 15, **dates)).working
    '滞后25天，计划工期100天：15 − 25 ÷ 100 × 15'
    """
    planned, done = answers.day(claim, PLANNED), answers.day(claim, DONE)
    late = (done - planned).days
    if rule.deduction is None:
        return _by_share(rule, claim, (planned - answers.day(claim, START)).days, late)
    if late <= 0:
        return _in_time(rule, claim)
    whole, rest = elapsed(planned, done, rule.per)
    times = whole + 1 if rest and rule.rounding == "ceil" else whole
    why = f"滞后{late}天，每滞后1{UNITS[rule.per]}扣{printing.plain(rule.deduction)}分"
    return remaining(rule, claim, Fraction(times), rule.deduction, why)


def _by_share(rule: Delay, claim: Claim, days: int, late: int) -> Outcome:
    """The share that the days of delay are of the days planned."""
    if days <= 0:
        raise MissingError("“计划完成日期”应在“开始日期”之后，请核对后重新填写。")
    if late <= 0:
        return _in_time(rule, claim)
    full = full_of(rule.full, claim)
    sum_text = f"{late} ÷ {days} × {said(full)}"
    return left_of(rule, claim, Fraction(late, days) * full, f"滞后{late}天，计划工期{days}天", sum_text)


def _in_time(rule: Delay, claim: Claim) -> Outcome:
    return earned(full_of(rule.full, claim), "按期完成，得满分")


def asks_dates(rule: Delay) -> tuple[Asked, ...]:
    return (START, PLANNED, DONE) if rule.mode == "share" else (PLANNED, DONE)


def elapsed(begin: date, end: date, per: Literal["day", "month", "year"]) -> tuple[int, bool]:
    """Return how many whole days, months or years lie between two dates, and whether there is a rest.

    A month ends on the same day of the next one, or on its last: from 31 January to 28 February.

    >>> elapsed(date(2020, 2, 29), date(2021, 2, 28), "year")
    (1, False)
    >>> elapsed(date(2021, 1, 31), date(2021, 3, 1), "month")
    (1, True)
    """
    if per == "day":
        return (end - begin).days, False
    months = 12 * (end.year - begin.year) + end.month - begin.month
    if _months_after(begin, months) > end:
        months -= 1
    number = months // MONTHS[per]
    return number, _months_after(begin, number * MONTHS[per]) < end


def _months_after(begin: date, months: int) -> date:
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(begin.day, last))
