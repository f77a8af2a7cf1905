"""Which two amounts a rate is of, where the text leaves no choice."""

from __future__ import annotations

from core.verification.prose.figures import Figure
from core.verification.prose.nearby import (
    COMPARED,
    NEAR,
    Pair,
    amounts_near,
    depth_of,
    named_pair,
    said,
    searched_pair,
)
from core.verification.prose.rate_words import (
    GIVEN,
    PLANNED,
    Terms,
    fits_above,
    fits_below,
    is_evident,
)
from core.verification.prose.structure import Reading


def sure_pair(reading: Reading, place: int, terms: Terms) -> Pair | None:
    """The two amounts beside the rate whose words say that they are its numerator and denominator."""
    if terms.is_elsewhere:
        return None
    return (
        _right_before(reading, place, terms)
        or _alone(reading, place, terms)
        or _around(reading, place, terms)
        or _behind(reading, place, terms)
        or named_pair(reading, place, terms)
        or searched_pair(reading, place, terms)
    )


def _right_before(reading: Reading, place: int, terms: Terms) -> Pair | None:
    """发生a，实际报销b，报销比例p%."""
    claimed, near = reading.figures[place], amounts_near(reading, place)
    if len(near) < 2 or reading.figures[near[0]].sentence != claimed.sentence:
        return None
    last = reading.figures[near[0]]
    like = [other for other in near if reading.figures[other].is_like(last)][:2]
    if len(like) < 2 or any(reading.roles[other] != "plain" for other in like):
        return None
    if any(reading.roles[other] in COMPARED for other in range(like[1], place)):
        return None
    first = reading.figures[like[1]]
    if first.sentence != claimed.sentence and like[1] != place - 2:
        return None
    return _fitting(terms, last, first)


def _fitting(terms: Terms, last: Figure, first: Figure) -> Pair | None:
    if not (last.is_exact and first.is_exact):
        return None
    for above, below in ((last, first), (first, last)):
        if fits_above(terms, said(above)) and fits_below(terms, said(below), said(above)) and below.amount:
            return above, (below,)
    return None


def _alone(reading: Reading, place: int, terms: Terms) -> Pair | None:
    """抽查a户，满意b户，满意度p%: the only two of their kind since the last rate of the sentence."""
    claimed, inside = reading.figures[place], list[int]()
    for other in range(place - 1, max(-1, place - 1 - NEAR), -1):
        reading.steps.take()
        if reading.figures[other].sentence != claimed.sentence or reading.roles[other] in COMPARED:
            break
        inside.append(other)
    if not inside:
        return None
    last = reading.figures[inside[0]]
    like = [reading.figures[other] for other in inside if reading.figures[other].is_like(last)]
    if len(like) != 2 or any(reading.roles[other] != "plain" for other in inside):
        return None
    above, below = like
    fits = (
        above.is_exact and below.is_exact and below.amount and above.depth == below.depth == depth_of(claimed)
    )
    return (above, (below,)) if fits and is_evident(terms, said(above), said(below)) else None


def _around(reading: Reading, place: int, terms: Terms) -> Pair | None:
    """支出a，执行率p%，预算b: the denominator right behind, the numerator alone before."""
    if not place or place + 1 >= len(reading.figures):
        return None
    above, claimed, below = reading.figures[place - 1 : place + 2]
    opens = place < 2 or reading.figures[place - 2].sentence != claimed.sentence
    beside = above.sentence == claimed.sentence == below.sentence and above.depth == below.depth
    if not (opens and beside and above.is_like(below)) or reading.roles[place + 1] != "plain":
        return None
    given = any(word in below.label for word in (*GIVEN, *PLANNED)) and fits_above(terms, above.label)
    return _fitting(terms, above, below) if given else None


def _behind(reading: Reading, place: int, terms: Terms) -> Pair | None:
    """执行率p%（预算b，执行a）; 签约率p%，应签约b，已签约a: both behind a rate that opens its sentence."""
    figures = reading.figures[place : place + 4]
    if len(figures) < 3 or (place and reading.figures[place - 1].sentence == figures[0].sentence):
        return None
    claimed, first, last = figures[:3]
    beside = claimed.sentence == first.sentence == last.sentence and first.is_like(last)
    roles = reading.roles[place + 1 : place + 4]
    goes_on = len(figures) > 3 and figures[3].sentence == claimed.sentence and figures[3].depth >= first.depth
    if not beside or roles[:2] != ("plain", "plain") or (goes_on and roles[2] != "plain"):
        return None
    if found := _fitting(terms, last, first):
        return found
    evident = last.is_exact and first.is_exact and first.amount
    return (last, (first,)) if evident and is_evident(terms, said(last), said(first)) else None
