"""Rules in proportion. Shares and rates: 1 means 100 %; points are 分."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import model_validator

from core.scoring.later import later
from core.scoring.parameters.base import (
    Parameters,
    Positive,
    Reads,
    RuleParameters,
    Share,
)


class Reduction(Parameters):
    """Above the completion rate `above`, `share` of the points is taken (above 2: 0.1)."""

    above: Positive
    share: Share


class OverTarget(Parameters):
    """R21 超额完成：from the completion rate `threshold` on a note is due; `reduce` also takes points."""

    mode: Literal["note", "reduce"] = "note"
    threshold: Positive
    reductions: tuple[Reduction, ...] = ()

    @model_validator(mode="after")
    def _reductions_rise(self) -> Self:
        if bool(self.reductions) != (self.mode == "reduce"):
            raise ValueError("超额完成“扣减得分”时须写明各档扣减，“只说明原因”时不写扣减。")
        if self.threshold <= 1:
            raise ValueError("超额完成的起点必须大于100%。")
        if self.reductions and self.reductions[0].above < self.threshold:
            raise ValueError("超额完成的扣减不能从低于说明起点的完成率开始。")
        for less, more in pairwise(self.reductions):
            if more.above <= less.above or more.share <= less.share:
                raise ValueError("超额完成的各档扣减必须从低到高排列，超额越多扣减越多。")
        return self


class _Proportion(RuleParameters):
    @property
    def numbers_in(self) -> Reads:
        return ("target", "actual")


class _OfTheActual(RuleParameters):
    @property
    def numbers_in(self) -> Reads:
        return ("actual",)


class AtLeast(_Proportion):
    """R01 正向指标（≥、>、无符号）：达到得满分，未达到按比例得分.

    Below the completion rate `pass_mark` (及格门槛) nothing is earned. Source: 财预〔2021〕101号.
    """

    kind: Literal["at_least"] = "at_least"
    pass_mark: Share | None = later(None)
    over_target: OverTarget | None = later(None)


class AtMost(_Proportion):
    """R02 反向指标（≤、<）：`ratio` takes T/A, `linear` 1 − (A − T)/T (domain.md §4.1)."""

    kind: Literal["at_most"] = "at_most"
    mode: Literal["ratio", "linear"] = "ratio"


class Equal(_Proportion):
    """R03 等于：`capped` A ≥ T is full, `strict` min(A/T, T/A), `exact` all or nothing."""

    kind: Literal["equal"] = "equal"
    mode: Literal["capped", "strict", "exact"] = "capped"


class ExecutionShare(_Proportion):
    """R04 预算执行率得分：执行数 ÷ 全年预算数 × 分值，不超过分值."""

    kind: Literal["execution_share"] = "execution_share"


class RateShare(RuleParameters):
    """R07 比率 × 分值. `completion`: the rate is 实际完成值 ÷ 年度指标值 (考核得分 ÷ 指标分值)."""

    kind: Literal["rate_share"] = "rate_share"
    of: Literal["actual", "completion"] = "actual"

    @property
    def numbers_in(self) -> Reads:
        return ("actual",) if self.of == "actual" else ("target", "actual")


class ChangeRate(_OfTheActual):
    """R15 变动率：下降或持平得满分，增加的按增加的比例扣减."""

    kind: Literal["change_rate"] = "change_rate"


class RatioLimit(_OfTheActual):
    """R16 控制率：不超过 `limit` 得满分，超过的按 limit ÷ 实际 × 分值."""

    kind: Literal["ratio_limit"] = "ratio_limit"
    limit: Positive = Decimal(1)


class Coefficient(RuleParameters):
    """R28 得分系数 × 分值；the filer gives the coefficient, at most `highest`."""

    kind: Literal["coefficient"] = "coefficient"
    highest: Share = Decimal(1)
