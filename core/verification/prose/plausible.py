"""Whether what does not come out may be a mistake of its writer, and is not one of its reader.

Who mistypes a digit leaves a figure one slip away from what it should be; who reckons wrongly comes near.
What is far off and no slip in any of the figures explains was most likely read of the wrong figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.verification.prose.figures import Figure
from core.verification.prose.misreadings import lies_within
from core.verification.prose.statements import Statement

POWERS = (Fraction(1, 10**4), Fraction(1, 10), Fraction(10), Fraction(10**4))
RATES = ("rate", "points")
NEAR = Fraction(3, 5)
"""The smaller of what is claimed and what comes out is at least so much of the larger."""


def is_plausible(statement: Statement) -> bool:
    """Whether a claim is near to what comes out of its operands, or one slip in one of them makes it so."""
    expected, claimed = statement.expected or Fraction(0), statement.claimed
    if not claimed.amount:
        return False
    low, high = sorted((abs(expected), abs(claimed.amount)))
    if low >= NEAR * high:
        return True
    figures = [figure for figure in statement.operands if figure.amount]
    return _is_slip(claimed, expected, claimed.half) or any(
        _is_slip(figure, meant, figure.half + abs(meant) * _share_of_half(claimed))
        for figure in figures
        for meant in _meant(statement, figure, expected)
    )


def _meant(statement: Statement, figure: Figure, expected: Fraction) -> Iterator[Fraction]:
    """What an operand would have to be so that the claim comes out: of a sum, of a product or ratio."""
    claimed = statement.claimed.amount
    if figure.is_like(statement.claimed):
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


def _is_slip(figure: Figure, meant: Fraction, within: Fraction) -> bool:
    """One digit, two that are swapped, the point, or 元 for 万元."""
    if meant <= 0:
        return False
    moved = any(
        abs(figure.amount * power - meant) <= (within * power if power > 1 else within) for power in POWERS
    )
    return moved or lies_within(figure, meant - within, meant + within)


def _share_of_half(claimed: Figure) -> Fraction:
    return claimed.half / abs(claimed.amount)
