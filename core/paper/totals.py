"""What a total prints, from the words of its lines alone. A line that shows no number has no part in it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from core.figures import printing
from core.figures.printing import DASH
from core.paper.printing import shown_number
from core.scoring.totals import execution_rate


def number(text: str) -> Decimal | None:
    """Return the number that `text` shows, 1 for 100 %; None where it shows none."""
    shown = shown_number(text)
    return shown[0] if shown else None


def added(texts: Iterable[str]) -> Decimal:
    return sum(_known(texts), Decimal(0))


def total(texts: Iterable[str]) -> str:
    """Return the sum, exactly.

    >>> total(["1,155.50", "—", "0.5"]), total(["—"])
    ('1156', '—')
    """
    known = _known(texts)
    return printing.plain(sum(known, Decimal(0))) if known else DASH


def mean(texts: Iterable[str]) -> str:
    """Return the mean, unweighted.

    >>> mean(["90", "不计分", "85.5"]), mean([])
    ('87.75', '—')
    """
    known = _known(texts)
    return printing.score(Fraction(sum(known)) / len(known) if known else None, empty=DASH)


def rate(pairs: Iterable[tuple[str, str]]) -> str:
    """Return 执行率 from the sums of (执行, 预算); a line that lacks one of them has no part in it.

    >>> rate([("60", "100"), ("80", "100"), ("1", "—")])
    '70.00%'
    """
    whole = [pair for pair in pairs if None not in map(number, pair)]
    done, given = (added(pair[place] for pair in whole) for place in (0, 1))
    return printing.rate(execution_rate(done, given))


def _known(texts: Iterable[str]) -> list[Decimal]:
    return [known for text in texts if (known := number(text)) is not None]
