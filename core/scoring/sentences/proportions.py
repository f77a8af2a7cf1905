"""R01–R04 and R21 in words."""

from __future__ import annotations

from core.scoring.parameters import AtLeast, AtMost, Equal, ExecutionShare, OverTarget
from core.scoring.sentences.row import ASKED, BY_HAND, DONE, RowWords, percent


def at_least(rule: AtLeast, row: RowWords) -> str:
    """R01, R21

    >>> from decimal import Decimal
    >>> from core.figures.targets import parse_target
    >>> at_least(AtLeast(), RowWords(Decimal(5), target=parse_target(">0起")))
    '实际完成值>0得满分5分，否则不得分'
    """
    if row.zero_sign == ">":
        return f"{DONE}>0{row.full}，否则不得分"
    if row.zero_sign == "":
        return f"{DONE}为0{row.full}；大于0的，{BY_HAND}"
    shares = f"{DONE}≥{ASKED}{row.full}；未达到的，按{DONE}÷{ASKED}×{row.times}计分{row.rounded}"
    return f"{shares}{_pass_mark(rule)}{_over_target(rule.over_target)}"


def _pass_mark(rule: AtLeast) -> str:
    return "" if rule.pass_mark is None else f"，完成率低于{percent(rule.pass_mark)}不得分"


def _over_target(over: OverTarget | None) -> str:
    """R21

    >>> from core.scoring.parameters import Reduction
    >>> cuts = (Reduction(above="2", share="0.1"),)
    >>> _over_target(OverTarget(mode="reduce", threshold="1.3", reductions=cuts))
    '；完成率达到130%的，须说明原因；超过200%的扣减分值的10%'
    """
    if over is None:
        return ""
    cuts = "，".join(f"超过{percent(cut.above)}的扣减分值的{percent(cut.share)}" for cut in over.reductions)
    return f"；完成率达到{percent(over.threshold)}的，须说明原因{'；' if cuts else ''}{cuts}"


def at_most(rule: AtMost, row: RowWords) -> str:
    """R02

    >>> from decimal import Decimal
    >>> at_most(AtMost(mode="linear"), RowWords(Decimal(10)))
    '实际完成值≤指标值得满分10分；超过的，按超出指标值的比例扣减，超出一倍及以上不得分'
    """
    if row.zero_sign is not None:
        return f"{DONE}为0{row.full}，大于0不得分"
    if rule.mode == "ratio":
        return f"{DONE}≤{ASKED}{row.full}；超过的，按{ASKED}÷{DONE}×{row.times}计分{row.rounded}"
    return f"{DONE}≤{ASKED}{row.full}；超过的，按超出{ASKED}的比例扣减，超出一倍及以上不得分{row.rounded}"


def equal(rule: Equal, row: RowWords) -> str:
    """R03

    >>> equal(Equal(mode="strict"), RowWords())
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


def execution_share(_rule: ExecutionShare, row: RowWords) -> str:
    """R04

    >>> from decimal import Decimal
    >>> from core.scoring.parameters import Rounding
    >>> execution_share(ExecutionShare(), RowWords(Decimal(10), Rounding(decimals=0)))
    '按全年执行数÷全年预算数×10计分，最多得10分（取整数，四舍五入）；全年预算数为0的，不自动计算得分，请自己评分并说明理由'
    """
    shares = f"按全年执行数÷全年预算数×{row.times}计分，{row.most}{row.rounded}"
    return f"{shares}；全年预算数为0的，{BY_HAND}"
