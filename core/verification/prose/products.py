"""Products: 参保人数49279人，补助标准每人33.50元，需要资金165.08万元; 4期，每期50人，共200人; 户均300元.

Everywhere around a price something is looked for that makes it come out. What does not come out is called
wrong where one misprinted figure explains it, or where number, price and total stand side by side (`beside`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.verification.prose.beside import beside, says_all
from core.verification.prose.monthly import monthly
from core.verification.prose.operands import candidates
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.tiers import tiers
from core.verification.prose.worth import Product

SURE, LIKELY = 4, 3
"""So many digits must a result have that is called wrong: wherever it stands, or beside number and price."""


def products(reading: Reading) -> Iterator[Statement]:
    """Every price beside its number and the amount that they make together."""
    prices = [
        place for place, role in enumerate(reading.roles) if role == "price" and _is_usable(reading, place)
    ]
    reading.steps.take(len(reading.figures))
    tried = {place: list(candidates(reading, place)) for place in prices}
    found = [one for place in prices for one in _fitting(tried[place])]
    layered = list(tiers(reading, prices, {one.total.start for one in found}))
    done = _Done.of([*found, *(one for one in layered if one.fits)])
    yield from (one.statement("yes" if one.fits else "no") for one in (*found, *layered))
    yield from monthly(reading)
    nearest = {place: tried[place][0].number.start for place in prices if tried[place]}
    owned = set(nearest.values())
    for place in prices:
        if reading.figures[place].start in done.prices:
            yield from _again(tried[place], done)
            continue
        alone = len({one.number for one in tried[place] if one.is_in_one_sentence}) == 1
        own = nearest.get(place)
        mine = (one for one in tried[place] if one.number.start == own or one.number.start not in owned)
        open_ones = (one for one in mine if _is_new(one, done))
        slip = next((one for one in open_ones if _is_slip(one, alone)), None)
        if slip:
            yield slip.statement("no")
        else:
            told = beside(reading, place, done.prices)
            yield from (one for one in told if one.holds != "no" or not done.explains(one))


@dataclass(frozen=True)
class _Done:
    """Where the figures start for which something holds, or was called wrong."""

    prices: set[int]
    totals: set[int]
    numbers: set[int]

    @classmethod
    def of(cls, told: Sequence[Product]) -> _Done:
        terms = [term for one in told for term in one.terms]
        return cls(
            {term.price.start for term in terms},
            {one.total.start for one in told},
            {number.start for term in terms for number in term.numbers},
        )

    def explains(self, told: Statement) -> bool:
        """Whether another price makes that total with that number: 每台5100元，较预算单价5500元."""
        starts = {figure.start for figure in (told.claimed, *told.operands)}
        return not self.totals.isdisjoint(starts) and not self.numbers.isdisjoint(starts)


def _is_usable(reading: Reading, place: int) -> bool:
    price = reading.figures[place]
    return price.is_exact and bool(price.value)


def _fitting(tried: list[Product]) -> Iterator[Product]:
    """What comes out, each total and each number once."""
    seen = set[int]()
    for one in tried:
        figures = {one.total.start, one.number.start}
        if not figures & seen and one.fits:
            seen |= figures
            yield one


def _again(tried: list[Product], done: _Done) -> Iterator[Statement]:
    """A price that is used twice: another number and another total side by side."""
    for one in tried:
        number = one.number
        new = one.total.start not in done.totals and number.start not in done.numbers
        if new and one.digits >= LIKELY and not one.may_be_rounded and one.misprinted():
            yield one.statement("no")
            return


def _is_new(product: Product, done: _Done) -> bool:
    """Whether a total, or an average's number, is not what another product holds for."""
    if product.is_average:
        return product.number.start not in done.numbers
    return product.total.start not in done.totals


def _is_slip(product: Product, alone: bool) -> bool:
    """Whether a digit explains what does not come out, and the figures are near enough to be meant so.

    People who come and go in a year leave a total near to what 12 months would make. `alone`: no other number
    in the sentence counts what the price is for.
    """
    changing = product.constant != 1 and product.is_close and product.digits <= SURE
    if not product.is_complete or product.may_be_rounded or changing:
        return False
    near = product.is_in_one_sentence or product.is_side_by_side
    enough = product.digits >= SURE or (near and product.digits >= LIKELY) or (alone and _is_asked(product))
    return enough and product.misprinted() is not None


def _is_asked(product: Product) -> bool:
    """Whether number, price and what they make stand side by side, in one sentence, and the words say so."""
    behind = product.total.start > max(figure.start for figure in product.operands)
    asked = product.is_average or product.total.kind == "count" or (behind and says_all(product.total))
    return asked and product.is_side_by_side and product.is_in_one_sentence
