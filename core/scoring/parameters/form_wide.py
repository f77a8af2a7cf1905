"""What a form decides about all its scores: rounding, grades and what holds them down, 不适用."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.figures.rounding import RoundingMode
from core.scoring.parameters.base import Name, Number, Parameters, refuse_repeated


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
        refuse_repeated("等级名称", [band.name for band in self.bands])
        minimums = [band.minimum for band in self.bands]
        if any(lower >= upper for upper, lower in pairwise(minimums)):
            raise ValueError("等级必须从高到低排列，起点分值逐级降低。")
        unknown = {cap.highest for cap in self.caps} - {band.name for band in self.bands}
        if unknown:
            raise ValueError(f"等级上限「{'、'.join(sorted(unknown))}」不在等级之中。")
        return self


NotApplicable = Literal["as_printed", "rescale", "full", "to_siblings"]
"""R22 不适用：as printed, total × 100 ÷ (100 − 不适用分值), full points, points moved to the rows beside."""
