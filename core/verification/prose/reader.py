"""Reads a text: scanner → roles → relations, one file each."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.verification.prose.changes import all_changes
from core.verification.prose.figures import Figure
from core.verification.prose.formula import formulas
from core.verification.prose.groups import groups
from core.verification.prose.ledgers import ledgers
from core.verification.prose.mended import mended
from core.verification.prose.nearly import nearly
from core.verification.prose.otherwise import is_true_otherwise
from core.verification.prose.own_wholes import OwnWholes
from core.verification.prose.plausible import RATIOS, is_misprint, weight
from core.verification.prose.products import products
from core.verification.prose.rates import rates
from core.verification.prose.remainders import remainders
from core.verification.prose.scanner import scan
from core.verification.prose.share_names import speaks_of, whole_name
from core.verification.prose.shared_out import shared_out
from core.verification.prose.shares import shares
from core.verification.prose.statements import Statement
from core.verification.prose.steps import Steps
from core.verification.prose.structure import Reading, structure
from core.verification.prose.sums import sums
from core.verification.prose.units import repaired, units
from core.verification.prose.vetoes import is_come_back, is_parted
from core.verification.prose.years import dated


def every_change(reading: Reading) -> Iterator[Statement]:
    """What stands beside its change, and else what the words date; each change once."""
    told = list(all_changes(reading))
    known = {statement.claimed.start for statement in told}
    yield from told
    for relation in (groups, dated):
        for statement in relation(reading):
            if statement.claimed.start not in known:
                known.add(statement.claimed.start)
                yield statement


RELATIONS: tuple[Callable[[Reading], Iterator[Statement]], ...] = (
    sums,
    shares,
    every_change,
    rates,
    remainders,
    ledgers,
    products,
)


@lru_cache(maxsize=64)
def reading_of(text: str) -> Reading:
    """The figures of a text with their roles, read once for all that look at them."""
    return structure(scan(text, Steps()), Steps())


def read_prose(text: str, steps: Steps | None = None) -> tuple[Statement, ...]:
    """Return what the text claims about its own figures, in its order.

    `steps`: counts what is looked at; the text is then read anew.

    >>> (claim,) = read_prose("发生住院医药费用2051.3万元，实际报销1789.3万元，报销比例达87.27%。")
    >>> claim.kind, claim.holds, claim.working
    ('rate', 'no', '1789.3 ÷ 2051.3 = 87.23%')
    """
    reading = structure(scan(text, steps), steps) if steps else reading_of(text)
    wrong_units = list(units(reading))
    reading = repaired(reading, wrong_units)
    told = [statement for relation in RELATIONS for statement in relation(reading)]
    known, own = Known.of(told), OwnWholes.of(reading, told)
    found = [*wrong_units, *formulas(reading), *(weighed(reading, one, known, own) for one in told)]
    found += shared_out(reading, found)
    for unsaid in (nearly, mended):
        found += [one for one in unsaid(reading, found) if not is_denied(reading, one, own)]
    return tuple(sorted(found, key=lambda statement: (statement.claimed.start, statement.kind)))


def row_of(statement: Statement) -> tuple[int, tuple[int, ...]]:
    """In which sentence a share stands, and of what it is."""
    return statement.claimed.sentence, tuple(figure.start for figure in statement.operands[1:])


def made_of(statement: Statement) -> tuple[str, frozenset[int]]:
    """What sort of claim it is, and where its operands start."""
    return statement.claimed.kind, frozenset(figure.start for figure in statement.operands)


@dataclass(frozen=True)
class Ties:
    """Which figures hold together: for each, the statements that come out and have it."""

    of_figure: Mapping[int, frozenset[int]]

    @classmethod
    def of(cls, told: Iterable[Statement]) -> Ties:
        found: dict[int, set[int]] = {}
        for number, one in enumerate(told):
            for figure in (one.claimed, *one.operands) if one.holds == "yes" else ():
                found.setdefault(figure.start, set()).add(number)
        return cls({start: frozenset(numbers) for start, numbers in found.items()})

    def bind(self, figures: Sequence[Figure]) -> bool:
        """Whether one statement that comes out has all of them: 32个，其中甲12个、乙20个 of 12 ÷ 32."""
        numbers = [self.of_figure.get(figure.start, frozenset()) for figure in figures]
        return len(figures) > 1 and bool(frozenset.intersection(*numbers))


@dataclass(frozen=True)
class Known:
    """What comes out: which ratios, of what a sentence has shares, which figures hold together."""

    ratios: Container[tuple[str, frozenset[int]]]
    rows: Container[tuple[int, tuple[int, ...]]]
    ties: Ties

    @classmethod
    def of(cls, told: Sequence[Statement]) -> Known:
        right = [one for one in told if one.holds == "yes"]
        rows = {row_of(one) for one in right if one.kind == "share"}
        return cls({made_of(one) for one in right if one.kind in RATIOS}, rows, Ties.of(told))

    def has_row_of(self, statement: Statement, reading: Reading) -> bool:
        """甲a，占p%；乙b，占q%: whether another share is of its whole, and its part is beside it."""
        if statement.kind != "share" or row_of(statement) not in self.rows:
            return False
        place, name = reading.places[statement.claimed.start], whole_name(statement.claimed)
        if name and not speaks_of(name, statement.operands[1].label):
            return False
        return statement.operands[0] in reading.figures[place - 1 : place + 2]


def is_denied(reading: Reading, statement: Statement, own: OwnWholes) -> bool:
    """Whether the words say that what no words tie is not wrong."""
    apart = is_come_back(statement, reading) if statement.kind == "sum" else own.has(statement)
    return apart and statement.holds == "no"


def weighed(reading: Reading, statement: Statement, known: Known, own: OwnWholes) -> Statement:
    """The statement, open where it was most likely not meant; `known`: what makes something that holds."""
    if statement.holds != "no":
        return statement
    if own.has(statement):
        return replace(statement, holds="open")
    is_meant = made_of(statement) not in known.ratios and not is_parted(statement, reading)
    if not is_meant or is_true_otherwise(statement, reading):
        return replace(statement, holds="open")
    if known.has_row_of(statement, reading) and is_misprint(statement):
        return statement
    is_tied = known.ties.bind(statement.operands)
    return replace(statement, holds=weight(statement, reading, is_tied=is_tied))
