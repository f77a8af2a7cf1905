"""Rules over what the filer answers: ticks, options, periods, bonus items, one of several rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.scoring.parameters.bands import Bands, Satisfaction
from core.scoring.parameters.base import (
    Parameters,
    Reads,
    RuleParameters,
    Score,
    Share,
    Text,
    refuse_repeated,
)
from core.scoring.parameters.deductions import Delay, Judgement, Occurrences, Steps
from core.scoring.parameters.proportions import (
    AtLeast,
    AtMost,
    ChangeRate,
    Coefficient,
    Equal,
    ExecutionShare,
    RateShare,
    RatioLimit,
)
from core.scoring.parameters.tiers import Manual, Tiers


class Item(Parameters):
    """One thing that earns `score` points."""

    name: Text
    score: Score


class Checklist(RuleParameters):
    """R10 各项符合的得分相加."""

    kind: Literal["checklist"] = "checklist"
    items: tuple[Item, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        refuse_repeated("得分项", [item.name for item in self.items])
        return self


class AllOrNothing(RuleParameters):
    """R11 达到得满分，达不到得 `otherwise`. Asked as `question`; empty: by 年度指标值 and 实际完成值."""

    kind: Literal["all_or_nothing"] = "all_or_nothing"
    question: str = Field(default="", max_length=200)
    full: Score | None = None
    otherwise: Score = Decimal(0)

    @model_validator(mode="after")
    def _less_otherwise(self) -> Self:
        if self.full is not None and self.otherwise >= self.full:
            raise ValueError("达不到时的得分必须小于满分。")
        return self

    @property
    def numbers_in(self) -> Reads:
        return () if self.question else ("target", "actual")


class Options(RuleParameters):
    """R12 各种情况只能选一种，得该种的分."""

    kind: Literal["options"] = "options"
    options: tuple[Item, ...] = Field(min_length=2, max_length=20)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        refuse_repeated("选项", [option.name for option in self.options])
        return self


class Period(Parameters):
    """第一季度，春节前. `planned`: the progress due by then (0.5); None: the filer says 是 or 否."""

    name: Text
    score: Score
    planned: Share | None = None


class Periods(RuleParameters):
    """R14 各时段按期完成的得分相加."""

    kind: Literal["periods"] = "periods"
    periods: tuple[Period, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        refuse_repeated("时段", [period.name for period in self.periods])
        return self


class BonusItem(Parameters):
    """`score` for each one, at most `most` in all (None: no limit of its own)."""

    name: Text
    score: Score
    most: Score | None = None


class Bonus(RuleParameters):
    """R19 加分：`base` and the bonus items, at most `highest`, which may be above the points of the row."""

    kind: Literal["bonus"] = "bonus"
    base: Score = Decimal(0)
    items: tuple[BonusItem, ...] = Field(min_length=1, max_length=20)
    highest: Score

    @model_validator(mode="after")
    def _differ(self) -> Self:
        refuse_repeated("加分项", [item.name for item in self.items])
        if self.base > self.highest:
            raise ValueError("基础分不能大于最高得分。")
        return self


_Simple = (
    AtLeast
    | AtMost
    | Equal
    | ExecutionShare
    | RateShare
    | ChangeRate
    | RatioLimit
    | Coefficient
    | Bands
    | Satisfaction
    | Steps
    | Occurrences
    | Judgement
    | Delay
    | Checklist
    | AllOrNothing
    | Options
    | Periods
    | Bonus
    | Tiers
    | Manual
)
SimpleRule = Annotated[_Simple, Field(discriminator="kind")]
"""Every rule but either-or, which is made of these."""


class Alternative(Parameters):
    """One of several rules. With its own `target` (≤9%) its own actual is asked, else the row's are taken."""

    name: Text
    rule: SimpleRule
    target: str = Field(default="", max_length=50)


class EitherOr(RuleParameters):
    """R20 二者取其一：the `chosen` one, or the `best`."""

    kind: Literal["either_or"] = "either_or"
    pick: Literal["chosen", "best"] = "chosen"
    alternatives: tuple[Alternative, ...] = Field(min_length=2, max_length=5)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        refuse_repeated("评分方式", [alternative.name for alternative in self.alternatives])
        return self


Rule = Annotated[_Simple | EitherOr, Field(discriminator="kind")]
