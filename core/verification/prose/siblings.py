"""Shares in a row are of one whole: what one of them shows of it, the others are held to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.implied import common, whole_of
from core.verification.prose.share_parts import explicit_whole
from core.verification.prose.slips import lies_within
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import OPENERS

BEFORE, BEHIND = 6, 3
"""So many figures before and behind a row its whole is looked for."""
NARROW = Fraction(1, 200)
TELLING = 3
HOLDS = ("yes", "rounding")


@dataclass(frozen=True)
class Told:
    """A share with its places: of itself, of its part; `name`: what it says that it is of."""

    statement: Statement
    place: int
    part_place: int
    name: str

    @property
    def part(self) -> Figure:
        return self.statement.operands[0]

    @property
    def wholes(self) -> tuple[Figure, ...]:
        return self.statement.operands[1:]


def rows(reading: Reading, told: Sequence[Told]) -> Iterator[list[Told]]:
    """The shares that follow each other with a part each, and name no other whole."""
    row = list[Told]()
    for one in told:
        if row and not _goes_on(reading, row, one):
            yield row
            row = []
        row.append(one)
    yield row


def _goes_on(reading: Reading, row: list[Told], one: Told) -> bool:
    last, part = row[-1], reading.figures[one.part_place]
    ends, starts = max(last.place, last.part_place), min(one.place, one.part_place)
    between = reading.figures[ends + 1 : starts]
    beside = part.paragraph == last.part.paragraph and _is_little(between)
    near = part.sentence - last.statement.claimed.sentence <= 1
    alike = part.is_like(last.part) and part.depth == last.part.depth
    named = not one.name or one.name == next((other.name for other in row if other.name), one.name)
    named = named and explicit_whole(reading, one.place) is None
    return beside and near and alike and named and not any(mark in part.lead for mark in OPENERS)


def _is_little(between: Sequence[Figure]) -> bool:
    """Whether at most one figure stands between two shares, or nothing but noughts (0万元，占0%)."""
    return len(between) <= 1 or (len(between) <= BEFORE and not any(figure.amount for figure in between))


def held_together(reading: Reading, row: list[Told]) -> dict[int, Statement]:
    """What is wrong in a row, by the place of the share: the odd one out, or the whole of all."""
    if len(row) < 2:
        return {}
    parts = [one.part for one in row]
    known = {
        one.wholes[0].start: one.wholes[0]
        for one in row
        if one.statement.holds in HOLDS and len(one.wholes) == 1 and one.wholes[0] not in parts
    }
    whole = next(iter(known.values())) if known else _shown_by_most(reading, row)
    if whole:
        return {one.place: _of(one, whole) for one in row if one.statement.holds == "open" or not known}
    misread = _misread_whole(reading, row)
    return {row[0].place: _of(row[0], misread)} if misread else {}


def _shown_by_most(reading: Reading, row: list[Told]) -> Figure | None:
    """The amount beside a row of which most of its shares are, and not by chance."""
    for figure in _beside(reading, row):
        fitting = [one for one in row if figure.amount and _of(one, figure).holds == "yes"]
        if len(fitting) * 2 >= len(row) and any(
            one.statement.claimed.significant >= TELLING for one in fitting
        ):
            return figure
    return None


def _of(one: Told, whole: Figure) -> Statement:
    return share_of(one.statement.claimed, one.part, (whole,))


def _misread_whole(reading: Reading, row: list[Told]) -> Figure | None:
    """The amount beside a row that would be its whole, were it not for one slip."""
    if any(one.statement.holds == "no" for one in row):
        return None
    interval = _shown(row)
    if interval is None or interval[1] - interval[0] > NARROW * interval[0]:
        return None
    return next((figure for figure in _beside(reading, row) if lies_within(figure, *interval)), None)


def _shown(row: list[Told]) -> tuple[Fraction, Fraction] | None:
    """Between which amounts the whole of all lies; what they make together where that is so."""
    sums = {_total(one.wholes) for one in row if one.statement.holds in HOLDS and len(one.wholes) > 1}
    if len(sums) == 1:
        (total,) = sums
        return total, total
    intervals = [interval for one in row if (interval := whole_of(one.statement))]
    return common(intervals) if len(intervals) > 1 else None


def _total(figures: Sequence[Figure]) -> Fraction:
    return sum((figure.amount for figure in figures), Fraction(0))


def _beside(reading: Reading, row: list[Told]) -> Iterator[Figure]:
    """The amounts like the parts right before the row and right behind it."""
    first = min(row[0].part_place, row[0].place)
    last = max(row[-1].part_place, row[-1].place)
    before = range(first - 1, max(-1, first - 1 - BEFORE), -1)
    behind = range(last + 1, min(len(reading.figures), last + 1 + BEHIND))
    for places in (before, behind):
        for other in places:
            reading.steps.take()
            figure = reading.figures[other]
            if figure.is_close_to(row[0].part):
                if figure.is_exact and figure.significant >= TELLING and _is_near(figure, row):
                    yield figure
                break


def _is_near(figure: Figure, row: list[Told]) -> bool:
    first, last = row[0].part, row[-1].statement.claimed
    return figure.paragraph == first.paragraph and first.sentence - 1 <= figure.sentence <= last.sentence + 1


def share_of(claimed: Figure, part: Figure, whole: tuple[Figure, ...]) -> Statement:
    expected = part.amount / _total(whole)
    below = " + ".join(shown(figure) for figure in whole)
    below = f"({below})" if len(whole) > 1 else below
    holds = ratio_holds(claimed, expected, slack_of(part, whole))
    working = f"{shown(part)} ÷ {below} = {written(expected, claimed)}"
    return Statement("share", claimed, (part, *whole), expected, holds, working)
