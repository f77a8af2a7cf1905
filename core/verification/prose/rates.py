"""Rates from the amounts beside them: 执行率, 到位率, 完成率, 报销比例, 入组率, 直接结算率."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.rate_words import Terms, fits_above, fits_below, terms_of
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading

NEAR = 10
LAST = 4
"""A rate is of one of the last amounts of its sentence."""
FAR = 16


def rates(reading: Reading) -> Iterator[Statement]:
    """Every rate that comes from two amounts of the text; 政策范围内 only from amounts that say so."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if reading.roles[place] != "rate" or not figure.is_exact or figure.kind != "rate":
            continue
        terms = terms_of(figure.label)
        found = _formula(reading, place) or (_rate(reading, place, terms) if terms else None)
        if found:
            yield found


def _rate(reading: Reading, place: int, terms: Terms) -> Statement | None:
    claimed = reading.figures[place]
    sure = _sure_pair(reading, place, terms)
    stated = _judged(claimed, *sure) if sure else None
    if stated and stated.holds == "yes":
        return stated
    for above, below in _pairs(reading, place, terms):
        total = sum((figure.amount for figure in below), Fraction(0))
        near = abs(above.amount / total - claimed.amount) <= claimed.half
        if near and (found := _judged(claimed, above, below)).holds == "yes":
            return found
    return stated


def _formula(reading: Reading, place: int) -> Statement | None:
    """率=a÷b×100%=p%: the calculation as it is written out."""
    figures = reading.figures[max(0, place - 3) : place + 1]
    if len(figures) > 2 and figures[-1].lead == "=" and figures[-2].lead == "×":
        figures = (*figures[:-2], figures[-1])
    if len(figures) < 3 or figures[-1].lead != "=" or figures[-2].lead != "÷" or not figures[-2].amount:
        return None
    return _judged(figures[-1], figures[-3], (figures[-2],))


def _judged(claimed: Figure, above: Figure, below: tuple[Figure, ...]) -> Statement:
    total = sum((figure.amount for figure in below), Fraction(0))
    expected = above.amount / total
    holds = ratio_holds(claimed, expected, slack_of(above, below))
    parts = " + ".join(shown(figure) for figure in below)
    parts = f"({parts})" if len(below) > 1 else parts
    working = f"{shown(above)} ÷ {parts} = {written(expected, claimed)}"
    return Statement("rate", claimed, (above, *below), expected, holds, working)


def _sure_pair(reading: Reading, place: int, terms: Terms) -> tuple[Figure, tuple[Figure, ...]] | None:
    """The two amounts right before the rate whose words say that they are its numerator and denominator."""
    claimed = reading.figures[place]
    near = [
        other
        for other in reading.back(place, lambda figure: figure.kind in ("money", "count"), window=NEAR)
        if claimed.sentence - reading.figures[other].sentence <= 1
        and reading.figures[other].paragraph == claimed.paragraph
        and reading.figures[other].depth == claimed.depth
    ]
    if len(near) < 2 or reading.figures[near[0]].sentence != claimed.sentence or terms.is_elsewhere:
        return None
    last = reading.figures[near[0]]
    like = [other for other in near if reading.figures[other].is_like(last)][:2]
    if len(like) < 2 or any(reading.roles[other] != "plain" for other in like):
        return None
    if any(reading.roles[other] in ("rate", "share", "change") for other in range(like[1], place)):
        return None
    first = reading.figures[like[1]]
    if first.sentence != claimed.sentence and like[1] != place - 2:
        return None
    if not (last.is_exact and first.is_exact):
        return None
    for above, below in ((last, first), (first, last)):
        if fits_above(terms, above.label) and fits_below(terms, below.label, above.label) and below.amount:
            return above, (below,)
    return None


def _pairs(reading: Reading, place: int, terms: Terms) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Pairs from which the rate may come: found there it is right, not found there it is not wrong."""
    claimed = reading.figures[place]
    near = [
        other
        for other in reading.back(place, lambda figure: figure.kind in ("money", "count"), window=FAR)
        if reading.figures[other].is_exact
    ]
    inside = [other for other in near if reading.figures[other].sentence == claimed.sentence]
    for other in inside[:LAST]:
        numerator = reading.figures[other]
        like = [
            reading.figures[below]
            for below in near
            if below != other and reading.figures[below].is_like(numerator)
        ]
        for below in like:
            reading.steps.take()
            if below.amount and _may_be_below(terms, below, claimed) and _is_named(terms, numerator, below):
                yield numerator, (below,)
        if not fits_above(terms, numerator.label):
            continue
        earlier = [
            figure
            for figure in like
            if figure.start < numerator.start and figure.sentence == numerator.sentence
        ]
        for length in range(2, min(len(earlier), 5) + 1):
            if sum(figure.amount for figure in earlier[:length]):
                yield numerator, tuple(reversed(earlier[:length]))


def _is_named(terms: Terms, above: Figure, below: Figure) -> bool:
    """Whether the words of one of the two belong to the rate: 5 ÷ 5 is 100 % of anything."""
    return fits_above(terms, above.label) or fits_below(terms, below.label, above.label)


def _may_be_below(terms: Terms, below: Figure, claimed: Figure) -> bool:
    """In another paragraph only what its words make a denominator; 政策范围内 only what says so."""
    if below.paragraph != claimed.paragraph:
        return fits_below(terms, below.label, "")
    return not terms.scope or terms.scope in below.label
