"""Whether what does not come out may be a mistake of its writer, and is not one of its reader.

Who mistypes a digit leaves a figure one slip away from what it should be. What no slip explains was most
likely read of the wrong figures; where others stand between its figures, or an end of a sentence, a slip
must be more than chance would make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from core.verification.prose.figures import Figure
from core.verification.prose.slips import is_moved, lies_within, misprints_within, unit_of
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading

RATES = ("rate", "points")
RATIOS = ("rate", "share", "change")
NEAR, CLOSE = Fraction(3, 5), Fraction(9, 10)
"""The smaller of what is claimed and what comes out is at least so much of the larger."""
RARE, SELDOM, AT_TIMES, USUAL = Fraction(6, 100), Fraction(12, 100), Fraction(1, 4), Fraction(2)
"""How often chance would make a slip; with many figures to choose from it makes more of them."""
READINGS = 10
"""So many ways there are to misprint a digit, itself or with its neighbour."""


def weight(statement: Statement, reading: Reading, *, is_tied: bool = False) -> Holds:
    """`no`: told as wrong. `doubtful`: stated in words, yet no slip explains it. `open`: not told.

    `is_tied`: what comes out besides has all that the claim follows from, so that nothing parts them.
    """
    if not statement.claimed.amount:
        return "open"
    figures = sorted((statement.claimed, *statement.operands), key=lambda figure: figure.start)
    in_one = figures[0].sentence == figures[-1].sentence
    parted = _are_parted(figures, reading)
    if statement.is_misprint or is_misprint(statement):
        beside = in_one and not parted and not _is_chance(statement)
        return "no" if beside or _is_sure(statement, in_one, parted, is_tied) else "open"
    if parted or not in_one or _nearness(statement) < NEAR:
        return "open"
    return "no" if statement.kind in RATIOS else "doubtful"


def _is_chance(statement: Statement) -> bool:
    """Whether so small numbers are so far from coming out that a slip explains nothing."""
    far = _nearness(statement) < NEAR
    return far and statement.kind not in RATIOS and luck_of(statement) >= USUAL


def _is_sure(statement: Statement, in_one: bool, parted: bool, is_tied: bool) -> bool:
    """Whether a slip in figures that something parts is no chance: it is rare, or leaves them near."""
    luck, near = luck_of(statement), _nearness(statement)
    if is_tied and (near >= NEAR or luck < AT_TIMES):
        return True
    match statement.kind:
        case "product":
            likely = (near >= NEAR and not parted) or (luck < AT_TIMES and in_one)
            return luck < RARE or likely or (near >= CLOSE and (in_one or not parted))
        case "sum":
            return near >= (NEAR if in_one else CLOSE) or luck < (AT_TIMES if in_one else SELDOM)
        case "change":
            return near >= CLOSE or luck < AT_TIMES
        case "share":
            return near >= NEAR or luck < AT_TIMES
    return True


def _are_parted(figures: Sequence[Figure], reading: Reading) -> bool:
    """Whether others that are like one of them stand between figures of a statement."""
    first, last = reading.places[figures[0].start], reading.places[figures[-1].start]
    between = (figure for figure in reading.figures[first : last + 1] if figure not in figures)
    return any(one.is_like(figure) for one in between for figure in figures)


def luck_of(statement: Statement, free: Sequence[Figure] = ()) -> Fraction:
    """How often, by chance, one of the misprints of one of the figures would be what it should be.

    `free`: those that may be misprinted, where not all of them may.
    """
    claimed, luck = statement.claimed, Fraction(0)
    coarsest = max(figure.half for figure in (claimed, *statement.operands))
    precision = _precision(statement)
    for figure in (figure for figure in free or (claimed, *statement.operands) if figure.amount):
        unit = unit_of(figure)
        half = coarsest if statement.kind == "sum" else figure.amount * precision
        width = max(unit, 2 * half)
        if statement.kind in RATIOS and figure is not claimed:
            width = 2 * (figure.half + half)
        digits = len(str(int(figure.amount / unit)))
        luck += READINGS * digits * width / (2 * figure.amount)
    return luck


def _nearness(statement: Statement) -> Fraction:
    low, high = sorted((abs(statement.expected or Fraction(0)), abs(statement.claimed.amount)))
    return low / high


def is_misprint(statement: Statement) -> bool:
    """Whether one slip in a figure makes the claim come out."""
    claimed, expected = statement.claimed, statement.expected or Fraction(0)
    figures, precision = [figure for figure in statement.operands if figure.amount], _precision(statement)
    return _is_slip(claimed, expected, Fraction(0)) or any(
        _is_slip(figure, meant, abs(meant) * precision)
        for figure in figures
        for meant in _meant(statement, figure, expected)
    )


def mending(statement: Statement, figure: Figure) -> Iterator[int]:
    """What a figure may have been meant to be, in units of its last place, so that the claim comes out."""
    claimed, expected = statement.claimed, statement.expected or Fraction(0)
    precision = Fraction(0) if statement.kind == "sum" else _precision(statement)
    if figure is claimed:
        yield from misprints_within(figure, expected - figure.half, expected + figure.half)
        return
    for meant in _meant(statement, figure, expected):
        loose = abs(meant) * precision
        yield from misprints_within(figure, meant - loose, meant + loose)


def _meant(statement: Statement, figure: Figure, expected: Fraction) -> Iterator[Fraction]:
    """What an operand would have to be so that the claim comes out: of a sum, of a product or ratio."""
    claimed = statement.claimed.amount
    if statement.kind == "sum" or figure.is_like(statement.claimed):
        yield figure.amount + claimed - expected
        yield figure.amount + expected - claimed
    if statement.kind != "sum" and expected > 0:
        yield figure.amount * claimed / expected
        yield figure.amount * expected / claimed
    if statement.kind == "change":
        yield from _of_a_change(statement, figure)


def _of_a_change(statement: Statement, figure: Figure) -> Iterator[Fraction]:
    """What now or before would have to be, for a change of as much as is claimed."""
    claimed = abs(statement.claimed.amount)
    for other in (other for other in statement.operands if other is not figure):
        if other.kind in RATES or other.is_like(statement.claimed):
            yield other.amount + claimed
            yield other.amount - claimed
        factors = (1 + claimed, 1 - claimed) if statement.claimed.kind == "rate" else ()
        for factor in (one for one in factors if one > 0):
            yield other.amount * factor
            yield other.amount / factor
            yield other.amount * factor / claimed
            yield other.amount * claimed / factor


def _is_slip(figure: Figure, meant: Fraction, loose: Fraction) -> bool:
    """One digit, two that are swapped, the point, or 元 for 万元; `loose`: so far `meant` is not known."""
    if meant <= 0:
        return False
    within = figure.half + loose
    moved = is_moved(figure, meant - loose, meant + loose)
    return moved or lies_within(figure, meant - within, meant + within)


def _precision(statement: Statement) -> Fraction:
    """Which part of itself an operand may miss; what was and what is, as finely as growth is printed."""
    claimed = statement.claimed
    if statement.kind == "change" and claimed.kind == "rate" and len(statement.operands) > 1:
        was, now = (figure.amount for figure in statement.operands[::-1])
        if was and statement.expected == abs(now - was) / was:
            return claimed.half * max(was / now, now / was) if now else claimed.half
    return claimed.half / abs(claimed.amount)
