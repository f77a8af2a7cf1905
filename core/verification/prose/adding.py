"""Adds figures up, and says how: what every kind of sum shares."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from core.verification.prose.compare import shown, written
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Holds, Statement

MOST_PARTS = 24


def prefix_that_makes(total: Figure, parts: Sequence[Figure]) -> int:
    """How many of the parts, from the first on and at least two, add up to the total; 0 where none do."""
    amount = parts[0].amount if parts else Fraction(0)
    for length, part in enumerate(parts[1:], 2):
        amount += part.amount
        if amount == total.amount:
            return length
    return 0


def total_of(parts: Sequence[Figure]) -> Fraction:
    return sum((part.amount for part in parts), Fraction(0))


def statement(total: Figure, parts: Sequence[Figure], holds: Holds) -> Statement:
    expected = total_of(parts)
    finest = max((total, *parts), key=lambda figure: figure.decimals)
    like = finest if finest.measure == total.measure else total
    working = f"{' + '.join(shown(part) for part in parts)} = {written(expected, like)}"
    return Statement("sum", total, tuple(parts), expected, holds, working)
