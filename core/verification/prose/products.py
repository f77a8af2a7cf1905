"""Products: 参保人数49279人，补助标准每人33.50元，需要资金165.08万元."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.figures.rounding import round_exact
from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import OPENERS, PER_HEAD, names

NEAR = 6
EACH = names("每生 每位 每名 每童")
LEVELS = names("中央 省级 市级 县级 区级")
MADE = names("共 合计 总 金额 支出 发放 资金 需 支付 兑现 安排 征收 代缴 = 补助")
NUMBERED = "每人户次名例"
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
        average = _average(reading, place)
        if average:
            yield average
            continue
        number = _number(reading, place)
        if number is not None:
            yield from _product(reading, place, number)


def _average(reading: Reading, place: int) -> Statement | None:
    """支出T，惠及n人，人均s; the amount and the number stand right before what each one gets."""
    price = reading.figures[place]
    _, sign, tail = price.label.rpartition("均")
    if place < 2 or not sign or tail.lstrip(NUMBERED) not in PER_HEAD:
        return None
    pair = reading.figures[place - 2 : place]
    total = next((figure for figure in pair if _is_result(figure, price)), None)
    number = next((figure for figure in pair if figure.kind == "count" and figure.is_exact), None)
    if not total or not number or not number.amount or number.sentence != price.sentence:
        return None
    expected = total.amount / number.amount
    holds = ratio_holds(price, expected, slack_of(total, number))
    working = f"{shown(total)} ÷ {shown(number)} = {written(expected, price)}"
    return Statement("product", price, (total, number), expected, holds, working)


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
    name = number.name
    each = (f"每{name}", f"/{name}", f"{name}均", f"单{name}", "单价", *(EACH if name == "人" else ()))
    named = any(one in words for one in each)
    return named or ("标准" in words and "每" not in words and "/" not in words)


def _product(reading: Reading, place: int, number: int) -> Iterator[Statement]:
    price, counted = reading.figures[place], reading.figures[number]
    start = max(place, number) + 1
    results = [figure for figure in reading.figures[start : start + NEAR] if _is_result(figure, price)]
    first = _first_result(reading, start, price)
    if not results:
        results, first = _results_before(reading, place, number)
    factors = _factors(reading, place)
    for result in results:
        for factor in (1, *factors):
            if _prints_as(result, counted.amount * price.amount * factor):
                yield _statement(result, counted, price, factor)
                return
    times = any(word in price.label[-16:] + price.measure for word in OTHER_TIMES)
    if first and not times and (not _is_monthly(price) or len(factors) > 1):
        yield _statement(first, counted, price, next(iter(factors), 1))


def _first_result(reading: Reading, start: int, price: Figure) -> Figure | None:
    """The amount right behind number and price; months may stand between."""
    following = [figure for figure in reading.figures[start : start + 2] if figure.measure != "个月"]
    return next((figure for figure in following[:1] if _is_result(figure, price) and _is_all(figure)), None)


def _is_all(result: Figure) -> bool:
    """Whether its words say that it is what number and price make, not 中央补助, 工作经费."""
    parts = any(mark in result.lead for mark in (*OPENERS, *LEVELS))
    return not parts and any(word in result.label for word in MADE)


def _results_before(reading: Reading, place: int, number: int) -> tuple[list[Figure], Figure | None]:
    """发放T，共n人，每人s: the amount right before number and price, where no list opens between."""
    total = reading.figures[number - 1] if number == place - 1 and number else None
    counted = reading.figures[number]
    if not total or not _is_result(total, reading.figures[place]) or reading.roles[number - 1] != "plain":
        return [], None
    opens = any(mark in counted.lead for mark in OPENERS)
    return [total], None if opens else total


def _factors(reading: Reading, place: int) -> tuple[int, ...]:
    """The months that a monthly price may be paid for: those that stand beside it, or the year's."""
    if not _is_monthly(reading.figures[place]):
        return ()
    price, near = reading.figures[place], reading.figures[max(0, place - NEAR) : place + NEAR]
    months = [one for one in near if one.measure == "个月" and one.sentence == price.sentence]
    return (*(int(figure.value) for figure in months), IN_A_YEAR)


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
