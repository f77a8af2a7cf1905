"""R26 One figure from the figures of several units; the score is given once, to what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from core.figures import measures, printing
from core.figures.quantities import Actual
from core.figures.rounding import round_exact
from core.figures.text import quoted

Aggregation = Literal["sum", "weighted_mean", "main", "typed"]
"""绝对值直接累加, 相对值按资金额度加权平均, the main unit's, what the leading unit types."""

DECIMALS = 6


@dataclass(frozen=True)
class UnitFigure:
    """What one unit reports for a row. `funds`: its 全年预算数 in 万元, by which a rate is weighted."""

    unit: str
    actual: Actual
    funds: Decimal | None = None
    is_main: bool = False


@dataclass(frozen=True)
class Aggregate:
    """`text`: as the column 实际完成值 offers it; `value` exact, a rate being 1 for 100 %.

    Without a value `problem` says what to do.
    """

    value: Fraction | None = None
    text: str = ""
    working: str = ""
    problem: str = ""


class _OpenError(Exception):
    """Nothing follows yet. The text is for who files the whole."""


def usual(actual: Actual) -> Aggregation:
    """What 湖北 does with a figure of this kind: add absolute ones, weight rates, let words be typed.

    >>> from core.figures.quantities import parse_actual
    >>> usual(parse_actual("12次")), usual(parse_actual("95%")), usual(parse_actual("良好"))
    ('sum', 'weighted_mean', 'typed')
    """
    if actual.kind != "quantitative":
        return "typed"
    return "weighted_mean" if measures.is_rate(actual.measure) else "sum"


def aggregate(figures: Sequence[UnitFigure], how: Aggregation) -> Aggregate:
    """Return the figure of the whole. Source: 湖北, 汇总: 先汇总完成数再计算得分 (domain.md §9).

    >>> from core.figures.quantities import parse_actual
    >>> first = UnitFigure("甲", parse_actual("90%"), Decimal(300))
    >>> aggregate([first, UnitFigure("乙", parse_actual("98%"), Decimal(100))], "weighted_mean").working
    '(90% × 300 + 98% × 100) ÷ 400 = 92%'
    """
    try:
        return _of(figures, how)
    except _OpenError as problem:
        return Aggregate(problem=str(problem))


def _of(figures: Sequence[UnitFigure], how: Aggregation) -> Aggregate:
    if how == "typed":
        return Aggregate(problem="本指标不自动汇总，请根据各单位情况填写。")
    if how == "main":
        return _main(figures)
    measure = _common_measure(figures)
    numbers = [(figure, _number(figure, measure)) for figure in figures]
    return _sum(numbers, measure) if how == "sum" else _weighted_mean(numbers, measure)


def _main(figures: Sequence[UnitFigure]) -> Aggregate:
    main = [figure for figure in figures if figure.is_main]
    if len(main) != 1:
        raise _OpenError("没有指定唯一的牵头单位，不能汇总，请先指定。")
    (figure,) = main
    if figure.actual.kind == "empty":
        raise _OpenError(f"{quoted(figure.unit)}尚未填写，不能汇总。")
    value = figure.actual.value
    text = figure.actual.text.strip()
    return Aggregate(None if value is None else Fraction(value), text, f"取{quoted(figure.unit)}的数：{text}")


def _common_measure(figures: Sequence[UnitFigure]) -> str:
    """The measure in which all can be said: that of the first which has one."""
    open_ones = [figure.unit for figure in figures if figure.actual.value is None]
    if open_ones or not figures:
        names = "、".join(map(quoted, open_ones)) or "各单位"
        raise _OpenError(f"{names}没有填写数值，不能汇总，请补充或自行填写汇总数。")
    return next((figure.actual.measure for figure in figures if figure.actual.measure), "")


def _number(figure: UnitFigure, measure: str) -> Decimal:
    actual = figure.actual
    value = actual.value or Decimal(0)
    bare = not actual.measure and measures.is_rate(measure)
    found = (
        None if bare and value else measures.convert(value, measure=actual.measure or measure, into=measure)
    )
    if found is None:
        raise _OpenError(f"{quoted(figure.unit)}的计量单位与其他单位不一致，不能汇总，请统一为{measure}。")
    return found


def _sum(numbers: Sequence[tuple[UnitFigure, Decimal]], measure: str) -> Aggregate:
    value = sum((Fraction(number) for _, number in numbers), Fraction(0))
    text = _text(value, measure)
    return Aggregate(
        value, text, f"{' + '.join(_text(Fraction(one), measure) for _, one in numbers)} = {text}"
    )


def _weighted_mean(numbers: Sequence[tuple[UnitFigure, Decimal]], measure: str) -> Aggregate:
    without = [figure.unit for figure, _ in numbers if figure.funds is None]
    if without:
        raise _OpenError(f"{'、'.join(map(quoted, without))}没有全年预算数，不能按资金加权，请补充。")
    weighed = [(Fraction(number), figure.funds or Decimal(0)) for figure, number in numbers]
    funds = sum((weight for _, weight in weighed), Decimal(0))
    if funds <= 0:
        raise _OpenError("各单位全年预算数合计为0，不能按资金加权，请自行填写汇总数。")
    value = sum((number * Fraction(weight) for number, weight in weighed), Fraction(0)) / Fraction(funds)
    added = " + ".join(f"{_text(number, measure)} × {printing.plain(weight)}" for number, weight in weighed)
    text = _text(value, measure)
    return Aggregate(value, text, f"({added}) ÷ {printing.plain(funds)} = {text}")


def _text(value: Fraction, measure: str) -> str:
    """A figure with its measure, rates with two decimals of the percentage at most."""
    power = measures.RATES.get(measure, 0)
    rounded = round_exact(value * 10**power, decimals=2 if power else DECIMALS)
    return f"{printing.plain(rounded)}{measure}"
