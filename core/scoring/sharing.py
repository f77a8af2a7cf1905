"""R27 One score for several rows: two third-level rows under one 10 (seed 001, 社会/生态效益)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from core.figures.text import quoted
from core.scoring.outcome import Outcome, earned, undecided

Sharing = Literal["lowest", "mean", "manual"]
"""The lowest of what the rows would get, their mean, or what a person gives."""
HOW = {"lowest": "取最低", "mean": "取平均"}


@dataclass(frozen=True)
class _Bounds:
    low: Fraction
    high: Fraction
    closed: bool


def share_score(rows: Sequence[tuple[str, Outcome]], how: Sharing, points: Fraction) -> Outcome:
    """Return the one outcome of rows that share `points`, from what each would get for all of them.

    A range in one of them makes a range of the whole; what cannot be reckoned for one cannot for all.

    >>> rows = [("甲", earned(Fraction(8), "80 ÷ 100 × 10")), ("乙", earned(Fraction(10), "得满分"))]
    >>> share_score(rows, "lowest", Fraction(10)).score, share_score(rows, "mean", Fraction(10)).score
    (Fraction(8, 1), Fraction(9, 1))
    """
    if how == "manual":
        working = "几项指标合并评分，人工评分并说明理由"
        return Outcome(low=Fraction(0), high=points, high_closed=True, working=working, asks_reason=True)
    found = []
    for name, outcome in rows:
        bounds = _bounds(outcome)
        if bounds is None:
            return undecided(f"{quoted(name)}：{outcome.working}", asks_reason=outcome.asks_reason)
        found.append(bounds)
    working = f"{'；'.join(f'{quoted(name)}{outcome.working}' for name, outcome in rows)}；{HOW[how]}"
    low, high = (_together([getattr(one, end) for one in found], how) for end in ("low", "high"))
    if low == high:
        return earned(low, working)
    closed = all(one.closed for one in found if how == "mean" or one.high == high)
    return Outcome(low=low, high=high, high_closed=closed, working=working)


def _bounds(outcome: Outcome) -> _Bounds | None:
    if outcome.score is not None:
        return _Bounds(outcome.score, outcome.score, closed=True)
    if outcome.low is None or outcome.high is None:
        return None
    return _Bounds(outcome.low, outcome.high, outcome.high_closed)


def _together(values: Sequence[Fraction], how: Sharing) -> Fraction:
    return min(values) if how == "lowest" else sum(values, Fraction(0)) / len(values)
