"""What holds the total down by the execution rate: “执行率低于80%的，自评总分最高89分”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from core.figures import printing
from core.figures.rounding import Exact
from core.scoring.parameters import Parameters
from core.scoring.parameters.base import Number


class TotalCap(Parameters):
    """`highest`: the most points while the execution rate lies below `execution_rate_below` (1 = 100 %)."""

    execution_rate_below: Annotated[Number, Field(gt=0)]
    highest: Annotated[Number, Field(ge=0)]
    reason: Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True)
class CappedTotal:
    """The total, what the scores alone would give, and why they differ; no words where they do not."""

    score: Fraction
    uncapped: Fraction
    working: str = ""


def capped(score: Fraction, execution_rate: Exact | None, caps: Sequence[TotalCap]) -> CappedTotal:
    """R24 Return the total under the lowest cap that applies; the exact rate counts, no rate no cap.

    >>> from decimal import Decimal
    >>> cap = TotalCap(execution_rate_below="0.8", highest="89", reason="预算执行率低于80%")
    >>> capped(Fraction(94), Decimal("0.7999"), [cap]).working
    '预算执行率低于80%，总分最高89分'
    >>> capped(Fraction(94), Decimal("0.8"), [cap]).score
    Fraction(94, 1)
    """
    holding = [
        cap
        for cap in caps
        if execution_rate is not None
        and execution_rate < cap.execution_rate_below
        and score > Fraction(cap.highest)
    ]
    if not holding:
        return CappedTotal(score, score)
    lowest = min(holding, key=lambda cap: cap.highest)
    reason = lowest.reason.rstrip("。；")
    return CappedTotal(
        Fraction(lowest.highest), score, f"{reason}，总分最高{printing.plain(lowest.highest)}分"
    )
