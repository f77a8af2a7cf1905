"""Sums: 共T，其中A、B、C; A、B、C合计T; T（A，B，C); A加上B共T."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from core.verification.prose import words
from core.verification.prose.adding import MOST_PARTS, prefix_that_makes, statement, total_of
from core.verification.prose.closings import closed
from core.verification.prose.compare import ratio_holds, sum_holds
from core.verification.prose.figures import Figure
from core.verification.prose.followed import divided, followed
from core.verification.prose.lists import first_division, loosely_like, of_one_tail, parts_from
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.wholes import is_whole

PLAIN_DIGITS = 3
"""Without a word that says so, only a total of so many digits, or three parts, is taken for a sum."""
MOST_UNSAID = 8
"""So many amounts, at most, make a sum that no word announces."""


def sums(reading: Reading) -> Iterator[Statement]:
    """Every sum in the text, each total once for each list."""
    for place, figure in enumerate(reading.figures):
        if not _can_be_total(reading, place):
            continue
        stated = [*closed(reading, place), *_opened(reading, place), *divided(reading, place)]
        yield from stated
        if not any(statement.holds == "yes" for statement in stated) and figure.kind in ("money", "count"):
            yield from _unsaid(reading, place)


def _can_be_total(reading: Reading, place: int) -> bool:
    figure = reading.figures[place]
    fits = figure.kind in ("money", "count", "score") and figure.is_exact and figure.value > 0
    return fits and reading.roles[place] in ("plain", "to", "base")


def _opened(reading: Reading, place: int) -> Iterator[Statement]:
    """共T，其中A、B、C: the parts that follow where a list opens behind this total."""
    lists = list(_lists_of(reading, place))
    for start in lists:
        told = _judged(reading, reading.figures[place], parts_from(reading, start, reading.figures[place]))
        for said in told:
            if not any(is_apart(reading, start, said) for is_apart in APART):
                yield said
    if not lists:
        yield from followed(reading, place)


def _lists_of(reading: Reading, place: int) -> Iterator[int]:
    """Where the lists of a total begin: one of them may divide it in another way than the first."""
    total = reading.figures[place]
    for first in range(place + 1, min(len(reading.figures), place + 1 + MOST_PARTS)):
        reading.steps.take()
        if reading.figures[first].sentence > total.sentence + 1:
            return
        start = _first_like(reading, first, total) if reading.opened[first] == first else None
        if start is not None and reading.head(start) == place:
            yield start


def _is_of_another(reading: Reading, start: int, said: Statement) -> bool:
    """Whether the parts make another amount before them: 基本支出a，项目支出b，按性质分类来看，人员经费…."""
    others = reading.amounts_before(start, said.claimed, sentences=2)
    return said.holds != "yes" and any(reading.figures[other].amount == said.expected for other in others)


def _closes_higher(reading: Reading, start: int, said: Statement) -> bool:
    """上级资金a，其中中央b；本级安排c，共计T: c stands beside a and not under it, as a and c make T."""
    if said.holds == "yes":
        return False
    last = said.operands[-1]
    behind = (figure for figure in reading.figures[start : start + MOST_PARTS] if figure.start > last.start)
    closing = next(behind, None)
    return closing is not None and closing.amount == said.claimed.amount + last.amount


def _is_nested(reading: Reading, start: int, said: Statement) -> bool:
    """中小企业a，占T的p%，小微企业b，占q%: whether a part is a share of the part before it."""
    if said.holds == "yes":
        return False
    for place in range(start + 1, min(len(reading.figures), start + MOST_PARTS)):
        reading.steps.take()
        part, share = reading.figures[place - 1], reading.figures[place]
        if reading.roles[place] != "share" or part not in said.operands[1:]:
            continue
        whole = said.operands[said.operands.index(part) - 1]
        if (
            whole.amount
            and part.amount
            and ratio_holds(share, part.amount / whole.amount, Fraction(0)) == "yes"
        ):
            return True
    return False


def _is_said_again(reading: Reading, start: int, said: Statement) -> bool:
    """1.2亿元，即12000万元: whether a part is the total once more."""
    return said.holds != "yes" and any(part.amount == said.claimed.amount for part in said.operands)


def _is_of_several(reading: Reading, start: int, said: Statement) -> bool:
    """甲预算a，乙预算b，分别执行c、d: whether as many amounts stand before the list as it has parts."""
    first = said.operands[0]
    if said.holds == "yes" or "分别" not in first.lead:
        return False
    before = reading.amounts_before(reading.places[first.start], said.claimed)
    return len(before) == len(said.operands)


def _has_rates(reading: Reading, start: int, said: Statement) -> bool:
    """基本支出a，执行率100%；项目支出b: whether the parts are what was spent of what they are called."""
    if said.holds == "yes":
        return False
    first, last = reading.places[said.operands[0].start], reading.places[said.operands[-1].start]
    between = reading.figures[first:last]
    return any(figure.label.endswith(words.RATES_OF_SPENDING) for figure in between if figure.kind == "rate")


APART = (_is_of_another, _closes_higher, _is_nested, _is_said_again, _is_of_several, _has_rates)


def _first_like(reading: Reading, first: int, total: Figure) -> int | None:
    """The first part of a list that is counted as the total is."""
    for place in range(first, min(len(reading.figures), first + 3)):
        figure = reading.figures[place]
        if figure.sentence != reading.figures[first].sentence or reading.opened[place] != first:
            return None
        if loosely_like(figure, total):
            return place
    return None


def _judged(reading: Reading, total: Figure, parts: list[Figure]) -> Iterator[Statement]:
    """What the list says of its total: its beginning, those of one kind, or all of it."""
    chosen = of_one_tail(parts)
    if len(chosen) < 2:
        return
    if length := prefix_that_makes(total, chosen) or prefix_that_makes(total, parts):
        yield statement(total, (chosen if prefix_that_makes(total, chosen) else parts)[:length], "yes")
        return
    told = [
        statement(total, some, sum_holds(total, some, total_of(some)))
        for some in (first_division(reading, chosen), chosen)
    ]
    near = next((said for said in told if said.holds == "rounding"), None)
    wrong = next((said for said in told if is_whole(reading, total, said.operands)), None)
    yield near or wrong or replace(told[-1], holds="open")


def _unsaid(reading: Reading, place: int) -> Iterator[Statement]:
    """A sum that no word announces is told where it comes out, and never called wrong."""
    total = reading.figures[place]
    after = _after(reading, place)
    places = reading.amounts_before(place, total, sentences=3, most=MOST_UNSAID)
    before = [reading.figures[other] for other in places]
    for parts in (after, before):
        reading.steps.take(len(parts))
        length = prefix_that_makes(total, parts)
        telling = len(f"{total.value:f}".replace(".", "")) >= PLAIN_DIGITS or (length > 2 and parts is after)
        if length and telling and all(part.value for part in parts[:length]):
            yield statement(total, parts[:length] if parts is after else parts[:length][::-1], "yes")
            return


def _after(reading: Reading, place: int) -> list[Figure]:
    """The amounts that follow at the depth of the total, from its sentence or the next three."""
    total, parts = reading.figures[place], list[Figure]()
    for other in range(place + 1, min(len(reading.figures), place + 1 + MOST_PARTS)):
        reading.steps.take()
        figure = reading.figures[other]
        if figure.sentence > total.sentence + 3 or len(parts) == MOST_UNSAID:
            break
        if figure.depth == total.depth and loosely_like(figure, total) and reading.roles[other] == "plain":
            parts.append(figure)
    return parts
