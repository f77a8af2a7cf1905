"""Number, price and total that stand side by side: what does not come out is wrong, whichever it is."""

from __future__ import annotations

from collections.abc import Container, Iterator
from fractions import Fraction

from core.figures.rounding import round_exact
from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.prices import MONTH, counts_of, is_average, names_of, times_of
from core.verification.prose.slips import is_slip
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import CUT, OPENERS, names

NEAR = 6
LEVELS = names("中央 省级 市级 县级 区级")
MADE = names(
    "共 合计 总 金额 支出 发放 资金 需 支付 兑现 安排 征收 代缴 = 补助 费用 投入 投资 兑付 救助金 累计 拨付 "
    "价 奖金 小计"
)
PARTLY = names("到位 已 尚 首批 预拨 增加 其余 另")
"""An amount behind these is not all that number and price make."""
ADDED = names("另 其余 以及 还 等 同时 外")
SOME = ("其中", "包括", "包含")
IN_A_YEAR = 12


def beside(reading: Reading, place: int, done: Container[int]) -> Iterator[Statement]:
    """What a price makes with the number and the amount that stand side by side with it."""
    average = _average(reading, place)
    number = None if average else _number(reading, place)
    if average:
        yield average
    elif number is not None and reading.roles[number] != "price":
        yield from _product(reading, place, number, done)


def _average(reading: Reading, place: int) -> Statement | None:
    """支出T，惠及n户m人，户均s; the amount and the number stand right before what each one gets."""
    price = reading.figures[place]
    near = [
        reading.figures[other]
        for other in range(max(0, place - 3), place)
        if reading.figures[other].sentence == price.sentence and reading.roles[other] != "price"
    ]
    numbers = _counted(price, [figure for figure in near if figure.is_exact and counts_of(price, figure)])
    rest = [figure for figure in near if figure not in numbers]
    totals = [figure for figure in rest if _is_result(figure, price) or _is_shared(figure, price)]
    if len(totals) != 1 or len(numbers) != 1 or not numbers[0].amount:
        return None
    total, number = totals[0], numbers[0]
    others = [
        figure for figure in near[near.index(min(total, number, key=_start)) :] if figure.kind == "rate"
    ]
    opens = any(mark in figure.lead for figure in near[near.index(total) + 1 :] for mark in SOME)
    if others or opens or not is_average(price, total):
        return None
    expected = total.amount / number.amount
    whole: Holds = "yes" if abs(expected - price.amount) < 1 else "no"
    holds = ratio_holds(price, expected, slack_of(total, number)) if price.half else whole
    working = f"{shown(total)} ÷ {shown(number)} = {written(expected, price)}"
    return Statement("product", price, (total, number), expected, holds, working)


def _counted(price: Figure, numbers: list[Figure]) -> list[Figure]:
    """16次 before 2080人次 for 每次: those counted in just what the price is for, where there are such."""
    same = [figure for figure in numbers if figure.name in names_of(price)]
    return same or numbers


def _start(figure: Figure) -> int:
    return figure.start


def _number(reading: Reading, place: int) -> int | None:
    """What is paid for: the number of people or things before the price, or right behind it."""
    price = reading.figures[place]
    before = list(reading.back(place, lambda figure: figure.kind == "count", window=NEAR))
    behind = [other for other in (place + 1, place + 2) if other < len(reading.figures)][
        : 1 + bool(times_of(price))
    ]
    for other in before + behind:
        figure = reading.figures[other]
        if figure.sentence == price.sentence and figure.is_exact and counts_of(price, figure):
            return other
    return _number_before(reading, place)


def _number_before(reading: Reading, place: int) -> int | None:
    """覆盖37台。按每台5280元测算: the end of the sentence before, where the price names what that counts."""
    price, other = reading.figures[place], place - 1
    if other < 0 or not names_of(price):
        return None
    figure = reading.figures[other]
    beside = figure.sentence == price.sentence - 1 and figure.paragraph == price.paragraph
    return other if beside and figure.is_exact and counts_of(price, figure) else None


def _product(reading: Reading, place: int, number: int, done: Container[int]) -> Iterator[Statement]:
    price, counted = reading.figures[place], reading.figures[number]
    start = max(place, number) + 1
    results = [figure for figure in reading.figures[start : start + NEAR] if _is_result(figure, price)]
    factors, known = _factors(reading, place)
    first = _first_result(reading, start, price)
    if not results:
        results, first = _results_before(reading, place, number)
    for result in results:
        for factor in (1, *factors):
            if _prints_as(result, counted.amount * price.amount * factor):
                yield _statement(result, counted, price, factor)
                return
    if not known or _another_price(reading, place, done):
        return
    first = first if counted.sentence == price.sentence else None
    if first is None and results and not _is_more(reading, start, results[0]):
        slipped = is_slip(results[0], counted.amount * price.amount * next(iter(factors), 1))
        first = results[0] if slipped else None
    if first:
        yield _statement(first, counted, price, next(iter(factors), 1))


def _is_more(reading: Reading, start: int, result: Figure) -> bool:
    """Whether an amount is not right behind number and price, or says that more is bought with it."""
    beside = any(figure is result for figure in reading.figures[start : start + 2])
    return not beside or any(mark in result.lead for mark in ADDED)


def _first_result(reading: Reading, start: int, price: Figure) -> Figure | None:
    """The amount right behind number and price; months and days may stand between."""
    times = [time for name in times_of(price) for time in (name, f"个{name}")]
    following = [figure for figure in reading.figures[start : start + 3] if figure.measure not in times]
    return next((figure for figure in following[:1] if _is_result(figure, price) and says_all(figure)), None)


def says_all(result: Figure) -> bool:
    """Whether its words say that it is what number and price make, not 中央补助, 工作经费."""
    parts = any(mark in result.lead for mark in (*OPENERS, *LEVELS, *ADDED, *CUT)) or result.lead.startswith(
        "="
    )
    partly = any(word in result.label for word in PARTLY)
    return not parts and not partly and any(word in result.label for word in MADE)


def _results_before(reading: Reading, place: int, number: int) -> tuple[list[Figure], Figure | None]:
    """发放T，共n人，每人s: the amount right before number and price, where no list opens between."""
    first = min(number, place)
    total = reading.figures[first - 1] if abs(number - place) == 1 and first else None
    if not total or not _is_result(total, reading.figures[place]) or reading.roles[first - 1] != "plain":
        return [], None
    opens = any(mark in reading.figures[first].lead for mark in SOME)
    return [total], None if opens else total


def _another_price(reading: Reading, place: int, done: Container[int]) -> bool:
    """Whether two prices share one amount: 护林员20人，每人1万元；巡护员10人，每人0.8万元，共28万元."""
    sentence = reading.figures[place].sentence
    near = [*range(max(0, place - NEAR), place), *range(place + 1, min(len(reading.figures), place + 2))]
    return any(
        reading.roles[other] == "price"
        and reading.figures[other].sentence == sentence
        and reading.figures[other].start not in done
        for other in near
    )


def _factors(reading: Reading, place: int) -> tuple[tuple[int, ...], bool]:
    """By what else number and price are multiplied (5天, 6个月), and whether the text gives all of it."""
    price = reading.figures[place]
    times = times_of(price)
    if not times:
        return (), True
    near = reading.figures[max(0, place - NEAR) : place + NEAR]
    inside = [one for one in near if one.sentence == price.sentence and one.is_exact and not one.decimals]
    found = [next((one for one in inside if one.measure in (time, f"个{time}")), None) for time in times]
    factor = 1
    for one in found:
        factor *= int(one.value) if one else 1
    year = (IN_A_YEAR,) if MONTH in times else ()
    return ((factor, *year) if any(found) else year), all(found)


def _is_result(figure: Figure, price: Figure) -> bool:
    alike = figure.name == "元" if price.kind == "money" else _counts_alike(figure, price)
    return alike and figure.is_exact and figure.sentence == price.sentence


def _counts_alike(figure: Figure, price: Figure) -> bool:
    """What 4期 of 每期50人 make: 200人, 200人次."""
    return figure.name.removesuffix("次") == price.name.removesuffix("次") and figure.label.startswith(
        ("共", "累计", "合计", "总")
    )


def _is_shared(figure: Figure, price: Figure) -> bool:
    """270人次 of 平均每期45人次."""
    alike = figure.kind == price.kind == "count" and figure.name == price.name
    return alike and "均" in price.label and figure.is_exact


def _prints_as(result: Figure, expected: Fraction) -> bool:
    unit = 2 * result.half
    if not unit:
        return expected == result.amount
    return Fraction(round_exact(expected / unit, decimals=0)) * unit == result.amount


def _statement(result: Figure, number: Figure, price: Figure, factor: int) -> Statement:
    expected = number.amount * price.amount * factor
    slack = number.amount * factor * price.half + number.half * price.amount * factor
    loose = abs(expected - result.amount) < max(2 * result.half, slack + result.half)
    holds: Holds = "yes" if _prints_as(result, expected) else "rounding" if loose else "no"
    months = f" × {factor}" if factor != 1 else ""
    working = f"{shown(number)} × {shown(price)}{months} = {written(expected, result)}"
    return Statement("product", result, (number, price), expected, holds, working)
