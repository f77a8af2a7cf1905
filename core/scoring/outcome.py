"""What a rule is given and what it answers: exact numbers, never rounded (D2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Self

from core.figures.quantities import Actual
from core.figures.targets import Target

AMOUNT = "万元"
AMOUNTS = ("全年预算数", "全年执行数")
FIGURES = ("年度指标值", "实际完成值")


@dataclass(frozen=True)
class Claim:
    """What a unit reports for one row: 年度指标值, 实际完成值 and 分值 (None: the row has none).

    `answers`: what the rule asks beside (core.scoring.asked), as typed; a key that is absent is not answered.
    `labels`: what target and actual are called in a sentence. `worked`: the actual, exact, in its own measure
    (1 = 100 %), where it was worked out and `actual` only says it rounded.
    """

    target: Target
    actual: Actual
    points: Decimal | None
    answers: Mapping[str, str] = field(default_factory=dict)
    labels: tuple[str, str] = FIGURES
    worked: Fraction | None = None

    @property
    def worth(self) -> Fraction:
        """The points, exact; a row without any is worth nothing."""
        return Fraction(self.points or 0)

    @classmethod
    def of_amounts(
        cls, *, adjusted: Decimal | None, executed: Decimal | None, points: Decimal | None
    ) -> Self:
        """Return the claim of the execution rate: 全年预算数 is the target, 全年执行数 the actual."""
        target = Target("", "empty" if adjusted is None else "quantitative", adjusted, AMOUNT)
        actual = Actual("", "empty" if executed is None else "quantitative", executed, AMOUNT)
        return cls(target, actual, points, labels=AMOUNTS)


@dataclass(frozen=True)
class Outcome:
    """A score, or the range that a person chooses from, or neither; `working` says how, or why not.

    `low` belongs to the range, `high` only where `high_closed`; all in points, unrounded. `formula`: the
    working is one, and goes on with “= 6.07”. `asks_reason`: a person gives the score and says why.
    `highest`: where a rule may give more than the points of the row (R19), the most it can give. `note`: why
    the filer has to explain the row though no points are lost (R21), as a sentence.
    """

    score: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    high_closed: bool = False
    working: str = ""
    tier: str | None = None
    formula: bool = False
    asks_reason: bool = False
    highest: Decimal | None = None
    note: str = ""

    @property
    def is_range(self) -> bool:
        return self.score is None and self.low is not None


def earned(score: Fraction, working: str, *, formula: bool = False) -> Outcome:
    """Return the outcome of a rule that knows the score."""
    return Outcome(score=score, working=working, formula=formula)


def undecided(reason: str, *, asks_reason: bool = False) -> Outcome:
    """Return the outcome without a score (never a silent zero): `reason` tells the filer what to do."""
    return Outcome(working=reason, asks_reason=asks_reason)
