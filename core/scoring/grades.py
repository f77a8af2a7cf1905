"""评价等级: half-open bands and what holds a grade down, both from the form."""

from dataclasses import dataclass

from core.figures import printing
from core.figures.rounding import Exact
from core.scoring.parameters import GradeBand, GradeCap, Grading


@dataclass(frozen=True)
class GradeOutcome:
    """The grade, the one that the points alone would give, and how; None where the form gives none."""

    name: str | None
    uncapped: str | None
    working: str = ""


def grade(total: Exact, execution_rate: Exact | None, grading: Grading) -> GradeOutcome:
    """R24 Return the grade of `total` points as printed. Bands are half-open: 90 is 优, 89.5 is 良.

    A cap looks at the exact rate: 89.996 % is below 90 % although 90.00 % is printed. No rate, no cap.
    Source: 财预〔2020〕10号 (90/80/60); seed 000: “因预算执行率低于90%，因此本次自评结果为良” at 94 points.

    >>> from fractions import Fraction
    >>> bands = GradeBand(name="优", minimum="90"), GradeBand(name="良", minimum="80")
    >>> cap = GradeCap(execution_rate_below="0.9", highest="良", reason="预算执行率低于90%")
    >>> grade(94, Fraction(70123, 115550), Grading(bands=bands, caps=(cap,))).working
    '总分94，达到“优”（90分起）；预算执行率低于90%，等级最高为“良”'
    """
    reached = next((band for band in grading.bands if total >= band.minimum), None)
    if reached is None:
        return GradeOutcome(None, None)
    shown = printing.said(total)
    working = f"总分{shown}，达到“{reached.name}”（{printing.plain(reached.minimum)}分起）"
    cap = _holding(reached, execution_rate, grading)
    if cap is None:
        return GradeOutcome(reached.name, reached.name, working)
    return GradeOutcome(cap.highest, reached.name, f"{working}；{_said(cap)}")


def _said(cap: GradeCap) -> str:
    """Why the grade is held down and how far, said once where the form's own reason says both."""
    reason = cap.reason.rstrip("。；")
    plain = reason.translate({ord(mark): None for mark in "“”‘’"})
    return reason if f"最高为{cap.highest}" in plain else f"{reason}，等级最高为“{cap.highest}”"


def _holding(reached: GradeBand, execution_rate: Exact | None, grading: Grading) -> GradeCap | None:
    """Return the cap that holds the grade down furthest, None where none does."""
    if execution_rate is None:
        return None
    order = [band.name for band in grading.bands]
    lowered = [
        cap
        for cap in grading.caps
        if execution_rate < cap.execution_rate_below and order.index(cap.highest) > order.index(reached.name)
    ]
    return max(lowered, key=lambda cap: order.index(cap.highest), default=None)
