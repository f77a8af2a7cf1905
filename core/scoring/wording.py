"""A rule in one or two plain sentences, for who fills in the row that it scores."""

from __future__ import annotations

from decimal import Decimal

from core.figures.targets import Target
from core.scoring.parameters import Rounding, Rule
from core.scoring.registry import KINDS
from core.scoring.sentences.row import RowWords, rounding_in_words

__all__ = ["rounding_in_words", "rule_in_words"]


def rule_in_words(
    rule: Rule,
    *,
    points: Decimal | None = None,
    rounding: Rounding | None = None,
    target: Target | None = None,
    of_amounts: bool = False,
) -> str:
    """Say what `rule` gives, with the row's `points` and `rounding` where they are known.

    `target`: of the row; of 0 nothing is a share, so such a row has words of its own. `of_amounts`:
    the rule is that of the execution rate.

    >>> from core.scoring.parameters import AtLeast, Equal
    >>> rule_in_words(AtLeast(), points=Decimal(10), rounding=Rounding(decimals=0))
    '实际完成值≥指标值得满分10分；未达到的，按实际完成值÷指标值×10计分（取整数，四舍五入）'
    >>> rule_in_words(Equal(mode="exact"))
    '实际完成值=指标值得满分，否则不得分'
    """
    return KINDS[rule.kind].words(rule, RowWords(points, rounding, target, of_amounts))
