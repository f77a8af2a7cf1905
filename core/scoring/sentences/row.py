"""What is known of a row when its rule is said, and the words that many rules share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.figures import printing
from core.figures.targets import Target
from core.scoring.parameters import Rounding

ROUNDINGS = {
    "half_up": "四舍五入",
    "half_down": "五舍六入",
    "half_even": "四舍六入五成双",
    "down": "直接舍去尾数",
    "up": "有尾数即进一",
}
DONE, ASKED = "实际完成值", "指标值"
COMPLETION, EXECUTION = f"完成率（{DONE}÷{ASKED}）", "预算执行率（全年执行数÷全年预算数）"
BY_HAND = "不自动计算得分，请自己评分并说明理由"


@dataclass(frozen=True)
class RowWords:
    """What is known of the row: its points (None: of none in particular), rounding and target.

    `of_amounts`: the row is the total of 项目资金, and its completion rate the execution rate.
    """

    points: Decimal | None = None
    rounding: Rounding | None = None
    target: Target | None = None
    of_amounts: bool = False

    @property
    def rate(self) -> str:
        """What a rule of a completion rate reads."""
        return EXECUTION if self.of_amounts else COMPLETION

    @property
    def full(self) -> str:
        return self.full_of(None)

    def full_of(self, full: Decimal | None) -> str:
        """`full`: what the rule itself gives, where it says so."""
        points = self.points if full is None else full
        return "得满分" if points is None else f"得满分{printing.plain(points)}分"

    @property
    def most(self) -> str:
        return "最多得满分" if self.points is None else f"最多得{printing.plain(self.points)}分"

    @property
    def times(self) -> str:
        return "分值" if self.points is None else printing.plain(self.points)

    @property
    def rounded(self) -> str:
        return f"（{rounding_in_words(self.rounding)}）" if self.rounding else ""

    @property
    def zero_sign(self) -> str | None:
        """The sign of a target that is 0 (“” for none); None for any other target."""
        return self.target.operator if self.target and self.target.value == 0 else None

    def share(self, share: Decimal) -> str:
        """A share of the points: in 分 where they are known, else in percent."""
        if self.points is None:
            return percent(share)
        return f"{printing.score(share * self.points)}分"


def percent(rate: Decimal) -> str:
    """A rate of a form's own, exact: 62.5%."""
    return f"{printing.plain(rate * 100)}%"


def rounding_in_words(rounding: Rounding) -> str:
    """Say how a score is rounded.

    >>> rounding_in_words(Rounding(decimals=2, mode="down"))
    '保留2位小数，直接舍去尾数'
    """
    places = f"保留{rounding.decimals}位小数" if rounding.decimals else "取整数"
    return f"{places}，{ROUNDINGS[rounding.mode]}"
