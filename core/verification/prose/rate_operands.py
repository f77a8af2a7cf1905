"""What may be above and below the line of a rate: amounts before and behind it, with their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.verification.prose.figures import Figure
from core.verification.prose.plain import ENDS
from core.verification.prose.rate_names import said
from core.verification.prose.rate_words import Terms, fits_above, fits_below
from core.verification.prose.structure import Reading, year_in

NEAR = 14
BEHIND = 3
MARKS = frozenset("，；：、（）\n") | ENDS
COMPARED = ("rate", "share", "change")
JOINED = ("", "、", "和", "及", "与")
LONGEST_LIST = 8


@dataclass(frozen=True)
class Operand:
    """`above`, `below`: how well its words fit numerator and denominator, 2 where they name it, 0 not at all.

    `rates`: how many percentages stand between it and the rate; `sentences`: how many ends of sentences.
    `followed`: whether another amount stands behind it in its sentence.
    """

    place: int
    figure: Figure
    words: str
    above: int
    below: int
    rates: int
    sentences: int
    followed: bool = False


def operands(reading: Reading, place: int, terms: Terms) -> list[Operand]:
    """The amounts before a rate in its sentence and the one before, nearest first, then those behind it."""
    return [*_before(reading, place, terms), *_behind(reading, place, terms)]


def words_of(reading: Reading, place: int) -> str:
    """The words of a figure before it and, up to the next mark, behind it: 48人表示满意."""
    figures = reading.figures
    figure = figures[place]
    first = place
    while first and place - first < LONGEST_LIST and figures[first].lead in JOINED:
        first -= 1
    before = said(figures[first])
    following = figures[place + 1] if place + 1 < len(figures) else None
    goes_on = following is not None and following.sentence == figure.sentence
    behind = following.lead if following is not None and goes_on else figure.tail
    stop = next((at for at, sign in enumerate(behind) if sign in MARKS), 0 if goes_on else len(behind))
    return f"{before}|{behind[:stop]}"


def is_comparable(terms: Terms, one: Figure, other: Figure) -> bool:
    """Both money, both counted in one measure; of a survey sheets and people."""
    return one.is_like(other) or (terms.sort == "part" and one.is_close_to(other))


def _before(reading: Reading, place: int, terms: Terms) -> Iterator[Operand]:
    claimed, rates, opens = reading.figures[place], 0, False
    depth = claimed.depth - (claimed.lead.startswith("（") and "）" not in claimed.lead)
    for other in range(place - 1, max(-1, place - 1 - NEAR), -1):
        figure = reading.figures[other]
        reading.steps.take()
        gap = claimed.sentence - figure.sentence
        opens = opens or (other == place - 1 and gap == 1 and not year_in(claimed.label))
        if gap > 1 or figure.paragraph != claimed.paragraph:
            return
        rates += figure.kind == "rate" or reading.roles[other] in COMPARED
        if figure.depth <= depth and _may_be(reading, other, terms):
            yield _operand(reading, other, terms, rates, 0 if opens else gap)


def _behind(reading: Reading, place: int, terms: Terms) -> Iterator[Operand]:
    """A rate that is alone in its sentence may be of the amounts of the next."""
    claimed, rates = reading.figures[place], 0
    beside = reading.figures[max(0, place - 1) : place + 2]
    alone = sum(figure.sentence == claimed.sentence for figure in beside) == 1
    for other in range(place + 1, min(len(reading.figures), place + 1 + BEHIND)):
        figure = reading.figures[other]
        reading.steps.take()
        gap = figure.sentence - claimed.sentence
        if gap > alone or figure.paragraph != claimed.paragraph or (gap and "其中" in figure.lead):
            return
        rates += figure.kind == "rate" or reading.roles[other] in COMPARED
        if _may_be(reading, other, terms):
            yield _operand(reading, other, terms, rates, gap)


def _may_be(reading: Reading, other: int, terms: Terms) -> bool:
    figure, role = reading.figures[other], reading.roles[other]
    kinds = ("score",) if terms.core == "得分" else ("money", "count")
    saved = role == "change" and terms.core in figure.label
    fits = figure.is_exact and figure.kind in kinds and bool(figure.amount)
    daily = role == "price" and figure.kind == "count" and "日均" in figure.label
    return (
        fits
        and (role in ("plain", "to") or saved or daily or (role == "base" and "预算" in figure.label))
        and (not terms.measure or terms.measure == figure.name)
    )


def _operand(reading: Reading, other: int, terms: Terms, rates: int, gap: int) -> Operand:
    words = words_of(reading, other)
    figure = reading.figures[other]
    above = fits_above(terms, words)
    following = reading.figures[other + 1 : other + 2]
    followed = any(one.sentence == figure.sentence and one.kind != "rate" for one in following)
    return Operand(other, figure, words, above, fits_below(terms, words), rates, gap, followed)
