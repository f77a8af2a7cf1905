"""Where the number, the times and the total of a price may stand: in its sentence, and in those beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from core.verification.prose.figures import Figure
from core.verification.prose.prices import counts_of, is_average, is_averaged, is_timely, times_of
from core.verification.prose.structure import Reading
from core.verification.prose.worth import Product, Term

BACK, AHEAD = 8, 6
"""How many figures before and behind a price its number is looked for."""
SENTENCES_BACK = 2
MOST = 4
"""So many numbers, totals and factors are tried for one price."""
BEFORE = 6
"""How many figures before number and price their total may stand."""
USUAL = {"月": 12, "季": 4, "季度": 4, "学期": 2, "半年": 2}
"""How often a time comes in the year for which is paid."""
OF_A_MONTH = ("月", "每月")
NO_NUMBER = ("change", "share", "rate", "base", "from")


def candidates(reading: Reading, place: int) -> Iterator[Product]:
    """What the price at `place` may make with numbers and totals around it, the likeliest first."""
    price = reading.figures[place]
    for number in numbers(reading, place):
        term = Term(price, (reading.figures[number],))
        outer = _outer(reading, number)
        options = factors(reading, place, number)
        terms = [term, Term(price, (outer, *term.numbers))] if outer else [term]
        for total in totals(reading, place, number):
            ends = sorted((place, number, total))
            around = reading.figures[ends[0] : ends[-1] + 1]
            behind = total < place and is_average(price, reading.figures[total])
            average = behind or is_averaged(price)
            for times, constant, whole in options:
                for each in terms:
                    reading.steps.take()
                    a_month = (
                        not times and constant == 1 and reading.figures[total].label.startswith(OF_A_MONTH)
                    )
                    all_told = (whole or a_month) and each is terms[-1]
                    yield Product(reading.figures[total], (each,), times, constant, average, around, all_told)


def numbers(reading: Reading, place: int) -> list[int]:
    """The places of what the price is paid for; of its own sentence the nearest, else of like words first."""
    price = reading.figures[place]
    found = list[tuple[tuple[int, int, int], int]]()
    for other in range(max(0, place - BACK), min(len(reading.figures), place + AHEAD + 1)):
        reading.steps.take()
        figure = reading.figures[other]
        apart = figure.sentence - price.sentence
        if other == place or not -SENTENCES_BACK <= apart <= 1 or not _is_number(reading, other, price):
            continue
        likeness = shared(price.label, figure.label + figure.tail) if apart else 0
        found.append(((abs(apart), -likeness, abs(place - other)), other))
    return [other for _, other in sorted(found)[:MOST]]


def _is_number(reading: Reading, other: int, price: Figure) -> bool:
    figure = reading.figures[other]
    plain = reading.roles[other] not in NO_NUMBER and figure.paragraph == price.paragraph
    return plain and figure.is_exact and bool(figure.value) and counts_of(price, figure)


def _outer(reading: Reading, number: int) -> Figure | None:
    """3期 of 每期50人, where the number is itself a price."""
    if reading.roles[number] != "price":
        return None
    return next((reading.figures[other] for other in numbers(reading, number)[:1]), None)


def totals(reading: Reading, place: int, number: int) -> Iterator[int]:
    """The places of the amounts that price and number may make: behind both, between, shortly before."""
    first, last = sorted((place, number))
    around = (
        *range(last + 1, last + 1 + AHEAD),
        *range(first + 1, last),
        *range(first - 1, first - 1 - BEFORE, -1),
    )
    inside = (other for other in around if 0 <= other < len(reading.figures))
    return islice((other for other in inside if _is_total(reading, other, place, (first, last))), MOST)


def _is_total(reading: Reading, other: int, place: int, ends: tuple[int, int]) -> bool:
    reading.steps.take()
    figure, price = reading.figures[other], reading.figures[place]
    near = {reading.figures[end].sentence for end in ends}
    before = other < ends[0]
    beside = figure.sentence - max(near) <= 1 if not before else min(near) - figure.sentence <= 1
    plain = reading.roles[other] in ("plain", "to") and figure.paragraph == price.paragraph
    return beside and plain and figure.is_exact and bool(figure.value) and is_alike(figure, price)


def is_alike(total: Figure, price: Figure) -> bool:
    """Money of money; 200人次 of 每期50人; 1905人天 of 人均25天."""
    if price.kind == "money":
        return total.name == "元"
    return total.kind == "count" and (
        total.name.removesuffix("次") == price.name.removesuffix("次") or total.name == f"人{price.name}"
    )


def factors(reading: Reading, place: int, number: int) -> list[tuple[tuple[Figure, ...], int, bool]]:
    """By what number and price are multiplied: months and days that are told, 12 of a year, nothing.

    With each whether it is all by which the price asks to be multiplied.
    """
    price, counted = reading.figures[place], reading.figures[number]
    asked = [time for time in times_of(price) if not is_timely(counted, time)]
    told = [_times(reading, place, number, time) for time in asked]
    if not asked:
        return [((), 1, True)]
    found: list[tuple[Figure, ...]] = [(one,) for ones in told for one in ones]
    found += [tuple(ones[0] for ones in told)] if len(told) > 1 and all(told) else []
    usual = [((), USUAL[time], len(asked) == 1) for time in asked if time in USUAL and not found]
    return [*((one, 1, len(one) == len(asked)) for one in found), *usual, ((), 1, False)]


def _times(reading: Reading, place: int, number: int, name: str) -> list[Figure]:
    """5天, 6个月 around a price, the nearest first."""
    first, last = sorted((place, number))
    price = reading.figures[place]
    near = [
        (abs(other - place), other)
        for other in range(max(0, first - MOST), min(len(reading.figures), last + MOST))
        if other != number and is_timely(reading.figures[other], name)
    ]
    reading.steps.take(last - first + 2 * MOST)
    figures = (reading.figures[other] for _, other in sorted(near))
    return [
        one for one in figures if one.is_exact and one.value > 1 and abs(one.sentence - price.sentence) <= 1
    ][:2]


def shared(label: str, other: str) -> int:
    """How many pairs of signs two texts share."""
    return len(
        {label[at : at + 2] for at in range(len(label) - 1)}
        & {other[at : at + 2] for at in range(len(other) - 1)}
    )
