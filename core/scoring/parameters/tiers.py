"""Scores that a person chooses: tiers of attainment and 人工评分."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from core.scoring.later import later
from core.scoring.parameters.base import Name, Parameters, RuleParameters, Share, refuse_repeated


class Tier(Parameters):
    """One tier of attainment: the words that name it, and the shares of the points it allows.

    `low` always belongs to the tier, `high` only where `high_closed`. Both the same: the score is fixed.
    """

    name: Name
    words: tuple[Name, ...] = ()
    low: Share
    high: Share
    high_closed: bool = False

    @model_validator(mode="after")
    def _low_below_high(self) -> Self:
        if self.low > self.high or (self.low == self.high and not self.high_closed):
            raise ValueError(f"「{self.name}」的下限必须小于上限。")
        return self


class Tiers(RuleParameters):
    """R17 定性指标分档；also what a quantitative row whose actual is words falls back to (D8).

    `asks_share`: the filer may say how far it was attained (75%), and then has that share of the points.
    """

    kind: Literal["tiers"] = "tiers"
    tiers: tuple[Tier, ...] = Field(min_length=1)
    asks_share: bool = later(False)

    @model_validator(mode="after")
    def _from_the_top_without_overlap(self) -> Self:
        for upper, lower in pairwise(self.tiers):
            if lower.high > upper.low or (lower.high == upper.low and lower.high_closed):
                raise ValueError(f"「{upper.name}」与「{lower.name}」的分值区间重叠，请从高到低排列。")
        refuse_repeated("达成情况用语", [word for tier in self.tiers for word in {tier.name, *tier.words}])
        return self


class Manual(RuleParameters):
    """R29 人工评分，须说明理由."""

    kind: Literal["manual"] = "manual"
