"""Claims and tiers for the tests of scoring, written as a filer types them."""

from decimal import Decimal

from core.figures.quantities import parse_actual
from core.figures.targets import parse_target
from core.scoring.outcome import Claim
from core.scoring.parameters import Tier, Tiers

TIERS = Tiers(
    tiers=(
        Tier(name="达成年度指标", words=("达成预期", "全部完成"), low="0.8", high="1", high_closed=True),
        Tier(name="部分达成", words=("部分达成预期",), low="0.6", high="0.8"),
        Tier(name="未达成", words=("未达成预期",), low="0", high="0.6"),
    )
)
"""财预〔2020〕10号: 1–0.8, below 0.8–0.6, below 0.6."""


def claim(target: str, actual: str, points: str | None = "10", **answers: str) -> Claim:
    worth = None if points is None else Decimal(points)
    return Claim(parse_target(target), parse_actual(actual), worth, answers)


def answered(points: str = "10", **answers: str) -> Claim:
    """A row of which only the answers count."""
    return claim("", "", points, **answers)


def amounts(executed: str | None, adjusted: str | None, points: str = "10") -> Claim:
    return Claim.of_amounts(
        executed=None if executed is None else Decimal(executed),
        adjusted=None if adjusted is None else Decimal(adjusted),
        points=Decimal(points),
    )
