"""Of what a share may be, the surest first."""

from __future__ import annotations

from collections.abc import Iterator

from core.verification.prose.figures import Figure
from core.verification.prose.scanner import LISTED
from core.verification.prose.share_names import (
    SHORTEST_NAME,
    bare,
    is_total,
    of_verb,
    speaks_of,
    whole_name,
)
from core.verification.prose.share_parts import FULL, comes_first, is_before_its_whole, leader, row_whole
from core.verification.prose.structure import Reading
from core.verification.prose.words import CLOSERS

FAR = 24
NEAR = 6


def wholes(reading: Reading, place: int, part_place: int) -> Iterator[tuple[tuple[Figure, ...], bool]]:
    """What the whole may be, the surest first, and whether the text says that it is."""
    part, place = reading.figures[part_place], leader(reading, place)
    claimed = reading.figures[place]
    beside = _beside(reading, place, part_place)
    if beside is not None:
        yield (reading.figures[beside],), True
        return
    name = whole_name(claimed)
    if (bracketed := _in_brackets(reading, place, part, name)) is not None:
        yield (reading.figures[bracketed],), True
        return
    named = _named(reading, part_place, name, part) if name else None
    if named is not None:
        yield (reading.figures[named],), reading.figures[named].paragraph == part.paragraph
    if not name and (behind := _closing(reading, place, part)) is not None:
        yield (reading.figures[behind],), True
    if name and named is None and (behind := named_behind(reading, place, name)) is not None:
        yield (reading.figures[behind],), True
    head = reading.head(part_place)
    if head is not None and _may_hold(reading.figures[head], part):
        yield (reading.figures[head],), not name or named is None
    near = reading.amounts_before(_list_start(reading, part_place), part)
    only = len(near) == 1 and (bool(name) or is_total(reading.figures[near[0]].label))
    larger = [other for other in near if only or reading.figures[other].amount >= part.amount]
    totals = [other for other in larger if is_total(reading.figures[other].label)]
    for other in larger:
        alone = len(near) == 1 or totals == [other]
        sibling = reading.roles[other + 1] == "share" and other + 1 < place
        sibling = sibling or (other > 0 and reading.roles[other - 1] == "share")
        sure = alone and not sibling and named is None
        sure = sure and (not name or speaks_of(name, reading.figures[other].label))
        yield (reading.figures[other],), sure
    yield from ((group, False) for group in _others(reading, part_place, part))


def _is_before(reading: Reading, place: int, part_place: int) -> bool:
    """收入500万元，财政拨款占90%，为450万元: whether the whole stands right before, and is no part itself."""
    if not place or "share" in reading.roles[max(0, place - 2) : place]:
        return False
    whole, part = reading.figures[place - 1], reading.figures[part_place]
    return whole.is_like(part) and whole.sentence == part.sentence


def _in_brackets(reading: Reading, place: int, part: Figure, name: str) -> int | None:
    """占74.0%（监测户总数412户）: a bracket right behind a share that says the total."""
    behind = reading.figures[place + 1 : place + 2]
    for whole in behind:
        total = is_total(whole.label) and whole.lead == f"（{whole.label}" and whole.is_close_to(part)
        if total and whole.is_exact and whole.amount and (not name or speaks_of(name, whole.label)):
            return place + 1
    return None


def _list_start(reading: Reading, place: int) -> int:
    """Where the list begins in which a part stands; what stands in it before is no whole of it."""
    while place and reading.figures[place].lead in LISTED:
        reading.steps.take()
        place -= 1
    return place


def _beside(reading: Reading, place: int, part_place: int) -> int | None:
    """The whole that stands beside its share: between part and share, or on the other side of it."""
    between = row_whole(reading, place)
    if between is None and comes_first(reading, place):
        return place + 1
    if between is None and part_place == place + 1 and not whole_name(reading.figures[place]):
        return place - 1 if _is_before(reading, place, part_place) else None
    return place - 1 if between is None and is_before_its_whole(reading, place) else between


def _may_hold(head: Figure, part: Figure) -> bool:
    """A part that is more than its total is wrong where both stand in one sentence, else it is of another."""
    return head.amount >= part.amount or (head.amount > 0 and head.sentence == part.sentence)


def named_behind(reading: Reading, place: int, name: str) -> int | None:
    """公用经费a，占基本支出的p%，基本支出T: the whole that is named behind its share; 。样本总数为T too."""
    wanted, share = bare(name), reading.figures[place]
    for other in range(place + 1, min(len(reading.figures), place + FAR)):
        reading.steps.take()
        figure = reading.figures[other]
        if figure.sentence > share.sentence + 1 or figure.paragraph != share.paragraph:
            return None
        near = other < place + NEAR and wanted in figure.label
        told = near if figure.sentence == share.sentence else bare(of_verb(figure.label)) == wanted
        if told and len(wanted) >= SHORTEST_NAME and reading.roles[other] == "plain" and figure.is_exact:
            return other if figure.kind in ("money", "count") else None
    return None


def _closing(reading: Reading, place: int, part: Figure) -> int | None:
    """甲a，占p%；乙b，占q%，合计T: the total that ends the list of this share."""
    for other in range(place + 1, min(len(reading.figures), place + FAR)):
        reading.steps.take()
        figure = reading.figures[other]
        if figure.sentence != part.sentence:
            return None
        if figure.is_like(part) and (figure.label.endswith(CLOSERS) or figure.label.startswith(FULL)):
            return other
    return None


def _others(reading: Reading, part_place: int, part: Figure) -> Iterator[tuple[Figure, ...]]:
    """Wholes that stand further away, or that are the sum of the list itself."""
    for other in reading.back(
        part_place, lambda figure: figure.is_close_to(part) and figure.amount >= part.amount > 0, window=FAR
    ):
        yield (reading.figures[other],)
    first = reading.opened[part_place]
    start = part_place if first is None else first
    siblings = [
        figure
        for figure in reading.figures[start : start + 12]
        if figure.is_like(part) and figure.sentence == part.sentence and figure.depth == part.depth
    ]
    if len(siblings) > 1 and any(figure.amount for figure in siblings):
        yield tuple(siblings)


def _named(reading: Reading, part_place: int, name: str, part: Figure) -> int | None:
    """The nearest amount whose words end in, or contain, the name of the whole."""
    short = name.removeprefix("全部").removeprefix("本年").removeprefix("全年").removeprefix("总的")
    for wanted in dict.fromkeys((name, short, bare(name))):
        if len(wanted) < SHORTEST_NAME:
            continue
        for other in reading.back(part_place, lambda figure: figure.is_close_to(part) and figure.is_exact):
            if wanted in reading.figures[other].label and reading.figures[other].amount:
                return other
    return None
