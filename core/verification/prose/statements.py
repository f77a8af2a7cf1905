"""What the prose claims about its own figures, and what a calculator says to it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from core.verification.prose.figures import Figure

Claim = Literal["sum", "share", "change", "rate", "product", "unit"]
Holds = Literal["yes", "rounding", "no", "doubtful", "open"]
"""`rounding`: within what printing took away; `doubtful`: it does not come out, and may be read of the wrong
figures; `open`: the text does not say of what."""


@dataclass(frozen=True)
class Statement:
    """One claim: `claimed` follows from `operands`.

    `expected`: in the base measure of `claimed` (元; 1 = 100 %), None where it cannot be worked out.
    `working`: the calculation as one would do it by hand. `is_misprint`: one slip in a figure is known to
    explain that it does not come out. `is_unsaid`: no words tie the figures (`nearly`).
    """

    kind: Claim
    claimed: Figure
    operands: tuple[Figure, ...]
    expected: Fraction | None
    holds: Holds
    working: str
    is_inferred: bool = False
    is_misprint: bool = False
    is_unsaid: bool = False

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the figures stand in the text, in its order."""
        return tuple(sorted({figure.span for figure in (self.claimed, *self.operands)}))
