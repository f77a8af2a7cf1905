"""Whether a ratio comes out when one of its three figures is read as it may have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from core.verification.prose.figures import Figure
from core.verification.prose.measures import base

TELLING = 4
"""So many digits must a rate have before one slip in it, or in its amounts, is no chance."""


def readings_of(figure: Figure) -> Iterator[Fraction]:
    """The amounts that its digits give when one is another, or two neighbours are swapped.

    >>> from core.verification.prose import scanner, steps
    >>> (figure,) = scanner.scan("共12家", steps.Steps())
    >>> sorted(map(int, readings_of(figure)))[-3:]
    [72, 82, 92]
    """
    power = base(figure.measure)[1] - figure.decimals
    unit = Fraction(10) ** power
    digits = f"{figure.value:f}".replace(".", "")
    number = int(digits)
    for at, sign in enumerate(reversed(digits)):
        worth = 10**at
        yield from (
            (number + (other - int(sign)) * worth) * unit for other in range(10) if other != int(sign)
        )
    for at, (one, other) in enumerate(pairwise(digits)):
        swapped = digits[:at] + other + one + digits[at + 2 :]
        if one != other:
            yield int(swapped) * unit


def lies_within(figure: Figure, low: Fraction, high: Fraction) -> bool:
    """Whether one of those readings is an amount between the two."""
    return any(low <= amount <= high for amount in readings_of(figure))


def is_misread(claimed: Figure, part: Figure, whole: Figure, telling: int = TELLING) -> bool:
    """Whether one slip in any of the three explains that part ÷ whole is not what is claimed."""
    if claimed.significant < telling or not (whole.amount and claimed.amount and part.amount):
        return False
    low, high = claimed.amount - claimed.half, claimed.amount + claimed.half
    ratio = part.amount / whole.amount
    return (
        lies_within(claimed, ratio - claimed.half, ratio + claimed.half)
        or lies_within(part, low * whole.amount, high * whole.amount)
        or lies_within(whole, part.amount / high, part.amount / low)
    )
