"""Rules that look a number up in bands. Ends of rates: 1 means 100 %; scores are 分, or shares of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.scoring.parameters.base import Number, Parameters, Reads, RuleParameters, Score

Measure = Annotated[str, Field(max_length=10)]


class Band(Parameters):
    """From `low` to `high`; None: no end on that side. `score`: what is earned there."""

    low: Number | None = None
    low_closed: bool = True
    high: Number | None = None
    high_closed: bool = False
    score: Score

    @model_validator(mode="after")
    def _low_below_high(self) -> Self:
        if self.low is None or self.high is None or self.low < self.high:
            return self
        if self.low > self.high or not (self.low_closed and self.high_closed):
            raise ValueError("分档的下限必须小于上限；只含一个数的档，上下限都要“含”。")
        return self


class _Banded(RuleParameters):
    """`scores`: whether `Band.score` is in 分 or a share of the points."""

    scores: Literal["points", "share"] = "points"
    bands: tuple[Band, ...] = Field(min_length=2, max_length=20)

    @model_validator(mode="after")
    def _cover_everything_once(self) -> Self:
        refuse_gaps(self.bands)
        if self.scores == "share" and any(band.score > 1 for band in self.bands):
            raise ValueError("按分值的比例给分时，各档的比例不能超过1（100%）。")
        return self


class Bands(_Banded):
    """R05, R06 分档计分. `of`: the number looked up, 实际完成值 itself or 实际完成值 ÷ 年度指标值.

    `measure`: that of the ends (%, 天, 万元; empty for a bare number). `finished`: points, or their share, of
    who says that the project is finished within its budget, whatever the rate (财预〔2021〕101号).
    """

    kind: Literal["bands"] = "bands"
    of: Literal["actual", "completion"] = "actual"
    measure: Measure = "%"
    finished: Score | None = None

    @model_validator(mode="after")
    def _completion_is_a_rate(self) -> Self:
        if self.of == "completion" and self.measure != "%":
            raise ValueError("按完成率分档时，计量单位只能是“%”。")
        if self.scores == "share" and self.finished is not None and self.finished > 1:
            raise ValueError("项目已完成的得分比例不能超过1（100%）。")
        return self

    @property
    def numbers_in(self) -> Reads:
        return ("actual",) if self.of == "actual" else ("target", "actual")


class Satisfaction(RuleParameters):
    """R18 满意度：`target` in proportion to 年度指标值, `rate` × 分值, or `bands` of the rate."""

    kind: Literal["satisfaction"] = "satisfaction"
    mode: Literal["target", "rate", "bands"] = "target"
    scores: Literal["points", "share"] = "points"
    bands: tuple[Band, ...] = Field(default=(), max_length=20)

    @model_validator(mode="after")
    def _bands_where_asked(self) -> Self:
        if (self.mode == "bands") != bool(self.bands):
            raise ValueError("满意度“分档计分”时须写明各档，其他方式不写分档。")
        if self.bands:
            self.as_bands()
        return self

    def as_bands(self) -> Bands:
        """The same as a rule in bands of the satisfaction rate."""
        return Bands(scores=self.scores, bands=self.bands)

    @property
    def numbers_in(self) -> Reads:
        return ("target", "actual") if self.mode == "target" else ("actual",)


def refuse_gaps(bands: tuple[Band, ...]) -> None:
    """ValueError unless the bands, from the highest down, hold every number exactly once."""
    for number, (upper, lower) in enumerate(pairwise(bands), start=1):
        pair = f"第{number}档与第{number + 1}档"
        if upper.low is None or lower.high is None:
            raise ValueError(f"{pair}之间没有写明界限，请从高到低排列，并写明各档的上下限。")
        if lower.high > upper.low or (lower.high == upper.low and upper.low_closed and lower.high_closed):
            raise ValueError(f"{pair}重叠，请从高到低排列，相接的界限只能有一档“含”。")
        if lower.high < upper.low or not (upper.low_closed or lower.high_closed):
            raise ValueError(f"{pair}之间有空档，请让上一档的下限等于下一档的上限，并由其中一档“含”。")
    if bands[0].high is not None or bands[-1].low is not None:
        raise ValueError("最高一档不设上限，最低一档不设下限，否则有的数值没有得分，请留空。")
