"""Rules that begin with full points and take some away. `full`: 计…分, where the rule itself says so."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from core.scoring.parameters.bands import Measure
from core.scoring.parameters.base import (
    Number,
    Parameters,
    Positive,
    Reads,
    RuleParameters,
    Score,
    Text,
    refuse_repeated,
)


class _Deduction(RuleParameters):
    """`full`: what is earned without any deduction, None: the points of the row. `lowest`: 扣至…分为止."""

    full: Score | None = None
    lowest: Score = Decimal(0)

    @model_validator(mode="after")
    def _lowest_below_full(self) -> Self:
        if self.full is not None and self.lowest >= self.full:
            raise ValueError("最低得分必须小于满分。")
        return self


class Steps(_Deduction):
    """R08 每超过 / R08b 每低于 `limit` 一个 `step`，扣 `deduction` 分.

    `limit` None: 年度指标值. A begun step counts as nothing (floor), as one (ceil), or in part (linear).
    """

    kind: Literal["steps"] = "steps"
    side: Literal["above", "below"] = "above"
    of: Literal["actual", "completion"] = "actual"
    measure: Measure = "%"
    limit: Number | None = None
    step: Positive
    deduction: Positive
    rounding: Literal["floor", "ceil", "linear"] = "floor"

    @model_validator(mode="after")
    def _completion_is_a_rate(self) -> Self:
        if self.of == "completion" and (self.measure != "%" or self.limit is None):
            raise ValueError("按完成率扣分时，计量单位只能是“%”，并须写明从百分之几起扣。")
        return self

    @property
    def numbers_in(self) -> Reads:
        return ("target", "actual") if self.of == "completion" or self.limit is None else ("actual",)


class Occurrences(_Deduction):
    """R09 每发生一次扣 `deduction` 分. `asked`: what is counted; empty: 实际完成值 is the number (2起)."""

    kind: Literal["occurrences"] = "occurrences"
    deduction: Positive
    asked: str = Field(default="", max_length=50)

    @property
    def numbers_in(self) -> Reads:
        return () if self.asked else ("actual",)


class Fault(Parameters):
    """Something that costs `least` to `most` points where it is found: 虚列套取扣4至7分."""

    name: Text
    least: Positive
    most: Positive

    @model_validator(mode="after")
    def _least_up_to_most(self) -> Self:
        if self.least > self.most:
            raise ValueError(f"「{self.name}」的最少扣分不能大于最多扣分。")
        return self


class Judgement(_Deduction):
    """R13 按情形扣分：a person says how much each fault costs, within its range."""

    kind: Literal["judgement"] = "judgement"
    faults: tuple[Fault, ...] = Field(min_length=1, max_length=20)

    @model_validator(mode="after")
    def _differ(self) -> Self:
        refuse_repeated("扣分情形", [fault.name for fault in self.faults])
        return self


class Delay(_Deduction):
    """R23 滞后：`share` takes the share of the planned time, `steps` `deduction` for each day, month or year.

    A begun one counts as nothing (floor) or as one (ceil).
    """

    kind: Literal["delay"] = "delay"
    mode: Literal["share", "steps"] = "share"
    per: Literal["day", "month", "year"] = "year"
    deduction: Positive | None = None
    rounding: Literal["floor", "ceil"] = "floor"

    @model_validator(mode="after")
    def _deduction_where_in_steps(self) -> Self:
        if (self.mode == "steps") != (self.deduction is not None):
            raise ValueError("按时间逐次扣分的，须写明每次扣几分；按滞后比例扣减的不写。")
        return self
