"""Sums: 共T，其中A、B、C; A、B、C合计T; T（A，B，C); A加上B共T."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from core.verification.prose import words
from core.verification.prose.adding import MOST_PARTS, prefix_that_makes, statement, total_of
from core.verification.prose.closings import closed, said_number
from core.verification.prose.compare import ratio_holds, sum_holds
from core.verification.prose.families import leaves_nothing_out
from core.verification.prose.figures import Figure
from core.verification.prose.partitions import bare_name, keep_apart
from core.verification.prose.slips import is_one_slip_away
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading

NEAR = Fraction(1, 10)
"""A list that comes this near to its total is meant to add up to it."""
FEW = 2
"""So many digits must show a slip where the parts cannot overlap."""
LISTED = ("、", "和", "及", "与", "以及")
HIGHLIGHTS = ("主要", "重点", "尤其")
PLAIN_DIGITS = 3
"""Without a word that says so, only a total of so many digits, or three parts, is taken for a sum."""


def sums(reading: Reading) -> Iterator[Statement]:
    """Every sum in the text, each total once for each list."""
    for place, figure in enumerate(reading.figures):
        if not _can_be_total(reading, place):
            continue
        stated = [*closed(reading, place), *_opened(reading, place)]
        yield from stated
        if not any(statement.holds == "yes" for statement in stated) and figure.kind in ("money", "count"):
            yield from _unsaid(reading, place)


def _can_be_total(reading: Reading, place: int) -> bool:
    figure = reading.figures[place]
    fits = figure.kind in ("money", "count") and figure.is_exact and figure.value > 0
    return fits and reading.roles[place] in ("plain", "to", "base")


def _opened(reading: Reading, place: int) -> Iterator[Statement]:
    """共T，其中A、B、C: the parts that follow where a list opens behind this total."""
    lists = list(_lists_of(reading, place))
    for start in lists:
        told = _judged(reading, reading.figures[place], parts_from(reading, start, reading.figures[place]))
        for said in told:
            if not any(apart(reading, start, said) for apart in (_is_of_another, _closes_higher, _is_nested)):
                yield said
    if not lists:
        yield from _followed(reading, place)


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


def _followed(reading: Reading, place: int) -> Iterator[Statement]:
    """共T，a用于甲，b用于乙，剩余c; T，中央a，地方b: no word opens the list, but it leaves nothing out."""
    total = reading.figures[place]
    following = reading.figures[place + 1 : place + 2]
    if (
        not following
        or reading.opened[place] is not None
        or reading.amounts_before(place, total)
        or not following[0].is_like(total)
        or following[0].lead.startswith(LISTED)
    ):
        return
    parts = parts_from(reading, place + 1, total)
    labels = labels_of(reading, parts)
    slips = (len(parts) > 2 and is_one_slip_away(total, parts)) or (
        keep_apart(labels) and is_one_slip_away(total, parts, PLAIN_DIGITS)
    )
    if following[0].sentence == total.sentence and (slips or leaves_nothing_out(labels)):
        yield statement(total, parts, sum_holds(total, parts, total_of(parts)))


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


def _first_like(reading: Reading, first: int, total: Figure) -> int | None:
    """The first part of a list that is counted as the total is."""
    for place in range(first, min(len(reading.figures), first + 3)):
        figure = reading.figures[place]
        if figure.sentence != reading.figures[first].sentence or reading.opened[place] != first:
            return None
        if loosely_like(figure, total):
            return place
    return None


def loosely_like(figure: Figure, other: Figure) -> bool:
    """人 and 人次 are mixed in lists of people; other measures are not."""
    return figure.is_like(other) or {figure.name, other.name} == {"人", "人次"}


def parts_from(reading: Reading, first: int, total: Figure) -> list[Figure]:
    """The parts of a list from its first on, at its depth, to where another total or comparison begins."""
    start, parts = reading.figures[first], list[Figure]()
    nested = divided = False
    for place in range(first, min(len(reading.figures), first + 2 * MOST_PARTS)):
        reading.steps.take()
        figure = reading.figures[place]
        if figure.sentence != start.sentence or figure.depth < start.depth:
            break
        nested = place > first and ("其中" in figure.lead or (nested and "；" not in figure.lead))
        if nested and divided:
            continue
        if _ends(figure, place > first):
            break
        divided = divided or "；" in figure.lead
        if (
            figure.depth == start.depth
            and loosely_like(figure, total)
            and reading.roles[place] in ("plain", "to")
        ):
            if not figure.is_exact:
                break
            parts.append(figure)
    return parts[:MOST_PARTS]


def _ends(figure: Figure, is_later: bool) -> bool:
    """A new total, a second division or a comparison ends the list before it."""
    if not is_later:
        return False
    ends = any(mark in figure.lead for mark in words.LIST_ENDS) or figure.label.startswith(("共", "累计"))
    return ends or figure.label.endswith(words.ADJUSTED)


def _judged(reading: Reading, total: Figure, parts: list[Figure]) -> Iterator[Statement]:
    """What the list says of its total: its beginning, those of one kind, or all of it."""
    chosen = _of_one_tail(parts)
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
    wrong = next((said for said in told if _is_whole(reading, total, said.operands)), None)
    yield near or wrong or replace(told[-1], holds="open")


def first_division(reading: Reading, parts: list[Figure]) -> list[Figure]:
    """甲a、乙b of 甲a、乙b，合格c，不合格d: the parts up to where a stronger mark divides them."""
    if len(parts) < 3:
        return parts
    marks = [strength(reading, one, other) for one, other in pairwise(parts)]
    stronger = next((at for at, mark in enumerate(marks) if mark > marks[0]), len(marks))
    return parts[: stronger + 1]


def strength(reading: Reading, one: Figure, other: Figure) -> int:
    """How strong a mark divides two figures: 0 for 、 and 和, 1 for ，, 2 for ；."""
    between = [figure.lead for figure in reading.figures if one.start < figure.start <= other.start]
    return max((2 if "；" in lead else 1 if "，" in lead else 0) for lead in between)


def labels_of(reading: Reading, parts: Sequence[Figure]) -> list[str]:
    """What the parts are called; 急难型救助 of 急难型救助198户，支出a, where all have the same words."""
    labels = [part.label for part in parts]
    if len(set(map(bare_name, labels))) == len(labels):
        return labels
    before = {after.start: figure for figure, after in pairwise(reading.figures)}
    return [_name_of(part, before.get(part.start)) for part in parts]


def _name_of(part: Figure, before: Figure | None) -> str:
    """急难型救助 of 急难型救助198户，支出a; 用于设备 of a用于设备."""
    if before and before.sentence == part.sentence and not before.is_like(part):
        return before.label
    return part.label or part.tail.partition("，")[0]


def _of_one_tail(parts: list[Figure]) -> list[Figure]:
    """下达 of 下达a，支出b；下达c，支出d: the parts that end as the first does, where the words alternate."""
    if len(parts) < 4:
        return parts
    tail = parts[0].label[-2:]
    same = [part for part in parts if part.label[-2:] == tail]
    others = {part.label[-2:] for part in parts if part.label[-2:] != tail}
    return same if len(same) > 1 and len(others) == 1 and parts[1].label[-2:] != tail else parts


def _is_whole(reading: Reading, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a list that does not come out was meant to: nothing is left out, or it is too much, or near.

    People and things may be counted in two of its parts (党员60名，其中女24名、35岁以下40名); money may not.
    """
    if len({part.name for part in (total, *parts)}) > 1:
        return False
    labels = labels_of(reading, parts)
    if leaves_nothing_out(labels) or _announced(total, parts) or is_one_slip_away(total, parts):
        return True
    some = parts[-1].tail.startswith("等") or any(word in parts[0].lead for word in HIGHLIGHTS)
    if not some and keep_apart(labels) and is_one_slip_away(total, parts, FEW):
        return True
    if total.kind == "count" and "其中" in parts[0].lead:
        return False
    sum_of_parts = total_of(parts)
    return sum_of_parts > total.amount or abs(sum_of_parts - total.amount) <= NEAR * total.amount


def _announced(total: Figure, parts: Sequence[Figure]) -> bool:
    """分两批, 由…构成, 分别为, 包括甲a和乙b: whether the words say that the list is whole."""
    lead, last = parts[0].lead, parts[-1]
    if last.tail.startswith("等") or "主要" in lead:
        return False
    if "分别" in lead or (len(parts) in (said_number(lead), said_number(last.tail))):
        return True
    made = any(word in f"{lead}{last.tail}" for word in words.MAKES_UP)
    return made or ("其中" not in lead and last.lead.startswith(("和", "及", "以及")) and len(parts) > 1)


def _unsaid(reading: Reading, place: int) -> Iterator[Statement]:
    """A sum that no word announces is told where it comes out, and never called wrong."""
    total = reading.figures[place]
    after = _after(reading, place)
    before = [reading.figures[other] for other in reading.amounts_before(place, total, sentences=3)][:8]
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
        if figure.sentence > total.sentence + 3:
            break
        if figure.depth == total.depth and loosely_like(figure, total) and reading.roles[other] == "plain":
            parts.append(figure)
    return parts[:8]
