"""What does not come out as it was read, and does of other figures, was read wrongly and is not told."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from core.verification.prose.compare import ratio_holds
from core.verification.prose.figures import Figure
from core.verification.prose.slips import telling
from core.verification.prose.statements import Claim, Statement
from core.verification.prose.structure import Reading

BEFORE, BEHIND = 10, 4
"""So many figures around a claim are looked at."""
ENOUGH, BESIDE = 3, 3
"""A rate of fewer digits comes out of something by chance: then only those right before it are looked at."""
NOTHING = Fraction(0)


def is_true_otherwise(statement: Statement, reading: Reading) -> bool:
    """Whether two figures around a rate make it that were not looked at, or that were read otherwise."""
    claimed = statement.claimed
    if claimed.kind != "rate":
        return False
    used = {figure.start for figure in statement.operands}
    return any(
        ratio_holds(claimed, ratio, NOTHING) == "yes"
        for one, other in _pairs(reading, claimed)
        for ratio in _ratios(one.amount, other.amount, len(used & {one.start, other.start}), statement.kind)
    )


def _pairs(reading: Reading, claimed: Figure) -> Iterator[tuple[Figure, Figure]]:
    """Two amounts or numbers of one kind near a claim in its paragraph."""
    figures, at = reading.figures, reading.places[claimed.start]
    near = list(figures[max(0, at - BESIDE) : at])
    if telling(claimed) >= ENOUGH:
        near = [*figures[max(0, at - BEFORE) : at], *figures[at + 1 : at + 1 + BEHIND]]
    for one, other in combinations(near, 2):
        reading.steps.take()
        is_here = one.paragraph == other.paragraph == claimed.paragraph
        if is_here and one.kind != "rate" and one.is_close_to(other) and one.amount and other.amount:
            yield one, other


def _ratios(one: Fraction, other: Fraction, used: int, kind: Claim) -> Iterator[Fraction]:
    """Part of a whole; for changes growth, and part of what both make together, of figures not looked at.

    A change has its figures in each other's company: two of them agree when the third is wrong. Other ratios
    were looked at with both of theirs.
    """
    if used == (1 if kind == "change" else 2):
        return
    for first, second in ((one, other), (other, one)):
        yield first / second
        if kind == "change" and not used:
            yield abs(first - second) / second
            yield first / (first + second)
