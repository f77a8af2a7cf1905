"""Bring target and actual into one measure, or say in Chinese why they cannot be compared."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures import measures, printing
from core.figures.quantities import Operator, Reading, shown
from core.figures.rounding import round_exact
from core.figures.text import clip
from core.scoring.answers import MissingError
from core.scoring.outcome import AMOUNT, AMOUNTS, Claim

ONE = Decimal(1)
NO_PROPORTION = "目标值不大于0且未达到，不能按比例计算得分，请人工评分并说明理由。"
NO_RATE = "目标值不大于0，不能计算完成率，请人工评分并说明理由。"
NO_BUDGET = "全年预算数为0或负数，不能计算执行率，请人工评分并说明理由。"


class NotComparableError(Exception):
    """No number follows from this claim. The text is written for the filer."""


@dataclass(frozen=True)
class Measured:
    """A claim in exact numbers of one measure. Rates: 1 means 100 %."""

    target: Fraction
    actual: Fraction
    points: Fraction
    operator: Operator
    target_text: str
    actual_text: str


def measured(claim: Claim) -> Measured:
    """Return target and actual in the measure of the target.

    MissingError where one of them is empty, NotComparableError where a person must look. A figure without a
    measure takes that of the other (seed 002: ≥90% and 95), but 1 beside a percentage could be 1 % and 100 %.
    """
    refuse_empty_actual(claim)
    if claim.target.kind == "empty":
        raise MissingError(f"没有{claim.labels[0]}，不能自动计算得分，请核对。")
    measure = claim.target.measure or claim.actual.measure
    target, actual = _in(claim.target, measure), _in(claim.actual, measure)
    return Measured(
        target=Fraction(target),
        actual=_exact(claim, actual, measure),
        points=claim.worth,
        operator=claim.target.operator,
        target_text=_text(target, measure),
        actual_text=_text(actual, measure),
    )


def completion(claim: Claim) -> tuple[Fraction, str]:
    """Return 完成率 = actual ÷ target (执行率 where they are amounts), 1 = 100 %, and the two as text."""
    both = measured(claim)
    if both.target <= 0:
        raise NotComparableError(NO_BUDGET if claim.labels == AMOUNTS else NO_RATE)
    return both.actual / both.target, f"{both.actual_text} ÷ {both.target_text}"


def figure(claim: Claim, measure: str) -> tuple[Fraction, str]:
    """Return the actual in `measure`, with the text that a working shows; the errors of `measured`.

    >>> from core.figures.quantities import parse_actual
    >>> from core.figures.targets import parse_target
    >>> figure(Claim(parse_target(""), parse_actual("92"), Decimal(10)), "%")
    (Fraction(23, 25), '92%')
    """
    refuse_empty_actual(claim)
    value = _in(claim.actual, measure)
    return _exact(claim, value, measure), shown_in(value, measure)


def limit_of(claim: Claim, measure: str) -> tuple[Fraction, str]:
    """Return the target in `measure`, with its text; the errors of `measured`."""
    if claim.target.kind == "empty":
        raise MissingError(f"没有{claim.labels[0]}，不能自动计算得分，请核对。")
    value = _in(claim.target, measure)
    return Fraction(value), shown_in(value, measure)


def shown_in(value: Decimal, measure: str) -> str:
    """Return a figure with its measure: 92%, 5天.

    >>> shown_in(Decimal("0.05"), "个百分点"), shown_in(Decimal(5), "天")
    ('5个百分点', '5天')
    """
    if measure in ("%", "‰"):
        return shown(value, measure)
    return f"{printing.plain(value.scaleb(measures.RATES.get(measure, 0)))}{measure}"


def refuse_empty_actual(claim: Claim) -> None:
    """MissingError where nothing is filled in."""
    if claim.actual.kind == "empty":
        raise MissingError(f"尚未填写{claim.labels[1]}，填写并保存后显示计算得分。")


def _exact(claim: Claim, value: Decimal, measure: str) -> Fraction:
    """The actual in `measure`: `value` as it was read, or what was worked out (D2), brought into it."""
    if claim.worked is None:
        return Fraction(value)
    return claim.worked * Fraction(_factor(claim.actual, measure))


def _in(reading: Reading, measure: str) -> Decimal:
    if reading.value is None:
        raise NotComparableError(
            reading.problem or f"「{clip(reading.text)}」不是数字，请填写数字和计量单位。"
        )
    if _is_bare(reading, measure) and reading.value and abs(reading.value) <= ONE:
        raise NotComparableError(f"「{reading.value:f}」没有写计量单位，请写明{measure}，例如95{measure}。")
    return reading.value * _factor(reading, measure)


def _factor(reading: Reading, measure: str) -> Decimal:
    """What a number in the measure of `reading` is multiplied with to be one in `measure`."""
    if _is_bare(reading, measure):
        return ONE.scaleb(-measures.RATES[measure])
    factor = measures.convert(ONE, measure=reading.measure or measure, into=measure)
    if factor is None:
        raise NotComparableError(
            f"计量单位不一致（「{measure}」与「{reading.measure}」），请改为相同的计量单位。"
        )
    return factor


def _is_bare(reading: Reading, measure: str) -> bool:
    """Whether a figure without a measure stands beside a rate."""
    return not reading.measure and measures.is_rate(measure)


def _text(value: Decimal, measure: str) -> str:
    """Return the figure as a working shows it; amounts with the two decimals that the table prints."""
    cents = round_exact(value, decimals=2)
    return f"{cents:f}" if measure == AMOUNT and cents == value else shown(value, measure)
