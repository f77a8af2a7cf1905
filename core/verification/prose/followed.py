"""Lists that no word opens: 共T，a用于甲，b用于乙，剩余c; T，甲a，乙b，丙c; 计划T。已完成a，在建b."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from core.verification.prose.adding import prefix_that_makes, statement, total_of
from core.verification.prose.compare import ratio_holds, sum_holds
from core.verification.prose.families import leaves_nothing_out
from core.verification.prose.figures import Figure
from core.verification.prose.lists import first_division, labels_of, loosely_like, parts_from
from core.verification.prose.partitions import is_complement, is_progress, keep_apart
from core.verification.prose.slips import is_one_slip_away
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading

NEAR = 3
"""So many figures on, the first part must stand."""
LISTED = ("、", "和", "及", "与", "以及")
FEW, SHORT, TELLING = 2, 3, 4
TOTALS = ("总", "共", "合计", "计划", "任务", "应")


def followed(reading: Reading, place: int) -> Iterator[Statement]:
    """T，中央a，地方b: what follows a total that opens its sentence."""
    total = reading.figures[place]
    first = _first_behind(reading, place)
    if first is None or reading.opened[place] is not None or reading.amounts_before(place, total):
        return
    parts = parts_from(reading, first, total)
    if len(parts) < 2:
        return
    length = prefix_that_makes(total, parts)
    if length and leaves_nothing_out(labels_of(reading, parts[:length])):
        yield statement(total, parts[:length], "yes")
    if length:
        return
    for some in (first_division(reading, parts), parts):
        if len(some) > 1 and _is_meant(reading, total, some):
            yield statement(total, some, sum_holds(total, some, total_of(some)))
            return


def _first_behind(reading: Reading, place: int) -> int | None:
    """The first part: right behind its total, or behind the price of it (一等每人a元、n人)."""
    total = reading.figures[place]
    for other in range(place + 1, min(len(reading.figures), place + 1 + NEAR)):
        reading.steps.take()
        figure = reading.figures[other]
        if figure.sentence != total.sentence or figure.depth != total.depth:
            return None
        if loosely_like(figure, total):
            return None if figure.lead.startswith(LISTED) and other == place + 1 else other
        if reading.roles[other] != "price":
            return None
    return None


def _is_meant(reading: Reading, total: Figure, parts: Sequence[Figure]) -> bool:
    labels = labels_of(reading, parts)
    if leaves_nothing_out(labels) or shares_make_whole(reading, total, parts):
        return True
    enough = SHORT if len(parts) > 2 and keep_apart(labels) else TELLING
    return (len(parts) > 2 or keep_apart(labels)) and is_one_slip_away(total, parts, enough)


def shares_make_whole(reading: Reading, total: Figure, parts: Sequence[Figure]) -> bool:
    """甲a（占p%），乙b（占q%): whether each part has its share behind it, and these make 100 %."""
    places = [reading.places[part.start] + 1 for part in parts]
    if not all(place < len(reading.figures) and reading.roles[place] == "share" for place in places):
        return False
    shares = [reading.figures[place] for place in places]
    of_it = zip(shares, parts, strict=True)
    one = any(ratio_holds(share, part.amount / total.amount, Fraction(0)) == "yes" for share, part in of_it)
    return one and abs(total_of(shares) - 1) <= sum(share.half for share in shares)


def divided(reading: Reading, place: int) -> Iterator[Statement]:
    """计划T。已完成a，在建b: what is done and what is being done, of what the sentence before names."""
    first = reading.figures[place]
    if reading.opened[place] is not None or reading.amounts_before(place, first):
        return
    parts = first_division(reading, parts_from(reading, place, first))
    labels = [part.label for part in parts]
    if len(parts) < 2 or not (is_progress(labels) or is_complement(labels)):
        return
    before = reading.amounts_before(place, first, sentences=1)
    totals = [reading.figures[other] for other in before if _is_total(reading.figures[other])]
    told = [statement(total, parts, sum_holds(total, parts, total_of(parts))) for total in totals]
    right = next((one for one in told if one.holds != "no"), None)
    wrong = next((one for one in told if is_one_slip_away(one.claimed, parts, FEW)), None)
    yield from (one for one in (right or wrong,) if one)


def _is_total(figure: Figure) -> bool:
    return any(word in figure.label for word in TOTALS)
