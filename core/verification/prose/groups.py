"""Changes told in any order: 较上年增加d，增长p%，达到n; 同比下降p%，上年为o; 2022年n，2021年o，增加d."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.verification.prose.changes import (
    YEAR,
    behind,
    difference_of,
    is_aside,
    is_parted,
    is_same,
    is_undone,
    rate_of,
    share_of_base,
)
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading, changes, is_closed, is_year, year_in
from core.verification.prose.times import BEFORE, is_bare_change, is_now, is_was, overlaps, thing_of

SAYS_SOMETHING = 2
WHOLES = ("总数", "总额", "总量")
MOST = 4
"""So many figures, from the first change on, tell one change."""
AMOUNTS = ("plain", "price", "to", "base", "from", "rate")


@dataclass
class _Group:
    """What a change of one thing may tell: by how much, by what part, from what, to what."""

    difference: Figure | None = None
    rate: Figure | None = None
    was: Figure | None = None
    now: Figure | None = None

    @property
    def amounts(self) -> list[Figure]:
        return [figure for figure in (self.difference, self.was, self.now) if figure]


def groups(reading: Reading) -> Iterator[Statement]:
    """Every change whose amounts say by their words which is what it was and which what it is."""
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        before = place and reading.roles[place - 1] == "change"
        if reading.roles[place] != "change" or not figure.is_exact or is_aside(reading, place):
            continue
        if before and reading.figures[place - 1].sentence == figure.sentence:
            continue
        if not is_undone(reading, place):
            yield from _judged(_group(reading, place))


def _group(reading: Reading, place: int) -> _Group:
    group, first = _Group(), reading.figures[place]
    _before(reading, place, group)
    for other in range(place, min(len(reading.figures), place + MOST)):
        reading.steps.take()
        figure = reading.figures[other]
        if figure.sentence != first.sentence or not figure.is_exact:
            break
        taken = _take_change if reading.roles[other] == "change" else _take_amount
        if not taken(group, reading, other, first):
            break
    return group


def _take_change(group: _Group, reading: Reading, other: int, first: Figure) -> bool:
    figure = reading.figures[other]
    if figure is not first and (is_parted(figure) or not is_bare_change(figure.label)):
        return False
    if figure.kind == "rate" and not group.rate:
        group.rate = figure
        return True
    if figure.kind in ("money", "count", "points") and not group.difference:
        group.difference = figure
        return True
    return False


def _take_amount(group: _Group, reading: Reading, other: int, first: Figure) -> bool:
    """What it became, what it was, or both, behind its change."""
    figure, role = reading.figures[other], reading.roles[other]
    if role not in AMOUNTS:
        return False
    if not group.was and (role in ("from", "base") or is_was(figure)) and not _is_dated(group, figure):
        group.was = figure
        return True
    if not group.was and _is_bracketed_base(reading, other):
        group.was = figure
        return True
    if not group.was and _opens_years(reading, other, first):
        group.was = figure
        return True
    later = bool(group.was) and 0 < year_in(group.was.label if group.was else "") < year_in(figure.label)
    if not group.now and (later or role == "to" or is_now(figure, _told(reading, other, first))):
        group.now = figure
        return True
    return False


def _is_bracketed_base(reading: Reading, other: int) -> bool:
    """增长8.0%（2022年全年5344起）: whether a bracket right behind a change gives what was."""
    figure, before, behind = (
        reading.figures[other],
        reading.figures[other - 1],
        reading.figures[other + 1 : other + 2],
    )
    alone = figure.depth > before.depth and not any(one.depth == figure.depth for one in behind)
    dated = any(word in figure.label for word in BEFORE) or bool(year_in(figure.label))
    known = year_in(before.label)
    return alone and dated and reading.roles[other - 1] == "change" and known in (0, year_in(figure.label))


def _opens_years(reading: Reading, other: int, first: Figure) -> bool:
    """（2021年o，2022年n）: whether a bracket behind the change gives the two years."""
    figure, following = reading.figures[other], reading.figures[other + 1 : other + 2]
    years = [year_in(one.label) for one in following if one.is_like(figure) and one.depth == figure.depth]
    return figure.depth > first.depth and any(0 < year_in(figure.label) < year for year in years)


def _told(reading: Reading, other: int, first: Figure) -> str:
    """What the sentence names up to its change; nothing where that opens it and names nothing."""
    before = [
        figure
        for figure in reading.figures[max(0, other - MOST) : other]
        if figure.sentence == first.sentence
    ]
    leads = "".join(figure.lead for figure in before)
    opens = bool(before) and before[0] is first and is_bare_change(first.label)
    return "" if opens else leads


def _is_dated(group: _Group, was: Figure) -> bool:
    """较2019年增长p%，上年为o: whether a change is from another year than this."""
    years = {year_in(one.label) for one in (group.rate, group.difference) if one} - {0}
    return bool(years) and years != {year_in(was.label)}


def _before(reading: Reading, place: int, group: _Group) -> None:
    """What it is, and what it was, right before its change."""
    first = reading.figures[place]
    near = list[int]()
    for other in range(place - 1, max(-1, place - 3), -1):
        figure = reading.figures[other]
        apart = reading.roles[other] not in AMOUNTS or is_closed(reading, other, place)
        if apart or not figure.is_exact or not _is_beside(figure, first):
            break
        near.append(other)
    found = [reading.figures[other] for other in near]
    if len(found) == 2 and _is_third(reading, near[1], found[1]):
        return
    wases = _wases(reading, near, first)
    if len(wases) == 1 and not _is_dated_by(first, reading.figures[wases[0]]):
        group.was = reading.figures[wases[0]]
    rest = [other for other in near if other not in wases]
    same = [other for other in rest if reading.figures[other].sentence == first.sentence]
    if same and len(wases) < 2 and (same[0] == near[0] or group.was):
        group.now = reading.figures[same[0]]


def _wases(reading: Reading, near: list[int], first: Figure) -> list[int]:
    """Which of the figures right before a change, nearest first, is what it was."""
    found = [reading.figures[other] for other in near]
    wases = [
        other for other in near if reading.roles[other] in ("from", "base") or is_was(reading.figures[other])
    ]
    if wases or len(found) < 2:
        return wases
    years = [year_in(figure.label) for figure in found]
    if 0 < years[0] < years[1]:
        return near[:1]
    if 0 < years[1] < years[0]:
        return near[1:]
    if _is_year(found[0]) and not years[1]:
        up = changes(first.label) > 0
        return near[:1] if (found[0].amount < found[1].amount) == up else near[1:]
    return []


def _is_year(figure: Figure) -> bool:
    """2021年, 2021年为: words that say a year and nothing else."""
    return is_year(figure.label.rstrip("为达是"))


def _is_dated_by(first: Figure, was: Figure) -> bool:
    year = year_in(first.label)
    return bool(year) and bool(year_in(was.label)) and year != year_in(was.label)


def _is_beside(figure: Figure, first: Figure) -> bool:
    """In its sentence, or in the one before where the words say that it is what was."""
    if figure.sentence == first.sentence:
        return True
    return figure.sentence == first.sentence - 1 and figure.paragraph == first.paragraph and is_was(figure)


def _is_third(reading: Reading, place: int, figure: Figure) -> bool:
    """2021年a，2022年b，2023年c，增加…: whether a third amount of the row stands before two."""
    earlier = reading.figures[place - 1 : place] if place else ()
    return any(
        one.sentence == figure.sentence and one.is_like(figure) and bool(year_in(one.label))
        for one in earlier
    )


def _judged(group: _Group) -> Iterator[Statement]:
    """Each law that the known ones of the four are bound by."""
    difference, rate, was, now = group.difference, group.rate, group.was, group.now
    alike = group.amounts
    of_points = bool(difference and difference.kind == "points")
    if of_points:
        alike = [figure for figure in alike if figure is not difference]
        if any(figure.kind != "rate" for figure in alike):
            return
    if not alike or not all(figure.is_like(alike[0]) for figure in alike):
        return
    told = list[Statement | None]()
    if was and now and not _is_one_thing(was, now):
        return
    if was and now:
        told += [difference_of(difference, now, was, _names_it(difference, was, now))] if difference else []
        told += [rate_of(rate, now, was, _names_it(rate, was, now))] if rate and not of_points else []
    elif difference and rate and (known := was or now) and not of_points:
        sign = changes(difference.label) or changes(rate.label)
        before = known.amount if was else known.amount - sign * difference.amount
        told += [share_of_base(rate, difference, (known,), before)] if before > 0 else []
    yield from (one for one in told if one)


def _is_one_thing(was: Figure, now: Figure) -> bool:
    """2022年支出 and 2021年支出, not 2021年收入."""
    dated = year_in(was.label) and year_in(now.label)
    return not dated or is_same(behind(now.label, YEAR), behind(was.label, YEAR))


def _names_it(change: Figure, was: Figure, now: Figure) -> bool:
    """Whether a change names nothing else than what changed."""
    unnamed = all(one.label in (f"{year_in(one.label)}年", "") for one in (was, now))
    thing, named = thing_of(change.label), "".join(map(_named, (was, now)))
    is_bare = is_bare_change(change.label) and len(thing) < SAYS_SOMETHING
    return unnamed or not named or is_bare or overlaps(thing, named)


def _named(figure: Figure) -> str:
    """医疗机构 of 医疗机构由; nothing of 由 and of 增加到."""
    named = thing_of(figure.label.rstrip("由从到至为达是的"))
    return "" if named in WHOLES else named
