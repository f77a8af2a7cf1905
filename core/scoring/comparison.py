"""Bring target and actual into one measure, or say in Chinese why they cannot be compared."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.figures import measures
from core.figures.quantities import Operator, Reading, shown
from core.figures.rounding import round_exact
from core.figures.text import clip
from core.scoring.outcome import AMOUNT, Claim

ONE = Decimal(1)


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


def measured(claim: Claim, points: Decimal) -> Measured:
    """Return target and actual in the measure of the target; NotComparableError where that needs a person.

    A figure without a measure takes that of the other (seed 002: ≥90% and 95), but 1 beside a percentage
    could be 1 % and 100 %.
    """
    measure = claim.target.measure or claim.actual.measure
    target, actual = _in(claim.target, measure), _in(claim.actual, measure)
    return Measured(
        target=Fraction(target),
        actual=Fraction(actual),
        points=Fraction(points),
        operator=claim.target.operator,
        target_text=_text(target, measure),
        actual_text=_text(actual, measure),
    )


def _in(reading: Reading, measure: str) -> Decimal:
    if reading.value is None:
        raise NotComparableError(
            reading.problem or f"「{clip(reading.text)}」不是数字，请填写数字和计量单位。"
        )
    if not reading.measure and measures.is_rate(measure):
        return _bare_rate(reading.value, measure)
    value = measures.convert(reading.value, measure=reading.measure or measure, into=measure)
    if value is None:
        raise NotComparableError(
            f"计量单位不一致（「{measure}」与「{reading.measure}」），请改为相同的计量单位。"
        )
    return value


def _bare_rate(value: Decimal, measure: str) -> Decimal:
    if value and abs(value) <= ONE:
        raise NotComparableError(f"「{value:f}」没有写计量单位，请写明{measure}，例如95{measure}。")
    return value.scaleb(-measures.RATES[measure])


def _text(value: Decimal, measure: str) -> str:
    """Return the figure as a working shows it; amounts with the two decimals that the table prints."""
    cents = round_exact(value, decimals=2)
    return f"{cents:f}" if measure == AMOUNT and cents == value else shown(value, measure)
