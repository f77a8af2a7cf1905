"""The highest score that the parameters of a rule allow a row of so many points (C34)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from core.scoring.parameters import (
    Bands,
    Bonus,
    Checklist,
    Coefficient,
    Options,
    Periods,
    Satisfaction,
    Tiers,
)


class SaysFull(Protocol):
    @property
    def full(self) -> Decimal | None: ...


def all_points(_rule: object, points: Fraction) -> Fraction:
    return points


def own_full(rule: SaysFull, points: Fraction) -> Fraction:
    return points if rule.full is None else Fraction(rule.full)


def of_bands(rule: Bands, points: Fraction) -> Fraction:
    highest = Fraction(max([*(band.score for band in rule.bands), rule.finished or Decimal(0)]))
    return highest * points if rule.scores == "share" else highest


def of_satisfaction(rule: Satisfaction, points: Fraction) -> Fraction:
    return of_bands(rule.as_bands(), points) if rule.mode == "bands" else points


def of_items(rule: Checklist, _points: Fraction) -> Fraction:
    return Fraction(sum(item.score for item in rule.items))


def of_options(rule: Options, _points: Fraction) -> Fraction:
    return Fraction(max(option.score for option in rule.options))


def of_periods(rule: Periods, _points: Fraction) -> Fraction:
    return Fraction(sum(period.score for period in rule.periods))


def of_bonus(rule: Bonus, _points: Fraction) -> Fraction:
    return Fraction(rule.highest)


def of_coefficient(rule: Coefficient, points: Fraction) -> Fraction:
    return Fraction(rule.highest) * points


def of_tiers(rule: Tiers, points: Fraction) -> Fraction:
    return Fraction(max(tier.high for tier in rule.tiers)) * points
