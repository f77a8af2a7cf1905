"""In proportion to 年度指标值: R01–R04, and what is made of far more than was asked (R21)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from core.figures.printing import said
from core.scoring.comparison import NO_BUDGET, NO_PROPORTION, Measured
from core.scoring.kinds.given import ZERO, full, none, percent
from core.scoring.outcome import Outcome, earned, undecided
from core.scoring.parameters import AtLeast, AtMost, Equal, ExecutionShare, OverTarget

UNSIGNED_ZERO = "目标值为0且没有写明符号，不能自动计算得分，请人工评分并说明理由。"


def at_least(rule: AtLeast, claim: Measured) -> Outcome:
    """R01 正向指标：达到目标得满分，未达到按完成比例得分（A ÷ T × 分值），低于及格门槛不得分.

    T = 0: “≥0” is met by 0, “>0” by more; without a sign only 0 is certain. A target below 0 not met has no
    proportion. Source: 财预〔2020〕10号（定量指标）; domain.md §4 R01, T 5662, A 4044, 2 points.

    >>> from core.scoring.kinds.example import numbers
    >>> at_least(AtLeast(), numbers(target=5662, actual=4044, points=2)).working
    '4044 ÷ 5662 × 2'
    """
    target, actual = claim.target, claim.actual
    if target == 0 and claim.operator not in (">=", ">") and actual > 0:
        return undecided(UNSIGNED_ZERO, asks_reason=True)
    if target == 0 and claim.operator == ">" and actual == 0:
        return none(claim, "不大于")
    if actual >= target:
        return _over_target(rule.over_target, claim)
    if rule.pass_mark is not None and target > 0 and actual < Fraction(rule.pass_mark) * target:
        mark = percent(rule.pass_mark)
        return earned(ZERO, f"{claim.actual_text} ÷ {claim.target_text} 低于及格门槛{mark}，不得分")
    return _in_proportion(claim)


def at_most(rule: AtMost, claim: Measured) -> Outcome:
    """R02 反向指标：不超过目标得满分；超过的，`ratio` 得 T ÷ A × 分值，`linear` 得 (1 − (A − T) ÷ T) × 分值.

    T = 0: only 0 (or less) is met, anything above earns nothing. A target below 0 not met has no proportion.
    Source: domain.md §4 R02 and §4.1 (T 5300, A 5830, 10 points: 9.09 by ratio, 9.00 linear).

    >>> from core.scoring.kinds.example import numbers
    >>> claim = numbers(target=5300, actual=5830, points=10)
    >>> at_most(AtMost(), claim).score, at_most(AtMost(mode="linear"), claim).score
    (Fraction(100, 11), Fraction(9, 1))
    """
    target, actual = claim.target, claim.actual
    if actual <= target:
        return full(claim, "≤")
    if target < 0:
        return _no_proportion()
    if target == 0:
        return none(claim, ">")
    if rule.mode == "ratio":
        working = f"{claim.target_text} ÷ {claim.actual_text} × {said(claim.points)}"
        return earned(target / actual * claim.points, working, formula=True)
    if actual >= 2 * target:
        return earned(ZERO, f"{claim.actual_text} ≥ 2 × {claim.target_text}，不得分")
    working = (
        f"(1 − ({claim.actual_text} − {claim.target_text}) ÷ {claim.target_text}) × {said(claim.points)}"
    )
    return earned((1 - (actual - target) / target) * claim.points, working, formula=True)


def equal(rule: Equal, claim: Measured) -> Outcome:
    """R03 等于：`capped` 达到得满分，未达到按比例；`strict` 取 A/T、T/A 中较小者；`exact` 相等才得分.

    T = 0: only 0 (capped: or less) is met. Source: domain.md §4 R03 (=100%, 98%, 10 points: 9.8) and §4.1.

    >>> from core.scoring.kinds.example import numbers
    >>> claim = numbers(target=1, actual="0.98", points=10)
    >>> equal(Equal(), claim).score, equal(Equal(mode="exact"), claim).score
    (Fraction(49, 5), Fraction(0, 1))
    """
    target, actual = claim.target, claim.actual
    if rule.mode == "exact" or target < 0:
        return _exactly(rule, claim)
    if target == 0:
        met = actual == 0 if rule.mode == "strict" else actual <= 0
        return full(claim, "=" if actual == target else "≤") if met else none(claim, "≠")
    if actual < target:
        return _in_proportion(claim)
    if rule.mode == "capped" or actual == target:
        return full(claim, "=" if actual == target else "≥")
    working = f"{claim.target_text} ÷ {claim.actual_text} × {said(claim.points)}"
    return earned(target / actual * claim.points, working, formula=True)


def _exactly(rule: Equal, claim: Measured) -> Outcome:
    """All or nothing; a target below 0 not met has no proportion, where one is asked."""
    if claim.actual == claim.target:
        return full(claim, "=")
    return none(claim, "≠") if rule.mode == "exact" else _no_proportion()


def execution_share(_rule: ExecutionShare, claim: Measured) -> Outcome:
    """R04 预算执行率得分：全年执行数 ÷ 全年预算数 × 分值，不超过分值；预算数为0的不自动计分.

    Amounts in 万元. Source: 财预〔2020〕10号 (10 points); seed 000: 701.23 of 1155.50.

    >>> from core.scoring.kinds.example import numbers
    >>> execution_share(ExecutionShare(), numbers(target="1155.50", actual="701.23", points=10)).score
    Fraction(70123, 11555)
    """
    if claim.target <= 0:
        return undecided(NO_BUDGET, asks_reason=True)
    if claim.actual >= claim.target:
        return full(claim, "≥")
    return _in_proportion(claim)


def _over_target(over: OverTarget | None, claim: Measured) -> Outcome:
    """R21 达到指标值得满分；完成率达到 `threshold` 须说明，`reduce` 另按超出的程度扣减分值的一部分.

    A target of 0 or less has no completion rate. Source: 财预〔2020〕10号 (按照偏离度适度调减分值);
    130 % (广西); above 200 % one tenth, 300 % one fifth, 500 % three tenths (yearly notices).

    >>> from core.scoring.kinds.example import numbers
    >>> from core.scoring.parameters import Reduction
    >>> over = OverTarget(mode="reduce", threshold="1.3", reductions=(Reduction(above="2", share="0.1"),))
    >>> at_least(AtLeast(over_target=over), numbers(target=100, actual=250, points=10)).score
    Fraction(9, 1)
    """
    outcome = full(claim, "≥")
    if over is None or claim.target <= 0 or claim.actual < Fraction(over.threshold) * claim.target:
        return outcome
    rate = percent(claim.actual / claim.target)
    note = f"完成率{rate}，达到或超过{percent(over.threshold)}"
    taken = [cut for cut in over.reductions if claim.actual > Fraction(cut.above) * claim.target]
    if not taken:
        return replace(outcome, note=note)
    share = Fraction(taken[-1].share)
    why = f"完成率{rate}超过{percent(taken[-1].above)}，扣减分值的{percent(share)}"
    working = f"{why}：{said(claim.points)} × (1 − {percent(share)})"
    return replace(earned(claim.points * (1 - share), working, formula=True), note=note)


def _in_proportion(claim: Measured) -> Outcome:
    """Return A ÷ T × points for A below T; a negative actual counts as 0 (domain.md §4.1)."""
    if claim.target <= 0:
        return _no_proportion()
    if claim.actual < 0:
        return none(claim, "<")
    working = f"{claim.actual_text} ÷ {claim.target_text} × {said(claim.points)}"
    return earned(claim.actual / claim.target * claim.points, working, formula=True)


def _no_proportion() -> Outcome:
    return undecided(NO_PROPORTION, asks_reason=True)
