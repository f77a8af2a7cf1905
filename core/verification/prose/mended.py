"""What one slip mends: relations around a claim for which chance is no explanation.

A figure in which something else comes out is taken for right, so that only the others may have been mistyped:
with fewer of them chance has less of a say than `nearly` has to allow. Where two claims want the same other
digits of one figure, each makes the other less of a chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from core.verification.prose.around import Try, tries
from core.verification.prose.figures import Figure
from core.verification.prose.nearly import RIGHT, Held
from core.verification.prose.plausible import luck_of, mending
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading

SELDOM, TWICE = Fraction(1, 100), Fraction(1, 200)
"""So seldom must chance make a slip (true text: 0.03), or two claims want the same of one figure (0.02)."""
AT_MOST = Fraction(1, 3)
"""What comes out, or slips, more often by chance than this is nothing."""
FIRST = 2
"""What comes out among the first is meant, however often chance would make it."""
SORTS = ("added", "divided", "multiplied")


@dataclass(frozen=True)
class _Slip:
    """`meant`: for each figure that may be mistyped what it should be, in units of its last place."""

    told: Statement
    chance: Fraction
    meant: Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class _Known:
    """`bound`: the figures in which something comes out; `wrong`: those of what was called wrong."""

    bound: Container[int]
    wrong: Container[int]
    held: Mapping[str, Held]

    @classmethod
    def of(cls, told: Sequence[Statement]) -> _Known:
        right = [one for one in told if one.holds in RIGHT]
        bound = {start for one in right if one.holds == "yes" for start in _starts(one)}
        wrong = {start for one in told if one.holds == "no" for start in _starts(one)}
        held = {sort: Held.of([one for one in right if _sort(one) == sort]) for sort in SORTS}
        return cls(bound, wrong, {**held, "listed": Held.of(right)})

    def free(self, one: Statement) -> list[Figure]:
        """The figures that may be mistyped; none where those of the statement belong elsewhere."""
        figures = (one.claimed, *one.operands)
        if any(figure.start in self.wrong for figure in figures) or self.held[_sort(one)].has(one):
            return []
        return [figure for figure in figures if figure.start not in self.bound and figure.amount]


def mended(reading: Reading, told: Sequence[Statement]) -> Iterator[Statement]:
    """What is wrong around claims that nothing confirms, because one other figure would make it right."""
    known, done = _Known.of(told), set[int]()
    right = {one.claimed.start for one in told if one.holds in RIGHT}
    slips = list[_Slip]()
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if figure.is_exact and figure.amount and figure.start not in right:
            slips += _first(list(tries(reading, place)), known)
    for one in (*(slip for slip in slips if slip.chance <= SELDOM), *_twice(slips)):
        if done.isdisjoint(_starts(one.told)):
            done |= _starts(one.told)
            yield replace(one.told, is_unsaid=True)


def _starts(one: Statement) -> set[int]:
    return {figure.start for figure in (one.claimed, *one.operands)}


def _sort(one: Statement) -> str:
    """What divides each other may be added besides; a list may not be part of anything else."""
    if one.kind == "product":
        return "multiplied"
    if one.claimed.kind == "rate":
        return "divided"
    return "listed" if one.kind == "sum" and "+" in one.working else "added"


def _first(some: Sequence[Try], known: _Known) -> list[_Slip]:
    """The likeliest of the tries that one slip explains; nothing where one of them comes out."""
    if any(_comes_out(one, rank) for rank, one in enumerate(some, 1)):
        return []
    for one in some:
        free = known.free(one.told)
        chance = one.chance * luck_of(one.told, free) if free else AT_MOST
        if chance < AT_MOST:
            meant = {figure.start: frozenset(mending(one.told, figure)) for figure in free}
            if any(meant.values()):
                return [_Slip(one.told, chance, meant)]
    return []


def _comes_out(one: Try, rank: int) -> bool:
    return one.told.holds == "yes" and (rank <= FIRST or one.chance * luck_of(one.told) <= AT_MOST)


def _twice(slips: Sequence[_Slip]) -> Iterator[_Slip]:
    """What two claims want of one figure."""
    wanted = defaultdict[tuple[int, int], list[_Slip]](list)
    for one in slips:
        for start, values in one.meant.items():
            for value in values:
                wanted[start, value].append(one)
    for some in wanted.values():
        first, *others = sorted(some, key=lambda one: one.chance)
        if others and first.chance * others[0].chance <= TWICE:
            yield first
