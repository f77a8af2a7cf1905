"""What numbers and prices make together, and whether one misprint explains that it is not what is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import prod

from core.figures.rounding import round_exact
from core.verification.prose.compare import shown, written
from core.verification.prose.figures import Figure
from core.verification.prose.prices import is_averaged
from core.verification.prose.slips import is_misprint, telling
from core.verification.prose.statements import Holds, Statement

STANDARDS = ("标准", "定额", "单价", "按", "补贴", "补助", "奖励", "津贴", "工资")
COARSE = 2
"""每人3万元 prints so many totals that one before it comes out by chance."""
CLOSE = 25
WORKED_OUT = ("均", "折合", "折算")
Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Term:
    """A price, and how many it is paid for; 3期 and 每期50人 are two numbers of one price."""

    price: Figure
    numbers: tuple[Figure, ...] = ()

    @property
    def amount(self) -> Fraction:
        return self.price.amount * prod(number.amount for number in self.numbers)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (*self.numbers, self.price)


@dataclass(frozen=True)
class Product:
    """`total` = the terms × `times` (5天, 6个月) × `constant` (12 of 全年).

    `is_average`: the price was worked out from the total (人均), and is rounded. `around`: all figures from
    the first to the last of its own. `is_complete`: no time is left for which the price is paid.
    """

    total: Figure
    terms: tuple[Term, ...]
    times: tuple[Figure, ...] = ()
    constant: int = 1
    is_average: bool = False
    around: tuple[Figure, ...] = ()
    is_complete: bool = True

    @property
    def is_side_by_side(self) -> bool:
        """Whether nothing else stands between its figures."""
        return set(self.around) <= {self.total, *self.operands}

    @property
    def is_in_one_sentence(self) -> bool:
        return all(figure.sentence == self.total.sentence for figure in self.operands)

    @property
    def operands(self) -> tuple[Figure, ...]:
        return (*(figure for term in self.terms for figure in term.figures), *self.times)

    @cached_property
    def expected(self) -> Fraction:
        """What the total should be, in its base measure."""
        factor = self.constant * prod(time.amount for time in self.times)
        return factor * sum((term.amount for term in self.terms), Fraction(0))

    @property
    def price(self) -> Figure:
        return self.terms[0].price

    @property
    def number(self) -> Figure:
        """What the price of a single term is paid for."""
        return self.terms[0].numbers[-1]

    @property
    def claimed(self) -> Figure:
        return self.price if self.is_average else self.total

    @property
    def meant(self) -> Fraction:
        """What `claimed` should be."""
        return self.price.amount * self.total.amount / self.expected if self.is_average else self.expected

    @property
    def fits(self) -> bool:
        """Whether the total prints as what number and price make, or the average as what they give."""
        coarse = not is_averaged(self.price) and telling(self.price) < COARSE
        rounded = self.is_average and not coarse and prints_as(self.price, self.meant)
        return prints_as(self.total, self.expected) or rounded

    @property
    def may_be_rounded(self) -> bool:
        """Whether the price may be what its total gave, rounded: no 标准, no 单价."""
        return (
            not is_standard(self.price)
            and len(self.terms) == 1
            and prints_as(self.price, self.price.amount * self.total.amount / self.expected)
        )

    @property
    def is_close(self) -> bool:
        """Whether the total is so near to what number and price make that a few may have come and gone."""
        return abs(self.total.amount - self.expected) * CLOSE <= self.expected

    @property
    def digits(self) -> int:
        """How many digits of the result say something."""
        return max(telling(self.total), telling(self.claimed))

    def misprinted(self) -> Figure | None:
        """The figure that makes it come out with a digit changed, two swapped, or its point moved."""
        if self.is_average and not is_averaged(self.price):
            return replace(self, is_average=False).misprinted()
        for figure in (self.total, *self.operands):
            low, high = self._wanted(figure)
            if is_misprint(figure, low, high):
                return figure
        return None

    def _wanted(self, figure: Figure) -> Interval:
        """Between which values a figure would make the claim print as it does."""
        if figure == self.claimed:
            return self.meant, self.meant
        half = half_of(self.claimed)
        low, high = self.claimed.amount - half, self.claimed.amount + half
        if self.is_average:
            return self._wanted_of_average(figure, max(low, half / 2), high)
        own = sum((term.amount for term in self.terms if figure in term.figures), Fraction(0))
        own = self.expected if figure in self.times else own * self._factor
        each, rest = own / figure.amount, self.expected - own
        return (low - rest) / each, (high - rest) / each

    def _wanted_of_average(self, figure: Figure, low: Fraction, high: Fraction) -> Interval:
        many = self.expected / self.price.amount
        if figure == self.total:
            return low * many, high * many
        rest = self.total.amount * figure.amount / many
        return rest / high, rest / low

    @property
    def _factor(self) -> Fraction:
        return Fraction(self.constant) * prod((time.amount for time in self.times), start=Fraction(1))

    def statement(self, holds: Holds) -> Statement:
        """How one would work it out by hand."""
        slipped = holds == "no" and self.misprinted() is not None
        result = written(self.meant, self.claimed)
        if self.is_average:
            below = " ÷ ".join(shown(figure) for figure in self.operands if figure != self.price)
            more = f" ÷ {self.constant}" if self.constant != 1 else ""
            working = f"{shown(self.total)} ÷ {below}{more} = {result}"
            operands = (self.total, *(figure for figure in self.operands if figure != self.price))
            told = Statement("product", self.price, operands, self.meant, holds, working)
            return replace(told, is_misprint=slipped)
        terms = " + ".join(" × ".join(shown(figure) for figure in term.figures) for term in self.terms)
        factors = [
            *(shown(time) for time in self.times),
            *([str(self.constant)] if self.constant != 1 else []),
        ]
        terms = f"（{terms}）" if factors and len(self.terms) > 1 else terms
        working = f"{' × '.join([terms, *factors])} = {result}"
        told = Statement("product", self.total, self.operands, self.expected, holds, working)
        return replace(told, is_misprint=slipped)


def is_standard(price: Figure) -> bool:
    """Whether a price was set, and is as exact as it is printed: 按每人100元, 标准, 单价."""
    if any(word in price.label for word in WORKED_OUT):
        return "标准" in price.label
    return any(word in price.label for word in STANDARDS) or "标准" in price.tail


def prints_as(result: Figure, expected: Fraction) -> bool:
    """Whether an exact value is printed so; what is counted one by one has no place behind the point."""
    unit = 2 * half_of(result)
    return Fraction(round_exact(expected / unit, decimals=0)) * unit == result.amount


def half_of(figure: Figure) -> Fraction:
    return figure.half or Fraction(1, 2)
