"""What a place decides about scoring, as checked data. Shares and rates: 1 means 100 %; points are 分.

A new rule (domain.md §4, R01–R30) is one class here and in `Rule`, one function with a doctest in
`rules.py`, and one line in its registry.
"""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from core.figures.rounding import RoundingMode

NOT_A_NUMBER = "请用文本写数字，例如“0.9”。"
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")


def _exact(value: object) -> object:
    """Let a number in as Decimal, int or plain text; a float has already lost digits."""
    plain = bool(PLAIN_NUMBER.fullmatch(value)) if isinstance(value, str) else type(value) in (int, Decimal)
    if not plain:
        raise ValueError(NOT_A_NUMBER)
    return value


Number = Annotated[Decimal, BeforeValidator(_exact)]
Share = Annotated[Number, Field(ge=0, le=1)]
Name = Annotated[str, Field(min_length=1, max_length=50)]


class Parameters(BaseModel):
    """Immutable; an unknown field is refused, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AtLeast(Parameters):
    """R01 正向指标（≥、>、无符号）：达到得满分，未达到按比例得分."""

    kind: Literal["at_least"] = "at_least"


class AtMost(Parameters):
    """R02 反向指标（≤、<）：`ratio` takes T/A, `linear` 1 − (A − T)/T (domain.md §4.1)."""

    kind: Literal["at_most"] = "at_most"
    mode: Literal["ratio", "linear"] = "ratio"


class Equal(Parameters):
    """R03 等于：`capped` A ≥ T is full, `strict` min(A/T, T/A), `exact` all or nothing."""

    kind: Literal["equal"] = "equal"
    mode: Literal["capped", "strict", "exact"] = "capped"


class ExecutionShare(Parameters):
    """R04 预算执行率得分：执行数 ÷ 全年预算数 × 分值，不超过分值."""

    kind: Literal["execution_share"] = "execution_share"


class Manual(Parameters):
    """R29 人工评分，须说明理由."""

    kind: Literal["manual"] = "manual"


class Tier(Parameters):
    """One tier of attainment: the words that name it, and the shares of the points it allows.

    `low` always belongs to the tier, `high` only where `high_closed`.
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


class Tiers(Parameters):
    """R17 定性指标分档；also what a quantitative row whose actual is words falls back to (D8)."""

    kind: Literal["tiers"] = "tiers"
    tiers: tuple[Tier, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _from_the_top_without_overlap(self) -> Self:
        for upper, lower in pairwise(self.tiers):
            if lower.high > upper.low or (lower.high == upper.low and lower.high_closed):
                raise ValueError(f"「{upper.name}」与「{lower.name}」的分值区间重叠，请从高到低排列。")
        _refuse_repeated("达成情况用语", [word for tier in self.tiers for word in {tier.name, *tier.words}])
        return self


Rule = Annotated[
    AtLeast | AtMost | Equal | Tiers | ExecutionShare | Manual,
    Field(discriminator="kind"),
]


class Rounding(Parameters):
    """How a score is rounded, once, when it is printed or offered (D2)."""

    decimals: int = Field(default=2, ge=0, le=6)
    mode: RoundingMode = "half_up"


class GradeBand(Parameters):
    """A grade and the points from which it is given; half-open, so 89.5 is 良."""

    name: Name
    minimum: Number


class GradeCap(Parameters):
    """R24 “执行率低于90%，最高为良”. `execution_rate_below` is a rate."""

    execution_rate_below: Number
    highest: Name
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class Grading(Parameters):
    """The grades from the top down, and what can hold one down. No bands: the form gives no grade."""

    bands: tuple[GradeBand, ...] = ()
    caps: tuple[GradeCap, ...] = ()

    @model_validator(mode="after")
    def _bands_fall_and_caps_name_them(self) -> Self:
        _refuse_repeated("等级名称", [band.name for band in self.bands])
        minimums = [band.minimum for band in self.bands]
        if any(lower >= upper for upper, lower in pairwise(minimums)):
            raise ValueError("等级必须从高到低排列，起点分值逐级降低。")
        unknown = {cap.highest for cap in self.caps} - {band.name for band in self.bands}
        if unknown:
            raise ValueError(f"等级上限「{'、'.join(sorted(unknown))}」不在等级之中。")
        return self


NotApplicable = Literal["as_printed", "rescale", "full", "to_siblings"]
"""R22 不适用：as printed, total × 100 ÷ (100 − 不适用分值), full points, points moved to the rows beside."""


def _refuse_repeated(what: str, names: list[str]) -> None:
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"{what}「{'、'.join(repeated)}」重复。")
