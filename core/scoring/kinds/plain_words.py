"""Targets that are a date or 是: a date is kept or not, an answer is the one or the other."""

from __future__ import annotations

from fractions import Fraction

from core.figures.text import clip, quoted
from core.scoring.kinds.attainment import find_tier
from core.scoring.outcome import Claim, Outcome, earned, undecided
from core.scoring.parameters import Rule, Tiers

COMPARING = ("at_least", "at_most", "equal", "tiers")
"""The rules that look at the target alone; others say themselves what they read."""


def in_plain_words(rule: Rule, claim: Claim) -> Outcome | None:
    """Return what a date against a date, or 是 against 是, gives; None where neither is meant.

    In time: full points; late: a person says how much, never all. 是 and 否: all or nothing (直接赋分,
    财预〔2021〕101号). Words that name a tier of the form are its own.

    >>> from decimal import Decimal
    >>> from core.figures.quantities import parse_actual
    >>> from core.figures.targets import parse_target
    >>> from core.scoring.parameters import AtLeast
    >>> claim = Claim(parse_target("2021年12月31日前"), parse_actual("2022年1月15日"), Decimal(5))
    >>> in_plain_words(AtLeast(), claim).working
    '「2022年1月15日」没有达到“2021年12月31日前”，得分区间为0分（含）至满分（不含），请评分并说明理由'
    """
    if rule.kind not in COMPARING or (isinstance(rule, Tiers) and find_tier(rule, claim.actual.text)):
        return None
    target, actual, points = claim.target, claim.actual, claim.worth
    asked, done = quoted(target.text.strip()), f"「{clip(actual.text.strip())}」"
    if target.day and actual.day:
        return _dated(target.day.is_kept_by(actual.day), done, asked, points)
    if target.yes is None or actual.yes is None:
        return None
    if target.yes == actual.yes:
        return earned(points, f"{done}与{asked}相同，得满分")
    return earned(Fraction(0), f"{done}与{asked}不同，不得分")


def _dated(is_kept: bool | None, done: str, asked: str, points: Fraction) -> Outcome:
    if is_kept is None:
        return undecided(
            f"{done}与{asked}不能确定先后，请写明年、月、日，或评分并说明理由。", asks_reason=True
        )
    if is_kept:
        return earned(points, f"{done}符合{asked}，得满分")
    working = f"{done}没有达到{asked}，得分区间为0分（含）至满分（不含），请评分并说明理由"
    return Outcome(low=Fraction(0), high=points, working=working, asks_reason=True)
