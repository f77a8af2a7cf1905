"""R22 不适用, `to_siblings`: the points of rows that do not apply move to the rows beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.figures import printing


@dataclass(frozen=True)
class Part:
    """What a row or heading earned. `points`: of what applies; `left_out`: of what does not.

    `working`: how `score` came about, where anything moved.
    """

    score: Fraction
    points: Fraction
    left_out: Fraction = Fraction(0)
    working: str = ""

    @property
    def shown(self) -> str:
        return self.working or printing.said(self.score)


def moved(parts: Sequence[Part]) -> Part:
    """Return the parts of one heading together: Σ 得分 × all points ÷ points that apply.

    Where nothing below a heading applies, its points are left out one level higher, and move there. Parts
    without points (a score that counts all the same) move nothing.

    >>> part = moved([Part(Fraction(8), Fraction(10)), Part(Fraction(0), Fraction(0), Fraction(5))])
    >>> part.score, part.points, part.working
    (Fraction(12, 1), Fraction(15, 1), '8 × 15 ÷ 10')
    """
    score = sum((part.score for part in parts), Fraction(0))
    points = sum((part.points for part in parts), Fraction(0))
    left_out = sum((part.left_out for part in parts), Fraction(0))
    applying = [part for part in parts if part.points or part.score or not part.left_out]
    added = " + ".join(part.shown for part in applying)
    bracketed = f"({added})" if " + " in added else added
    if not left_out:
        return Part(score, points, working=added if any(part.working for part in applying) else "")
    if not points:
        return Part(score, points, left_out)
    whole = points + left_out
    working = f"{bracketed} × {printing.said(whole)} ÷ {printing.said(points)}"
    return Part(score * whole / points, whole, working=working)
