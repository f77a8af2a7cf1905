"""Numbers, each with its price, that make one amount: 早餐3元、午餐8元，早餐n份、午餐m份，支出T."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from itertools import product as choices

from core.verification.prose.beside import says_all
from core.verification.prose.operands import USUAL, numbers
from core.verification.prose.prices import is_of_time, is_timely, times_of
from core.verification.prose.structure import Reading
from core.verification.prose.worth import Product, Term

MOST = 6
"""So many prices are added."""
CHOICES = 2
"""So many numbers are tried for each of them."""
AHEAD, BACK = 5, 6
AROUND = 2 * MOST + AHEAD
TELLING = 3


def tiers(reading: Reading, prices: list[int], known: set[int]) -> Iterator[Product]:
    """What runs of prices make with their numbers; where nothing comes out, what one misprint explains."""
    for run in _runs(reading, prices):
        fitting = [one for tail in _tails(run) for one in _fitting(reading, tail, known)]
        yield from fitting
        if fitting or any(reading.figures[place].start in known for place in run) or len(run) > MOST:
            continue
        tried = (one for one in _all(reading, run, known) if _is_asked(one) and one.misprinted())
        yield from list(tried)[:1]


def _is_asked(product: Product) -> bool:
    behind = product.total.start > product.terms[-1].price.start and says_all(product.total)
    return product.digits >= TELLING or (behind and product.is_side_by_side)


def _runs(reading: Reading, prices: list[int]) -> Iterator[list[int]]:
    """The prices of money of each sentence that has two and more."""
    by_sentence: dict[int, list[int]] = {}
    for place in prices:
        if reading.figures[place].kind == "money" and not is_of_time(reading.figures[place]):
            by_sentence.setdefault(reading.figures[place].sentence, []).append(place)
    yield from (run for run in by_sentence.values() if len(run) > 1)


def _tails(run: list[int]) -> Iterator[list[int]]:
    """A run, or its end, the longest first."""
    for first in range(max(0, len(run) - MOST), len(run) - 1):
        yield run[first:]


def _fitting(reading: Reading, run: list[int], known: set[int]) -> Iterator[Product]:
    seen = set[int]()
    for one in _all(reading, run, known):
        if one.total.start not in seen and one.fits:
            seen.add(one.total.start)
            yield one


def _all(reading: Reading, run: list[int], known: set[int]) -> Iterator[Product]:
    made = _made(reading, run)
    for total in _totals(reading, run):
        if reading.figures[total].start not in known:
            yield from (one for terms in made for one in _products(reading, total, terms))


def _made(reading: Reading, run: list[int]) -> list[tuple[Term, ...]]:
    """Each price with one of its numbers, no number twice."""
    options = [numbers(reading, place)[:CHOICES] for place in run]
    made = list[tuple[Term, ...]]()
    for chosen in choices(*options):
        reading.steps.take()
        if all(one < other for one, other in pairwise(chosen)):
            pairs = zip(run, chosen, strict=True)
            made.append(
                tuple(Term(reading.figures[place], (reading.figures[other],)) for place, other in pairs)
            )
    return made


def _totals(reading: Reading, run: list[int]) -> Iterator[int]:
    last = run[-1]
    end = max([last, *(other for place in run for other in numbers(reading, place)[:1])])
    for other in (*range(end + 1, end + 1 + AHEAD), *range(run[0] - 1, max(-1, run[0] - 1 - BACK), -1)):
        if other >= len(reading.figures):
            continue
        figure = reading.figures[other]
        near = abs(figure.sentence - reading.figures[last].sentence) <= 1
        plain = reading.roles[other] in ("plain", "to", "price") and figure.name == "元" and figure.is_exact
        if near and plain and figure.value and figure.paragraph == reading.figures[last].paragraph:
            yield other


def _products(reading: Reading, total: int, terms: tuple[Term, ...]) -> Iterator[Product]:
    figure = reading.figures[total]
    price, number = terms[0].price, terms[0].numbers[0]
    asked = [USUAL[time] for time in times_of(price) if time in USUAL and not is_timely(number, time)]
    own = sorted(one.start for one in (figure, *(one for term in terms for one in term.figures)))
    near = reading.figures[max(0, total - AROUND) : total + AROUND]
    around = tuple(one for one in near if own[0] <= one.start <= own[-1])
    for constant in (*asked[:1], 1):
        yield Product(figure, terms, (), constant, around=around)
