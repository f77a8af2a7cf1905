"""What the product knows of one kind of rule, and the one way in which it is applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from core.figures.printing import said
from core.scoring.answers import Asked, MissingError
from core.scoring.comparison import NotComparableError
from core.scoring.most import all_points
from core.scoring.outcome import Claim, Outcome, undecided
from core.scoring.sentences.row import RowWords


def asks_nothing(_rule: Any) -> tuple[Asked, ...]:
    return ()


@dataclass(frozen=True)
class Kind:
    """`number`: of domain.md §4. `score`: what it gives. `words`: what is said of it.

    `asked`: what it asks beside 实际完成值. `most`: the highest score that it allows a row of so many points.
    """

    number: str
    score: Callable[[Any, Claim], Outcome]
    words: Callable[[Any, RowWords], str]
    asked: Callable[[Any], tuple[Asked, ...]] = asks_nothing
    most: Callable[[Any, Fraction], Fraction] = all_points

    def give(self, rule: Any, claim: Claim) -> Outcome:
        """Return what `rule` gives, never more than the points of the row unless it is a bonus."""
        try:
            return _within_points(self.score(rule, claim), claim)
        except MissingError as missing:
            return undecided(str(missing))
        except NotComparableError as problem:
            return undecided(str(problem), asks_reason=True)


def _within_points(outcome: Outcome, claim: Claim) -> Outcome:
    points = claim.worth
    if outcome.score is None or outcome.score <= points or outcome.highest is not None:
        return outcome
    reckoned = f"{outcome.working}{' = ' if outcome.formula else '：'}{said(outcome.score)}分"
    return replace(outcome, score=points, working=f"{reckoned}，最多得分值{said(points)}分", formula=False)
