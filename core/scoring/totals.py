"""Sums of scores, rows that do not apply, and the execution rate: exact, rounded by whoever prints them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures.rounding import Exact
from core.scoring.parameters import NotApplicable

FULL_POINTS = 100


@dataclass(frozen=True)
class Sum:
    """The sum of the scores that are there, and how many are missing: a sum with gaps is not a result."""

    score: Fraction
    missing: int

    @property
    def is_complete(self) -> bool:
        return self.missing == 0


def execution_rate(executed: Decimal | None, adjusted: Decimal | None) -> Fraction | None:
    """预算执行率 = 全年执行数 ÷ 全年预算数, exact, 1 = 100 %; None ("—") for an empty or zero budget.

    Both in one unit of money; a negative budget has no rate either. Source: 财预〔2020〕10号.

    >>> execution_rate(Decimal(182), Decimal(179)), execution_rate(Decimal(0), Decimal(0))
    (Fraction(182, 179), None)
    """
    if executed is None or adjusted is None or adjusted <= 0:
        return None
    return Fraction(executed) / Fraction(adjusted)


def deviation(filed: Decimal | None, second: Decimal | None) -> Fraction | None:
    """偏离度 of a filing =（自评得分－复核得分）÷ 自评得分: above zero where it was scored too high.

    None where one of them is not there, or nothing was filed but zero. Source: domain.md §5, 复核底稿.

    >>> deviation(Decimal(95), Decimal(76)), deviation(Decimal(0), Decimal(1))
    (Fraction(1, 5), None)
    """
    if second is None or not filed:
        return None
    return (Fraction(filed) - Fraction(second)) / Fraction(filed)


def group_sum(scores: Iterable[Exact | None]) -> Sum:
    """Return the sum of a group's scores; None is a missing score, never zero.

    >>> group_sum([Decimal("6"), Decimal("9"), None])
    Sum(score=Fraction(15, 1), missing=1)
    """
    known = list(scores)
    return Sum(
        score=sum((Fraction(score) for score in known if score is not None), Fraction(0)),
        missing=known.count(None),
    )


def total(
    scores: Iterable[Exact],
    not_applicable_points: Exact = 0,
    mode: NotApplicable = "as_printed",
    *,
    full_points: Exact = FULL_POINTS,
) -> Fraction | None:
    """R22 总分, with what the form makes of the points of rows that do not apply (不适用).

    `rescale`: 用适用指标得分汇总后按百分制折算, total × full ÷ (full − n/a), None where nothing applies;
    `full`: 若没有该项任务不扣分; `as_printed`: the rows' own points already say it (seed 000).

    >>> total([Decimal(72)], Decimal(10), "rescale"), total([Decimal(72)], Decimal(10), "full")
    (Fraction(80, 1), Fraction(82, 1))
    """
    earned = group_sum(scores).score
    left = Fraction(full_points) - Fraction(not_applicable_points)
    if mode == "rescale":
        return earned * Fraction(full_points) / left if left > 0 else None
    return earned + Fraction(not_applicable_points) if mode == "full" else earned
