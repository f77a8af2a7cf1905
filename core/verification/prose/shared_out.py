"""Wholes that their shares divide without a rest: T，a占p%，b占q%，c占r%, where p + q + r = 100 %.

Each amount prints as its share, so that no share tells a slip in its last digits; their sum does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from core.verification.prose.adding import statement, total_of
from core.verification.prose.compare import sum_holds
from core.verification.prose.figures import Figure
from core.verification.prose.plausible import is_misprint
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import names

LEFT = names("其余 剩余 余下 剩下 其他 其它")
LISTED = names("、 和 及 与 以及")
SOME = names("主要 其中 包括 含")
"""Of a rest that is told with these, some may be left untold."""
FEWEST = 2


def shared_out(reading: Reading, told: Sequence[Statement]) -> Iterator[Statement]:
    """The sum of each whole whose shares, or those with a rest that says so, make 100 %."""
    added = {frozenset((one.claimed.start, *_starts(one.operands))) for one in told if one.kind == "sum"}
    for shares in _rows(told):
        whole, parts = shares[0].operands[1], [one.operands[0] for one in shares]
        divided = parts if _is_all(shares) else _with_rest(reading, shares)
        if divided and frozenset((whole.start, *_starts(divided))) not in added:
            one = statement(whole, divided, sum_holds(whole, divided, total_of(divided)))
            yield one if one.holds != "no" or is_misprint(one) else replace(one, holds="open")


def _starts(figures: Sequence[Figure]) -> set[int]:
    return {figure.start for figure in figures}


def _rows(told: Sequence[Statement]) -> Iterator[list[Statement]]:
    """The shares that come out of each whole in one sentence, a part once."""
    rows = defaultdict[tuple[int, int], dict[int, Statement]](dict)
    for one in told:
        if one.kind == "share" and one.holds == "yes" and len(one.operands) == FEWEST:
            part, whole = one.operands
            rows[whole.start, one.claimed.sentence].setdefault(part.start, one)
    yield from (list(row.values()) for row in rows.values() if len(row) >= FEWEST)


def _is_all(shares: Sequence[Statement]) -> bool:
    """Whether their percentages make 100, as far as printing lets them."""
    loose = sum((one.claimed.half for one in shares), Fraction(0))
    whole = sum((one.claimed.amount for one in shares), Fraction(0))
    return abs(whole - 1) <= loose


def _with_rest(reading: Reading, shares: Sequence[Statement]) -> list[Figure]:
    """Those parts and all that is called the rest right behind them; nothing where that is not sure."""
    last = max(shares, key=lambda one: one.claimed.start).claimed
    parts = [one.operands[0] for one in shares]
    rest = list(_behind(reading, last, parts[0]))
    if not rest or not rest[0].label.startswith(LEFT) or any(word in rest[0].lead for word in SOME):
        return []
    is_listed = all(figure.lead in LISTED or figure.lead.startswith(LISTED) for figure in rest[1:])
    is_exact = all(figure.is_exact for figure in rest)
    return [*parts, *rest] if is_listed and is_exact and not rest[-1].tail.startswith("等") else []


def _behind(reading: Reading, last: Figure, like: Figure) -> Iterator[Figure]:
    """The amounts behind the last share up to the end of its sentence; nothing where the first is another."""
    first = reading.places[last.start] + 1
    for place, figure in enumerate(reading.figures[first:], first):
        reading.steps.take()
        if figure.sentence != last.sentence or (place == first and not figure.is_like(like)):
            return
        if figure.is_like(like) and figure.depth <= last.depth and reading.roles[place] == "plain":
            yield figure
