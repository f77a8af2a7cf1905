"""Products: 参保人数49279人，补助标准每人33.50元，需要资金165.08万元."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.figures.rounding import round_exact
from core.verification.prose.compare import shown, written
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading

NEAR = 6
MONTHS = ("每月", "/月", "·月", "月均", "/人月")
OTHER_TIMES = ("每天", "每日", "每学期", "每季", "/天", "每次", "每半年", "每工作日")
"""A further factor beside the number and the price; how many is not said."""
IN_A_YEAR = 12


def products(reading: Reading) -> Iterator[Statement]:
    """Every price beside its number and the amount that they make together."""
    for place, price in enumerate(reading.figures):
        reading.steps.take()
        if reading.roles[place] != "price" or not price.is_exact or not price.value:
            continue
        number = _number(reading, place)
        if number is not None:
            yield from _product(reading, place, number)


def _number(reading: Reading, place: int) -> int | None:
    """What is paid for: the number of people or things before the price, or right behind it."""
    price = reading.figures[place]
    before = list(reading.back(place, lambda figure: figure.kind == "count", window=NEAR))
    behind = [place + 1] if place + 1 < len(reading.figures) else []
    for other in before + behind:
        figure = reading.figures[other]
        if figure.sentence == price.sentence and figure.is_exact and _is_paid_for(price, figure):
            return other
    return None


def _is_paid_for(price: Figure, number: Figure) -> bool:
    words = price.label[-16:] + price.measure
    named = f"每{number.name}" in words or f"/{number.name}" in words or f"{number.name}均" in words
    return named or (number.kind == "count" and "标准" in words and "每" not in words and "/" not in words)


def _product(reading: Reading, place: int, number: int) -> Iterator[Statement]:
    price, counted = reading.figures[place], reading.figures[number]
    start = max(place, number) + 1
    results = [figure for figure in reading.figures[start : start + NEAR] if _is_result(figure, price)]
    factors = _factors(reading, place)
    for result in results:
        for factor in (1, *factors):
            if _prints_as(result, counted.amount * price.amount * factor):
                yield _statement(result, counted, price, factor)
                return
    times = any(word in price.label[-16:] + price.measure for word in OTHER_TIMES)
    if (
        results
        and results[0] in reading.figures[start : start + 1]
        and not times
        and (not _is_monthly(price))
    ):
        yield _statement(results[0], counted, price, 1)


def _factors(reading: Reading, place: int) -> tuple[int, ...]:
    """The months that a monthly price may be paid for: those that stand beside it, or the year's."""
    if not _is_monthly(reading.figures[place]):
        return ()
    near = reading.figures[max(0, place - NEAR) : place + NEAR]
    return (*(int(figure.value) for figure in near if figure.measure == "个月"), IN_A_YEAR)


def _is_monthly(price: Figure) -> bool:
    return any(word in price.label[-16:] + price.measure for word in MONTHS)


def _is_result(figure: Figure, price: Figure) -> bool:
    return (
        figure.kind == "money"
        and figure.name == "元"
        and figure.is_exact
        and figure.sentence == price.sentence
    )


def _prints_as(result: Figure, expected: Fraction) -> bool:
    unit = 2 * result.half
    return bool(unit) and Fraction(round_exact(expected / unit, decimals=0)) * unit == result.amount


def _statement(result: Figure, number: Figure, price: Figure, factor: int) -> Statement:
    expected = number.amount * price.amount * factor
    cut = abs(expected - result.amount) < 2 * result.half
    holds: Holds = "yes" if _prints_as(result, expected) else "rounding" if cut else "no"
    months = f" × {factor}" if factor != 1 else ""
    working = f"{shown(number)} × {shown(price)}{months} = {written(expected, result)}"
    return Statement("product", result, (number, price), expected, holds, working)
