"""计算过程: how a score came about, in one line that anybody with a calculator can follow."""

from fractions import Fraction

from core.figures import printing
from core.figures.rounding import round_exact
from core.scoring.outcome import Outcome
from core.scoring.parameters import Rounding
from core.scoring.rounding import round_score

SHOWN_DECIMALS = 2
MOST_DECIMALS = 12


def working(outcome: Outcome, rounding: Rounding) -> str:
    """Return 计算过程: the formula, the exact score (2 decimals unless misleading), then the rounded.

    >>> from core.scoring.outcome import earned
    >>> working(earned(Fraction(70123, 11555), "701.23 ÷ 1155.50 × 10", formula=True), Rounding(decimals=0))
    '701.23 ÷ 1155.50 × 10 = 6.07 → 6'
    """
    if outcome.score is None:
        return outcome.working
    rounded = printing.plain(round_score(outcome.score, rounding))
    exact = _shown(outcome.score, rounding)
    arrow = "" if exact == rounded else f" → {rounded}"
    return f"{outcome.working}{' = ' if outcome.formula else '：'}{exact}{arrow}"


def _shown(score: Fraction, rounding: Rounding) -> str:
    """Return the score with 2 decimals, or with as many as let the rounded score follow from it.

    5.4996 is shown as 5.4996 → 5: from 5.50 a reader would expect 6.
    """
    rounded = round_score(score, rounding)
    for decimals in range(max(SHOWN_DECIMALS, rounding.decimals), MOST_DECIMALS):
        shown = round_exact(score, decimals=decimals)
        if round_score(shown, rounding) == rounded:
            return printing.plain(shown)
    return printing.plain(rounded)
