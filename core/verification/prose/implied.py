"""Shares of a whole that the text never gives: which total they agree on, and which of them does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from core.verification.prose.compare import shown, written
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Statement

AGREE = 3
"""So many shares must agree on a total before another is measured by it."""
MOST = 12
Interval = tuple[Fraction, Fraction]


def with_implied_wholes(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Give the open shares of a paragraph the total that most of them imply (赫山: 7336.8, 6203, 1133.8)."""
    yield from (statement for statement in statements if statement.holds != "open")
    groups: dict[int, list[Statement]] = {}
    for statement in statements:
        if statement.holds == "open":
            groups.setdefault(statement.claimed.paragraph, []).append(statement)
    for group in groups.values():
        yield from _judged(group[:MOST])
        yield from group[MOST:]


def _judged(group: list[Statement]) -> Iterator[Statement]:
    intervals = [whole_of(statement) for statement in group]
    agreed = _agreed([interval for interval in intervals if interval])
    for statement, interval in zip(group, intervals, strict=True):
        apart = agreed and interval and not common([interval, agreed])
        yield _contradicted(statement, agreed) if apart and agreed else statement


def whole_of(statement: Statement) -> Interval | None:
    """The totals that print this part as this share; None for a share of 0."""
    part, share = statement.operands[0], statement.claimed
    if share.amount <= share.half or not part.amount:
        return None
    low = (part.amount - part.half) / (share.amount + share.half)
    return low, (part.amount + part.half) / (share.amount - share.half)


def _agreed(intervals: Sequence[Interval]) -> Interval | None:
    """The totals on which the most of them agree, if they are enough."""
    best: Sequence[Interval] = ()
    for start, _ in intervals:
        inside = [interval for interval in intervals if interval[0] <= start <= interval[1]]
        best = inside if len(inside) > len(best) else best
    return common(best) if len(best) >= AGREE else None


def common(intervals: Iterable[Interval]) -> Interval | None:
    lows, highs = zip(*intervals, strict=True)
    return (max(lows), min(highs)) if max(lows) <= min(highs) else None


def _contradicted(statement: Statement, agreed: Interval) -> Statement:
    part: Figure = statement.operands[0]
    middle = sum(agreed, Fraction(0)) / 2
    expected = part.amount / middle
    total = written(middle, part)
    working = f"{shown(part)} ÷ {total} = {written(expected, statement.claimed)}"
    return Statement("share", statement.claimed, (part,), expected, "no", working, is_inferred=True)
