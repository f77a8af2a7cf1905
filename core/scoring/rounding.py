"""Round a score as its form says, once (D2)."""

from decimal import Decimal

from core.figures.rounding import Exact, round_exact
from core.scoring.parameters import Rounding


def round_score(score: Exact, rounding: Rounding) -> Decimal:
    """Return the score as the form prints it. 源城: whole points half up; 嘉峪关: cut down (seeds 000, 003).

    >>> round_score(Decimal("9.96"), Rounding(decimals=0, mode="down"))
    Decimal('9')
    >>> round_score(Decimal("5.71"), Rounding(decimals=0))
    Decimal('6')
    """
    return round_exact(score, decimals=rounding.decimals, mode=rounding.mode)
