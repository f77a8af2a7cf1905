"""What nearly comes out: relations that no words tie, and that one slip in a figure keeps from holding.

A writer who mistypes a digit leaves figures that would agree with another. Around each claim that nothing
confirms, the relations of its kind are tried, the likeliest first. One that comes out is told as right, one
that a slip explains as wrong, if chance would seldom have made it among all that were tried till then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, islice, takewhile

from core.verification.prose.adding import statement, total_of
from core.verification.prose.changes import share_of_base
from core.verification.prose.closings import said_number, total_word
from core.verification.prose.compare import ratio_holds, shown, sum_holds, written
from core.verification.prose.figures import Figure
from core.verification.prose.lists import loosely_like
from core.verification.prose.plausible import is_misprint, luck_of
from core.verification.prose.siblings import share_of
from core.verification.prose.slips import last_place, unit_of
from core.verification.prose.statements import Claim, Statement
from core.verification.prose.structure import Reading, is_closed
from core.verification.prose.words import MAKES_UP, REST

MOST, FAR, AHEAD = 8, 16, 4
"""So many parts has a sum; so many figures on they may stand; so many behind a rate its amounts."""
AWAY = 2
"""So many sentences on the parts of a sum may stand."""
NEAR = Fraction(1, 2)
RIGHT = ("yes", "rounding")
RARE = Fraction(1, 40)
"""So seldom must chance make a slip in one of the relations that were tried for a claim (true text: 0.04)."""
SAID = Fraction(1, 4)
"""So much less has chance a say for each word that announces a sum."""
SWAPPED = tuple(9 * digit for digit in range(1, 10))
RATES = ("share", "rate", "change")


def nearly(reading: Reading, told: Sequence[Statement]) -> Iterator[Statement]:
    """What comes out around claims that nothing confirms; then what one slip keeps from coming out."""
    right = [one for one in told if one.holds in RIGHT]
    wrong = {figure.start for one in told if one.holds == "no" for figure in (one.claimed, *one.operands)}
    known = wrong | {one.claimed.start for one in right}
    tried = {place: list(relations(reading, place)) for place in _open(reading, known)}
    found = [one for some in tried.values() if (one := _first(some, _comes_out))]
    yield from found
    held = Held.of([*right, *found])
    for some in tried.values():
        if not any(one and one.holds in RIGHT for one in some):
            one = _first(some, _slips)
            if one and not held.has(one):
                yield one


def _open(reading: Reading, known: Container[int]) -> Iterator[int]:
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if figure.is_exact and figure.amount and figure.start not in known:
            yield place


def _first(some: Sequence[Statement | None], fits: Callable[[Statement], bool]) -> Statement | None:
    """The first relation that fits, if chance would seldom have made one of so many."""
    for rank, one in enumerate(some, 1):
        if one and fits(one):
            is_rare = rank * luck_of(one) * likely(one) <= RARE
            return replace(one, is_unsaid=True) if is_rare else None
    return None


def _comes_out(one: Statement) -> bool:
    return one.holds == "yes"


def _slips(one: Statement) -> bool:
    return one.holds == "no" and is_misprint(one)


@dataclass(frozen=True)
class Held:
    """What comes out: by figure the statements that have it, and the operands of each."""

    of_figure: Mapping[int, list[int]]
    operands: Container[frozenset[int]]

    @classmethod
    def of(cls, right: Sequence[Statement]) -> Held:
        found: dict[int, list[int]] = {}
        for number, one in enumerate(right):
            for start in {figure.start for figure in (one.claimed, *one.operands)}:
                found.setdefault(start, []).append(number)
        return cls(found, {_starts(one) for one in right})

    def has(self, one: Statement) -> bool:
        """Whether two figures of a sum hold together otherwise, or the two of a ratio make another one."""
        if one.claimed.kind == "rate":
            return _starts(one) in self.operands
        held = Counter(
            number for start in _starts(one) | {one.claimed.start} for number in self.of_figure.get(start, ())
        )
        return any(count > 1 for count in held.values())


def _starts(one: Statement) -> frozenset[int]:
    return frozenset(figure.start for figure in one.operands)


def relations(reading: Reading, place: int) -> Iterator[Statement | None]:
    figure, role = reading.figures[place], reading.roles[place]
    if figure.kind == "rate" and role in RATES:
        yield from _ratios(reading, place)
    elif role == "change":
        yield from differences(reading, place)
    elif figure.kind in ("money", "count", "score") and role in ("plain", "to", "base"):
        yield from _sums(reading, place)


def _sums(reading: Reading, place: int) -> Iterator[Statement | None]:
    total, seen = reading.figures[place], set[tuple[int, ...]]()
    for some in _lists(reading, place):
        units = [unit_of(one) for one in (total, *some)]
        unit, coarsest = min(units), max(units)
        whole, *amounts = (int(one.amount / unit) for one in (total, *some))
        for length, expected in enumerate(accumulate(amounts), 1):
            key = tuple(sorted(part.start for part in some[:length]))
            if length > 1 and key not in seen and _is_near(expected, whole):
                seen.add(key)
                loose = (length + 1) * coarsest / unit
                yield _sum(total, some[:length]) if _may_be_meant(expected - whole, loose) else None


def _sum(total: Figure, some: Sequence[Figure]) -> Statement:
    parts = sorted(some, key=lambda figure: figure.start)
    return statement(total, parts, sum_holds(total, parts, total_of(parts)))


def _may_be_meant(gap: int, loose: Fraction) -> bool:
    """Whether a sum misses by rounding, by one other digit (400), or by two swapped (4 and 1: 270)."""
    digits = str(abs(gap)).rstrip("0")
    return 2 * abs(gap) <= loose or len(digits) == 1 or int(digits) in SWAPPED


def _is_near(one: Fraction | int, other: Fraction | int) -> bool:
    low, high = sorted((one, other))
    return low >= NEAR * high


def _lists(reading: Reading, place: int) -> Iterator[tuple[Figure, ...]]:
    """The amounts behind a total and before it, nearest first: those at its depth, all, or a column."""
    total, last = reading.figures[place], len(reading.figures)
    for places in (range(place + 1, min(last, place + FAR)), range(place)[: -FAR - 1 : -1]):
        like = _like(reading, total, places)
        level = tuple(one for one in like if one.depth == total.depth)
        some = (level, like, *_columns(like))
        yield from {tuple(one.start for one in figures): figures for figures in some}.values()


def _columns(like: tuple[Figure, ...]) -> Iterator[tuple[Figure, ...]]:
    """下达 of 下达a，支出b；下达c，支出d: those that end as one of the nearest does, and every second one."""
    for first in like[:2]:
        yield tuple(one for one in like if first.label and one.label[-2:] == first.label[-2:])
    yield from (like[::2], like[1::2])


def _like(reading: Reading, total: Figure, places: Iterable[int]) -> tuple[Figure, ...]:
    """What is counted as a total is, up to one that is not exact."""
    like = (
        reading.figures[other]
        for other in _counted(reading, places)
        if loosely_like(reading.figures[other], total)
        and reading.roles[other] in ("plain", "to")
        and reading.figures[other].amount
        and reading.figures[other].paragraph == total.paragraph
        and abs(reading.figures[other].sentence - total.sentence) <= AWAY
    )
    return tuple(islice(takewhile(lambda one: one.is_exact, like), MOST))


def _counted(reading: Reading, places: Iterable[int]) -> Iterator[int]:
    for place in places:
        reading.steps.take()
        yield place


def likely(one: Statement) -> Fraction:
    """How much more chance has a say where all parts are round, and less where words announce a sum."""
    if one.kind != "sum":
        return Fraction(1)
    total, parts = one.claimed, one.operands
    figures = (total, *parts)
    unit = max(unit_of(figure) for figure in figures)
    round_off = Fraction(10) ** min(map(last_place, figures)) / unit
    lead = parts[0].lead
    said = (
        bool(total_word(total.label)),
        len(parts) in (said_number(total.label), said_number(lead)),
        lead.startswith("：") or any(mark in lead for mark in MAKES_UP),
        parts[-1].label.startswith(REST),
    )
    return max(Fraction(1), round_off) * SAID ** sum(said)


def differences(reading: Reading, place: int) -> Iterator[Statement]:
    claimed = reading.figures[place]
    for high, low in _pairs(reading, place, _is_of_points if claimed.kind == "points" else claimed.is_like):
        expected = high.amount - low.amount
        working = f"{shown(high)} - {shown(low)} = {written(expected, claimed)}"
        holds = sum_holds(claimed, (high, low), expected)
        yield Statement("change", claimed, (high, low), expected, holds, working)


def _is_of_points(figure: Figure) -> bool:
    return figure.kind == "rate"


def is_amount(figure: Figure) -> bool:
    return figure.kind in ("money", "count")


def _ratios(reading: Reading, place: int) -> Iterator[Statement]:
    claimed = reading.figures[place]
    told = (one for pair in _pairs(reading, place, is_amount) for one in of_pair(reading, place, *pair))
    yield from (one for one in told if _is_near(one.expected or claimed.amount, claimed.amount))


def of_pair(reading: Reading, place: int, high: Figure, low: Figure) -> Iterator[Statement]:
    claimed, role = reading.figures[place], reading.roles[place]
    roles = [reading.roles[reading.places[figure.start]] for figure in (high, low)]
    if role != "change":
        above, below = (low, high) if claimed.amount <= 1 else (high, low)
        kind: Claim = "share" if role == "share" else "rate"
        yield replace(share_of(claimed, above, (below,)), kind=kind)
    elif "change" in roles:
        difference, amount = (high, low) if roles[0] == "change" else (low, high)
        bases = [amount.amount + sign * difference.amount for sign in (0, -1, 1)]
        yield from (share_of_base(claimed, difference, (amount,), base) for base in bases if base > 0)
    else:
        yield from (_growth(claimed, *pair) for pair in ((high, low), (low, high)))


def _growth(claimed: Figure, now: Figure, was: Figure) -> Statement:
    expected = abs(now.amount - was.amount) / was.amount
    working = f"({shown(now)} - {shown(was)}) ÷ {shown(was)} = {written(expected, claimed)}"
    holds = ratio_holds(claimed, expected, Fraction(0))
    return Statement("change", claimed, (now, was), expected, holds, working)


def _pairs(reading: Reading, place: int, fits: Callable[[Figure], bool]) -> Iterator[tuple[Figure, Figure]]:
    """The larger and the smaller of two different amounts around a claim, the nearest first."""
    claimed, near = reading.figures[place], list[Figure]()
    others = [other for far in range(1, MOST) for other in (place - far, place + far)[: 1 + (far < AHEAD)]]
    for other in (other for other in others if 0 <= other < len(reading.figures)):
        figure = reading.figures[other]
        gap = claimed.sentence - figure.sentence
        beside = 0 <= gap <= (other < place) and figure.paragraph == claimed.paragraph
        fits_in = beside and figure.is_exact and figure.amount and fits(figure)
        if fits_in and not _is_of_another(reading, other, place):
            reading.steps.take(len(near))
            for one in (one for one in near if one.is_close_to(figure) and one.amount != figure.amount):
                yield (one, figure) if one.amount > figure.amount else (figure, one)
            near.append(figure)


def _is_of_another(reading: Reading, other: int, place: int) -> bool:
    """甲a，增加b（上年c）；乙d，增加e: whether a has a change of its own, or brackets give c to one."""
    if reading.roles[place] != "change":
        return False
    parted = any(
        reading.roles[at] == "plain" and reading.figures[at].is_like(reading.figures[other])
        for at in range(min(other, place) + 1, max(other, place))
    )
    is_told = reading.roles[other] == "change" or reading.roles[other : other + 2] == ("plain", "change")
    return (parted and is_closed(reading, other, place)) or ((parted or other > place) and is_told)
