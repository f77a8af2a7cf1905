"""The rules: each says the Chinese rule, the units, its source, and an example that runs. None rounds."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from core.figures import printing
from core.scoring.attainment import manual, tiers
from core.scoring.comparison import Measured, NotComparableError, measured
from core.scoring.outcome import Claim, Outcome, earned, undecided
from core.scoring.parameters import AtLeast, AtMost, Equal, ExecutionShare, Rule, Tiers

ZERO = Fraction(0)
AMOUNTS = ("全年预算数", "全年执行数")
FIGURES = ("年度指标值", "实际完成值")
UNSIGNED_ZERO = "目标值为0且没有写明符号，不能自动计算得分，请人工评分并说明理由。"
NO_PROPORTION = "目标值不大于0且未达到，不能按比例计算得分，请人工评分并说明理由。"
NO_BUDGET = "全年预算数为0或负数，不能计算执行率，请人工评分并说明理由。"


def score(rule: Rule, claim: Claim, *, words: Tiers | None = None) -> Outcome:
    """Return what `rule` gives `claim`. `words`: the tiers where a numeric rule meets words (D8).

    >>> from decimal import Decimal
    >>> from core.scoring.working import working
    >>> from core.scoring.parameters import Rounding
    >>> amounts = {"adjusted": Decimal("1155.5"), "executed": Decimal("701.23")}
    >>> outcome = score(ExecutionShare(), Claim.of_amounts(**amounts, points=Decimal(10)))
    >>> working(outcome, Rounding(decimals=0))
    '701.23 ÷ 1155.50 × 10 = 6.07 → 6'
    """
    if claim.points is None:
        return undecided("本行没有分值，不计分。")
    if rule.kind in JUDGED:
        return JUDGED[rule.kind](rule, claim)
    asked, done = AMOUNTS if rule.kind == "execution_share" else FIGURES
    if claim.actual.kind == "empty":
        return undecided(f"尚未填写{done}，填写并保存后显示计算得分。")
    if claim.target.kind == "empty":
        return undecided(f"没有{asked}，不能自动计算得分，请核对。")
    if words and "qualitative" in (claim.target.kind, claim.actual.kind):
        return tiers(words, claim)
    try:
        return MEASURED[rule.kind](rule, measured(claim, claim.points))
    except NotComparableError as error:
        return undecided(str(error), asks_reason=True)


def at_least(_rule: AtLeast, claim: Measured) -> Outcome:
    """R01 正向指标：达到目标得满分，未达到按完成比例得分（A ÷ T × 分值）.

    T = 0: “≥0” is met by 0, “>0” by more; without a sign only 0 is certain. A target below 0 not met has no
    proportion. Source: 财预〔2020〕10号（定量指标）; domain.md §4 R01, T 5662, A 4044, 2 points.

    >>> at_least(AtLeast(), example(target=5662, actual=4044, points=2)).working
    '4044 ÷ 5662 × 2'
    """
    target, actual = claim.target, claim.actual
    if target == 0 and claim.operator not in (">=", ">") and actual > 0:
        return undecided(UNSIGNED_ZERO, asks_reason=True)
    if target == 0 and claim.operator == ">" and actual == 0:
        return _none(claim, "不大于")
    if actual >= target:
        return _full(claim, "≥")
    return _in_proportion(claim)


def at_most(rule: AtMost, claim: Measured) -> Outcome:
    """R02 反向指标：不超过目标得满分；超过的，`ratio` 得 T ÷ A × 分值，`linear` 得 (1 − (A − T) ÷ T) × 分值.

    T = 0: only 0 (or less) is met, anything above earns nothing. A target below 0 not met has no proportion.
    Source: domain.md §4 R02 and §4.1 (T 5300, A 5830, 10 points: 9.09 by ratio, 9.00 linear).

    >>> claim = example(target=5300, actual=5830, points=10)
    >>> at_most(AtMost(), claim).score, at_most(AtMost(mode="linear"), claim).score
    (Fraction(100, 11), Fraction(9, 1))
    """
    target, actual = claim.target, claim.actual
    if actual <= target:
        return _full(claim, "≤")
    if target < 0:
        return _no_proportion()
    if target == 0:
        return _none(claim, ">")
    if rule.mode == "ratio":
        working = f"{claim.target_text} ÷ {claim.actual_text} × {_points(claim)}"
        return earned(target / actual * claim.points, working, formula=True)
    if actual >= 2 * target:
        return earned(ZERO, f"{claim.actual_text} ≥ 2 × {claim.target_text}，不得分")
    working = f"(1 − ({claim.actual_text} − {claim.target_text}) ÷ {claim.target_text}) × {_points(claim)}"
    return earned((1 - (actual - target) / target) * claim.points, working, formula=True)


def equal(rule: Equal, claim: Measured) -> Outcome:
    """R03 等于：`capped` 达到得满分，未达到按比例；`strict` 取 A/T、T/A 中较小者；`exact` 相等才得分.

    T = 0: only 0 (capped: or less) is met. Source: domain.md §4 R03 (=100%, 98%, 10 points: 9.8) and §4.1.

    >>> claim = example(target=1, actual="0.98", points=10)
    >>> equal(Equal(), claim).score, equal(Equal(mode="exact"), claim).score
    (Fraction(49, 5), Fraction(0, 1))
    """
    target, actual = claim.target, claim.actual
    if actual == target:
        return _full(claim, "=")
    if rule.mode == "exact" or (target == 0 and (rule.mode == "strict" or actual > 0)):
        return _none(claim, "≠")
    if rule.mode == "strict" and actual > target > 0:
        working = f"{claim.target_text} ÷ {claim.actual_text} × {_points(claim)}"
        return earned(target / actual * claim.points, working, formula=True)
    if target == 0:
        return _full(claim, "≤")
    if actual > target > 0:
        return _full(claim, "≥")
    return _in_proportion(claim)


def execution_share(_rule: ExecutionShare, claim: Measured) -> Outcome:
    """R04 预算执行率得分：全年执行数 ÷ 全年预算数 × 分值，不超过分值；预算数为0的不自动计分.

    Amounts in 万元. Source: 财预〔2020〕10号 (10 points); seed 000: 701.23 of 1155.50.

    >>> execution_share(ExecutionShare(), example(target="1155.50", actual="701.23", points=10)).score
    Fraction(70123, 11555)
    """
    if claim.target <= 0:
        return undecided(NO_BUDGET, asks_reason=True)
    if claim.actual >= claim.target:
        return _full(claim, "≥")
    return _in_proportion(claim)


def example(*, target: int | str, actual: int | str, points: int | str) -> Measured:
    """Return bare numbers as a claim, for the examples in this file."""
    numbers = Fraction(target), Fraction(actual), Fraction(points)
    return Measured(*numbers, operator="", target_text=str(target), actual_text=str(actual))


MEASURED: Mapping[str, Callable[[Any, Measured], Outcome]] = {
    "at_least": at_least,
    "at_most": at_most,
    "equal": equal,
    "execution_share": execution_share,
}
"""Rules over numbers."""

JUDGED: Mapping[str, Callable[[Any, Claim], Outcome]] = {
    "tiers": tiers,
    "manual": manual,
}
"""Rules over words and judgement."""


def _full(claim: Measured, sign: str) -> Outcome:
    return earned(claim.points, f"{claim.actual_text} {sign} {claim.target_text}，得满分")


def _none(claim: Measured, sign: str) -> Outcome:
    return earned(ZERO, f"{claim.actual_text} {sign} {claim.target_text}，不得分")


def _in_proportion(claim: Measured) -> Outcome:
    """Return A ÷ T × points for A below T; a negative actual counts as 0 (domain.md §4.1)."""
    if claim.target <= 0:
        return _no_proportion()
    if claim.actual < 0:
        return _none(claim, "<")
    working = f"{claim.actual_text} ÷ {claim.target_text} × {_points(claim)}"
    return earned(claim.actual / claim.target * claim.points, working, formula=True)


def _no_proportion() -> Outcome:
    return undecided(NO_PROPORTION, asks_reason=True)


def _points(claim: Measured) -> str:
    return printing.score(claim.points, decimals=6)
