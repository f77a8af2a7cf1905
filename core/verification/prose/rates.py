"""Rates from the amounts beside them: 执行率, 到位率, 完成率, 报销比例, 入组率, 直接结算率."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from core.verification.prose.compare import ratio_holds, shown, slack_of, written
from core.verification.prose.figures import Figure
from core.verification.prose.formula import in_brackets
from core.verification.prose.pairs import Pair, pairs
from core.verification.prose.rate_operands import operands, words_of
from core.verification.prose.rate_words import Terms, fits_above, fits_below, terms_of
from core.verification.prose.slips import TELLING, is_misread_ratio
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import names

LAST = 4
"""A rate is of one of the last amounts of its sentence."""
FAR = 16
LIKELY = 2
PARTS = names(
    "报销 支付 补偿 参训 参保 合格 满意 通过 回收 到位 入组 结算 整改 办结 成活 覆盖 就业 取证 达标"
)
OTHERWISE = names("扣除 剔除 不含 系按 加权 （按")
SAVED = names("节约率 节支率 审减率 核减率 压减率")


def rates(reading: Reading) -> Iterator[Statement]:
    """Every rate that comes from two amounts of the text; 政策范围内 only from amounts that say so."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        role = reading.roles[place]
        if not figure.is_exact or figure.kind != "rate" or figure.lead.lstrip("）").startswith("="):
            continue
        if role != "rate" and not (role == "change" and figure.label.rstrip("为达是").endswith(SAVED)):
            continue
        terms = terms_of(figure) if not in_brackets(reading, place) else None
        if terms and (found := _rate(reading, place, terms)):
            yield found


def _rate(reading: Reading, place: int, terms: Terms) -> Statement | None:
    claimed = reading.figures[place]
    told = pairs(reading, place, terms)
    stated = [_of_pair(claimed, pair, terms) for pair in told]
    first = _first_that_may_hold(told)
    held = [one for pair, one in zip(told, stated, strict=True) if not first or _is_as_near(pair, first)]
    for wanted in ("yes", "rounding"):
        found = next((one for one in held if one.holds == wanted), None)
        if found := found or (wanted == "yes" and _elsewhere(reading, place, terms, first)) or None:
            return found
    if any(word in claimed.tail.partition("；")[0] for word in OTHERWISE):
        return None
    if told and told[0].is_sure:
        return stated[0]
    return _slipped(claimed, told, stated)


def _first_that_may_hold(told: list[Pair]) -> Pair | None:
    """The sure pair right before a rate: then nothing before the rate before it is looked at."""
    near = bool(told) and told[0].is_sure and not told[0].below.rates and not told[0].below.sentences
    return told[0] if near else None


def _is_as_near(pair: Pair, first: Pair) -> bool:
    return pair.below.rates <= first.below.rates and pair.below.sentences <= first.below.sentences


def _slipped(claimed: Figure, told: list[Pair], stated: list[Statement]) -> Statement | None:
    """A pair that may well be meant, where one slip in one of the three figures explains that it fails."""
    if claimed.amount == 1:
        return None
    for pair, one in list(zip(told, stated, strict=True))[:LIKELY]:
        named = claimed.decimals > 1 or (pair.above.above > 0 and pair.below.below > 1)
        if is_misread_ratio(claimed, pair.above.figure, pair.below.figure, TELLING - named):
            return one
    return None


def _of_pair(claimed: Figure, pair: Pair, terms: Terms) -> Statement:
    if pair.is_rest:
        return _rest(claimed, pair.above.figure, pair.below.figure)
    is_part = terms.core in PARTS
    return _judged(claimed, pair.above.figure, (pair.below.figure,), is_part=is_part)


def _rest(claimed: Figure, rest: Figure, below: Figure) -> Statement:
    expected = 1 - rest.amount / below.amount
    holds = ratio_holds(claimed, expected, slack_of(rest, below))
    working = f"({shown(below)} - {shown(rest)}) ÷ {shown(below)} = {written(expected, claimed)}"
    return Statement("rate", claimed, (rest, below), expected, holds, working)


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


def _elsewhere(reading: Reading, place: int, terms: Terms, first: Pair | None) -> Statement | None:
    """A pair further off, or a sum of several, that gives the rate."""
    claimed = reading.figures[place]
    if behind := _behind(reading, place, terms):
        return behind
    since = place
    while first and since and reading.figures[since - 1].kind != "rate":
        since -= 1
    for above, below in _pairs(reading, place, terms):
        if first and any(figure.start < reading.figures[since].start for figure in below):
            continue
        total = sum((figure.amount for figure in below), Fraction(0))
        near = abs(above.amount / total - claimed.amount) <= claimed.half
        if near and (found := _judged(claimed, above, below)).holds == "yes":
            return found
    return None


def _behind(reading: Reading, place: int, terms: Terms) -> Statement | None:
    """报到190人，报到率96.94%，录取196人: its denominator behind it, whatever its words."""
    claimed = reading.figures[place]
    found = operands(reading, place, terms)
    above = next((one for one in found if one.place < place and one.above), None)
    for below in found if above else ():
        if above and below.place > place and below.figure.is_like(above.figure):
            told = _judged(claimed, above.figure, (below.figure,))
            if told.holds == "yes":
                return told
    return None


def _pairs(reading: Reading, place: int, terms: Terms) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Pairs from which the rate may come: found there it is right, not found there it is not wrong."""
    claimed, figures = reading.figures[place], reading.figures
    near = [
        other
        for other in reading.back(place, lambda figure: figure.kind in ("money", "count"), window=FAR)
        if figures[other].is_exact
    ]
    words = {other: words_of(reading, other) for other in near}
    for other in [one for one in near if figures[one].sentence == claimed.sentence][:LAST]:
        numerator = figures[other]
        above = fits_above(terms, words[other])
        like = [one for one in near if one != other and figures[one].is_like(numerator)]
        for one in like:
            reading.steps.take()
            below = fits_below(terms, words[one]) if figures[one].amount else 0
            if below and (above or below > 1) and _may_be_below(terms, figures[one], claimed, below):
                yield numerator, (figures[one],)
        if not above:
            continue
        earlier = [
            figures[one] for one in like if one < other and figures[one].sentence == numerator.sentence
        ]
        for length in range(2, min(len(earlier), 5) + 1):
            if sum(figure.amount for figure in earlier[:length]):
                yield numerator, tuple(reversed(earlier[:length]))


def _may_be_below(terms: Terms, below: Figure, claimed: Figure, fits: int) -> bool:
    """In another paragraph only what its words make a denominator; 政策范围内 only what says so."""
    if below.paragraph != claimed.paragraph:
        return fits > 1
    return not terms.scope or terms.scope in below.label
