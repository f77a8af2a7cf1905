"""Rates from the amounts beside them: 执行率, 到位率, 完成率, 报销比例, 入组率, 直接结算率."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.complements import complement, is_saving
from core.verification.prose.figures import Figure
from core.verification.prose.misreadings import TELLING, is_misread
from core.verification.prose.nearby import likely_pairs, said
from core.verification.prose.pairs import sure_pair
from core.verification.prose.rate_words import Terms, fits_above, fits_below, terms_of
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import names

LAST = 4
"""A rate is of one of the last amounts of its sentence."""
FAR = 16
PARTS = names("报销 支付 补偿 参训 参保 合格 满意 通过 回收 到 入组 结算 整改 办结 成活 覆盖 就业 取证")


def rates(reading: Reading) -> Iterator[Statement]:
    """Every rate that comes from two amounts of the text; 政策范围内 only from amounts that say so."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        terms = terms_of(said(figure)) if figure.is_exact and figure.kind == "rate" else None
        if not terms or figure.lead.lstrip("）").startswith("="):
            continue
        if reading.roles[place] == "rate" or is_saving(reading, place, terms):
            found = complement(reading, place, terms) or _rate(reading, place, terms)
            yield from [found] if found else []


def _rate(reading: Reading, place: int, terms: Terms) -> Statement | None:
    claimed = reading.figures[place]
    sure = sure_pair(reading, place, terms)
    is_part = terms.stem.endswith(PARTS)
    stated = _judged(claimed, *sure, is_part=is_part) if sure else None
    if stated and stated.holds == "yes":
        return stated
    for above, below in _pairs(reading, place, terms):
        total = sum((figure.amount for figure in below), Fraction(0))
        near = abs(above.amount / total - claimed.amount) <= claimed.half
        if near and (found := _judged(claimed, above, below)).holds == "yes":
            return found
    return stated or _misread(reading, place, terms)


def _misread(reading: Reading, place: int, terms: Terms) -> Statement | None:
    """A rate that comes of amounts shortly before it when one slip is read as it was meant."""
    claimed = reading.figures[place]
    for (above, below), is_named in likely_pairs(reading, place, terms):
        if is_misread(claimed, above, below[0], TELLING - is_named):
            return _judged(claimed, above, below)
    return None


def _judged(claimed: Figure, above: Figure, below: tuple[Figure, ...], *, is_part: bool = False) -> Statement:
    """`is_part`: the numerator is some of the denominator (报销 of 费用), and never more than it."""
    total = sum((figure.amount for figure in below), Fraction(0))
    expected = above.amount / total
    holds = ratio_holds(claimed, expected, slack_of(above, below))
    if expected > 1 and claimed.amount <= 1 and is_part:
        holds = "no"
    parts = " + ".join(shown(figure) for figure in below)
    parts = f"({parts})" if len(below) > 1 else parts
    working = f"{shown(above)} ÷ {parts} = {written(expected, claimed)}"
    return Statement("rate", claimed, (above, *below), expected, holds, working)


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
