"""A rule in one or two plain sentences, for who fills in the row that it scores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.figures import printing
from core.figures.targets import Target
from core.scoring.parameters import (
    AtLeast,
    AtMost,
    Equal,
    ExecutionShare,
    Manual,
    Rounding,
    Rule,
    Tier,
    Tiers,
)

ROUNDINGS = {
    "half_up": "四舍五入",
    "half_down": "五舍六入",
    "half_even": "四舍六入五成双",
    "down": "直接舍去尾数",
    "up": "有尾数即进一",
}
DONE, ASKED = "实际完成值", "指标值"
BY_HAND = "不自动计算得分，请自己评分并说明理由"


@dataclass(frozen=True)
class _Row:
    """What is known of the row: its points (None: of none in particular), rounding and target."""

    points: Decimal | None
    rounding: Rounding | None
    target: Target | None

    @property
    def full(self) -> str:
        return "得满分" if self.points is None else f"得满分{printing.plain(self.points)}分"

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
            return printing.rate(share, decimals=0)
        return f"{printing.score(share * self.points)}分"


def rule_in_words(
    rule: Rule,
    *,
    points: Decimal | None = None,
    rounding: Rounding | None = None,
    target: Target | None = None,
) -> str:
    """Say what `rule` gives, with the row's `points` and `rounding` where they are known.

    `target`: of the row; of 0 nothing is a share, so such a row has words of its own.

    >>> rule_in_words(AtLeast(), points=Decimal(10), rounding=Rounding(decimals=0))
    '实际完成值≥指标值得满分10分；未达到的，按实际完成值÷指标值×10计分（取整数，四舍五入）'
    >>> rule_in_words(Equal(mode="exact"))
    '实际完成值=指标值得满分，否则不得分'
    """
    return SENTENCES[rule.kind](rule, _Row(points, rounding, target))


def rounding_in_words(rounding: Rounding) -> str:
    """Say how a score is rounded.

    >>> rounding_in_words(Rounding(decimals=2, mode="down"))
    '保留2位小数，直接舍去尾数'
    """
    places = f"保留{rounding.decimals}位小数" if rounding.decimals else "取整数"
    return f"{places}，{ROUNDINGS[rounding.mode]}"


def _at_least(_rule: AtLeast, row: _Row) -> str:
    """R01

    >>> from core.figures.targets import parse_target
    >>> _at_least(AtLeast(), _Row(Decimal(5), None, parse_target(">0起")))
    '实际完成值>0得满分5分，否则不得分'
    """
    if row.zero_sign == ">":
        return f"{DONE}>0{row.full}，否则不得分"
    if row.zero_sign == "":
        return f"{DONE}为0{row.full}；大于0的，{BY_HAND}"
    return f"{DONE}≥{ASKED}{row.full}；未达到的，按{DONE}÷{ASKED}×{row.times}计分{row.rounded}"


def _at_most(rule: AtMost, row: _Row) -> str:
    """R02

    >>> _at_most(AtMost(mode="linear"), _Row(Decimal(10), None, None))
    '实际完成值≤指标值得满分10分；超过的，按超出指标值的比例扣减，超出一倍及以上不得分'
    """
    if row.zero_sign is not None:
        return f"{DONE}为0{row.full}，大于0不得分"
    if rule.mode == "ratio":
        return f"{DONE}≤{ASKED}{row.full}；超过的，按{ASKED}÷{DONE}×{row.times}计分{row.rounded}"
    return f"{DONE}≤{ASKED}{row.full}；超过的，按超出{ASKED}的比例扣减，超出一倍及以上不得分{row.rounded}"


def _equal(rule: Equal, row: _Row) -> str:
    """R03

    >>> _equal(Equal(mode="strict"), _Row(None, None, None))
    '实际完成值=指标值得满分；多于或少于的，按两数中较小的÷较大的×分值计分'
    """
    if rule.mode == "exact":
        return f"{DONE}={ASKED}{row.full}，否则不得分"
    if row.zero_sign is not None:
        return f"{DONE}为0{row.full}，大于0不得分"
    if rule.mode == "strict":
        shares = f"按两数中较小的÷较大的×{row.times}计分{row.rounded}"
        return f"{DONE}={ASKED}{row.full}；多于或少于的，{shares}"
    return f"{DONE}达到或超过{ASKED}{row.full}；未达到的，按{DONE}÷{ASKED}×{row.times}计分{row.rounded}"


def _execution_share(_rule: ExecutionShare, row: _Row) -> str:
    """R04

    >>> _execution_share(ExecutionShare(), _Row(Decimal(10), Rounding(decimals=0), None))
    '按全年执行数÷全年预算数×10计分，最多得10分（取整数，四舍五入）；全年预算数为0的，不自动计算得分，请自己评分并说明理由'
    """
    shares = f"按全年执行数÷全年预算数×{row.times}计分，{row.most}{row.rounded}"
    return f"{shares}；全年预算数为0的，{BY_HAND}"


def _tiers(rule: Tiers, row: _Row) -> str:
    """R17

    >>> tier = Tier(name="达成预期", low=Decimal("0.8"), high=Decimal(1), high_closed=True)
    >>> _tiers(Tiers(tiers=(tier,)), _Row(Decimal(8), None, None))
    '按达成情况在区间内评分：达成预期得6.4分（含）至8分（含）'
    """
    return f"按达成情况在区间内评分：{'；'.join(_tier(tier, row) for tier in rule.tiers)}"


def _tier(tier: Tier, row: _Row) -> str:
    end = "含" if tier.high_closed else "不含"
    return f"{tier.name}得{row.share(tier.low)}（含）至{row.share(tier.high)}（{end}）"


def _manual(_rule: Manual, row: _Row) -> str:
    """R29

    >>> _manual(Manual(), _Row(Decimal(5), None, None))
    '人工评分，须说明理由，最多得5分'
    """
    return f"人工评分，须说明理由，{row.most}"


SENTENCES: Mapping[str, Callable[[Any, _Row], str]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "equal": _equal,
    "execution_share": _execution_share,
    "tiers": _tiers,
    "manual": _manual,
}
"""One for each kind of rule."""
