"""Rules of a rate: 比率 × 分值, 变动率, 控制率, 得分系数, 满意度."""

from __future__ import annotations

from fractions import Fraction

from core.figures.printing import said
from core.scoring import answers
from core.scoring.answers import Asked, MissingError
from core.scoring.comparison import completion, figure, measured, shown_in
from core.scoring.kinds.bands import bands
from core.scoring.kinds.given import ZERO, percent
from core.scoring.kinds.proportions import at_least
from core.scoring.outcome import Claim, Outcome, earned
from core.scoring.parameters import AtLeast, ChangeRate, Coefficient, RateShare, RatioLimit, Satisfaction


def rate_share(rule: RateShare, claim: Claim) -> Outcome:
    """R07 比率 × 分值，最多得满分. Source: seed 001, 重点支出安排率×5分; 考核得分/指标分值×8分.

    >>> from core.scoring.kinds.example import example
    >>> rate_share(RateShare(), example("62.5%", 8)).working
    '62.5% × 8'
    """
    rate, text = completion(claim) if rule.of == "completion" else figure(claim, "%")
    if rate >= 1:
        return earned(claim.worth, f"{text}，得满分")
    if rate < 0:
        return earned(ZERO, f"{text} < 0，不得分")
    return earned(rate * claim.worth, f"{text} × {said(claim.worth)}", formula=True)


def change_rate(_rule: ChangeRate, claim: Claim) -> Outcome:
    """R15 变动率：下降或持平得满分，增加的按比例扣减. Source: seed 001, “三公经费”变动率 (+20%, 5 points: 4).

    >>> from core.scoring.kinds.example import example
    >>> change_rate(ChangeRate(), example("20%", 5)).working
    '(1 − 20%) × 5'
    """
    rate, text = figure(claim, "%")
    if rate <= 0:
        return earned(claim.worth, f"{text} ≤ 0，得满分")
    if rate >= 1:
        return earned(ZERO, f"{text} ≥ 100%，不得分")
    return earned((1 - rate) * claim.worth, f"(1 − {text}) × {said(claim.worth)}", formula=True)


def ratio_limit(rule: RatioLimit, claim: Claim) -> Outcome:
    """R16 控制率：不超过限额得满分，超过的按限额 ÷ 实际 × 分值. Source: seed 001, 在职人员控制率.

    30 of 29 posts: a rate of 30/29, and 5 × 29/30 = 4.83 points.

    >>> from core.scoring.kinds.example import example
    >>> ratio_limit(RatioLimit(), example("125%", 5)).working
    '100% ÷ 125% × 5'
    """
    rate, text = figure(claim, "%")
    limit, limit_text = Fraction(rule.limit), shown_in(rule.limit, "%")
    if rate <= limit:
        return earned(claim.worth, f"{text} ≤ {limit_text}，得满分")
    working = f"{limit_text} ÷ {text} × {said(claim.worth)}"
    return earned(limit / rate * claim.worth, working, formula=True)


def coefficient(rule: Coefficient, claim: Claim) -> Outcome:
    """R28 得分系数 × 分值. Source: 重庆, column 得分系数(%).

    >>> from core.scoring.kinds.example import example
    >>> coefficient(Coefficient(), example("", 2, coefficient="85%")).working
    '得分系数85% × 2'
    """
    (asked,) = asks_coefficient(rule)
    given = answers.rate(claim, asked)
    if given > rule.highest:
        raise MissingError(f"得分系数{percent(given)}超过{percent(rule.highest)}，请核对后重新填写。")
    working = f"得分系数{percent(given)} × {said(claim.worth)}"
    return earned(Fraction(given) * claim.worth, working, formula=True)


def asks_coefficient(_rule: Coefficient) -> tuple[Asked, ...]:
    return (Asked("coefficient", "得分系数", "rate", unit="%"),)


def satisfaction(rule: Satisfaction, claim: Claim) -> Outcome:
    """R18 满意度：按年度指标值的比例、满意率 × 分值，或分档. Source: 财预〔2021〕101号; seed 001.

    >>> from core.scoring.kinds.example import example
    >>> satisfaction(Satisfaction(), example("92%", 10, target="≥95%")).working
    '92% ÷ 95% × 10'
    """
    if rule.mode == "target":
        return at_least(AtLeast(), measured(claim))
    return rate_share(RateShare(), claim) if rule.mode == "rate" else bands(rule.as_bands(), claim)
