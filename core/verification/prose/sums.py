"""Sums: 共T，其中A、B、C; A、B、C合计T; T（A，B，C); A加上B共T."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from core.verification.prose import words
from core.verification.prose.compare import shown, sum_holds, written
from core.verification.prose.families import leaves_nothing_out
from core.verification.prose.figures import Figure
from core.verification.prose.statements import Holds, Statement
from core.verification.prose.structure import Reading

MOST_PARTS = 24
NEAR = Fraction(1, 10)
"""A list that comes this near to its total is meant to add up to it."""
HEADS = ("合计", "共计", "总计", "总共", "累计", "共")
DEALT = ("处理", "处置")
"""What all measures against somebody are together: 整改a家，通报b家，暂停c家，累计处理T家."""
LISTED = ("、", "和", "及", "以及", "与")
PLAIN_DIGITS = 3
"""Without a word that says so, only a total of so many digits, or three parts, is taken for a sum."""


def sums(reading: Reading) -> Iterator[Statement]:
    """Every sum in the text, each total once for each list."""
    for place, figure in enumerate(reading.figures):
        if not _can_be_total(reading, place):
            continue
        stated = [*_closed(reading, place), *_opened(reading, place)]
        yield from stated
        if not any(statement.holds == "yes" for statement in stated) and figure.kind in ("money", "count"):
            yield from _unsaid(reading, place)


def _can_be_total(reading: Reading, place: int) -> bool:
    figure = reading.figures[place]
    fits = figure.kind in ("money", "count") and figure.is_exact and figure.value > 0
    return fits and reading.roles[place] in ("plain", "to", "base")


def _opened(reading: Reading, place: int) -> Iterator[Statement]:
    """共T，其中A、B、C: the parts that follow where a list opens behind this total."""
    total = reading.figures[place]
    for first in range(place + 1, min(len(reading.figures), place + 1 + MOST_PARTS)):
        reading.steps.take()
        if reading.figures[first].sentence > total.sentence + 1:
            break
        start = _first_like(reading, first, total) if reading.opened[first] == first else None
        if start is not None and reading.head(start) == place:
            told = _judged(total, parts_from(reading, start, total))
            yield from (said for said in told if not _is_of_another(reading, start, said))
            return
        if reading.opened[first] == first and start is not None:
            break
    yield from _followed(reading, place)


def _followed(reading: Reading, place: int) -> Iterator[Statement]:
    """共T，a用于甲，b用于乙，剩余c; T，中央a，地方b: no word opens the list, but it leaves nothing out."""
    total = reading.figures[place]
    following = reading.figures[place + 1 : place + 2]
    if (
        not following
        or reading.opened[place] is not None
        or reading.amounts_before(place, total)
        or not following[0].is_like(total)
    ):
        return
    parts = parts_from(reading, place + 1, total)
    if following[0].sentence == total.sentence and leaves_nothing_out([part.label for part in parts]):
        yield statement(total, parts, sum_holds(total, parts, total_of(parts)))


def _is_of_another(reading: Reading, start: int, said: Statement) -> bool:
    """Whether the parts make another amount before them: 基本支出a，项目支出b，按性质分类来看，人员经费…."""
    others = reading.amounts_before(start, said.claimed)
    return said.holds != "yes" and any(reading.figures[other].amount == said.expected for other in others)


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
    for place in range(first, min(len(reading.figures), first + 2 * MOST_PARTS)):
        reading.steps.take()
        figure = reading.figures[place]
        if figure.sentence != start.sentence or figure.depth < start.depth or _ends(figure, place > first):
            break
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


def _judged(total: Figure, parts: list[Figure]) -> Iterator[Statement]:
    """What the list says of its total: its beginning, those of one kind, or all of it."""
    chosen = _of_one_tail(parts)
    if len(chosen) < 2:
        return
    if length := prefix_that_makes(total, chosen) or prefix_that_makes(total, parts):
        yield statement(total, (chosen if prefix_that_makes(total, chosen) else parts)[:length], "yes")
        return
    holds = sum_holds(total, chosen, total_of(chosen))
    if holds == "no" and not _is_whole(total, chosen):
        holds = "open"
    yield statement(total, chosen, holds)


def prefix_that_makes(total: Figure, parts: Sequence[Figure]) -> int:
    """How many of the parts, from the first on and at least two, add up to the total; 0 where none do."""
    amount = parts[0].amount if parts else Fraction(0)
    for length, part in enumerate(parts[1:], 2):
        amount += part.amount
        if amount == total.amount:
            return length
    return 0


def _of_one_tail(parts: list[Figure]) -> list[Figure]:
    """下达 of 下达a，支出b；下达c，支出d: the parts that end as the first does, where the words alternate."""
    if len(parts) < 4:
        return parts
    tail = parts[0].label[-2:]
    same = [part for part in parts if part.label[-2:] == tail]
    others = {part.label[-2:] for part in parts if part.label[-2:] != tail}
    return same if len(same) > 1 and len(others) == 1 and parts[1].label[-2:] != tail else parts


def _is_whole(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a list that does not come out was meant to: nothing is left out, or it is too much, or near."""
    if len({part.name for part in (total, *parts)}) > 1:
        return False
    sum_of_parts = total_of(parts)
    if sum_of_parts > total.amount or leaves_nothing_out([part.label for part in parts]):
        return True
    return abs(sum_of_parts - total.amount) <= NEAR * total.amount


def _closed(reading: Reading, place: int) -> Iterator[Statement]:
    """A、B、C，合计T; A加上B，共T."""
    total = reading.figures[place]
    said = _without_time(total.label)
    says_so = said.endswith((*words.CLOSERS, *words.TOTAL_NAMES)) or said.startswith(HEADS)
    before = reading.amounts_before(place, total)
    joined = bool(before) and any(word in reading.figures[before[0]].lead for word in words.JOINERS)
    if not (says_so or joined) or len(before) < 2:
        return
    parts = [reading.figures[other] for other in reversed(before[:MOST_PARTS])]
    parts = [part for part in parts if part.depth <= total.depth]
    reading.steps.take(len(parts))
    if length := prefix_that_makes(total, parts[::-1]):
        yield statement(total, parts[-length:], "yes")
        return
    counted = _said_number(total.label)
    chosen = parts[-2:] if joined else parts[-counted:] if counted else parts
    if len(chosen) < 2:
        return
    holds = sum_holds(total, chosen, total_of(chosen))
    apart = (
        any(reading.roles[other] in ("rate", "share") for other in range(place - 1, before[-1], -1))
        if not counted
        else False
    )
    sure = (joined and not apart) or (counted == len(chosen)) or _follows_alone(reading, before, place)
    yield statement(total, chosen, holds if holds != "no" or sure else "open")


def _said_number(label: str) -> int:
    """两项合计, 以上三项共计: how many parts are said to be added; 0 where it is not said."""
    return next(
        (n for n, sign in enumerate("两三四五六七八", 2) if f"{sign}项" in label or f"{sign}者" in label), 0
    )


def _follows_alone(reading: Reading, before: list[int], place: int) -> bool:
    """Whether a total stands right behind a list of nothing but its parts, which opens its sentence."""
    total = reading.figures[place]
    run = [other for other in range(before[-1], place) if reading.roles[other] != "share"]
    opens = before[-1] == 0 or reading.figures[before[-1] - 1].sentence != total.sentence
    parts = [reading.figures[other] for other in run]
    return opens and sorted(before) == run and _closes(_without_time(total.label), parts)


def _closes(said: str, parts: list[Figure]) -> bool:
    """A bare 合计; 共开展 behind 甲a、乙b; 累计处理 behind three; 资金总额 behind a known whole."""
    if said in words.CLOSERS:
        return True
    if any(word in part.label.replace("公共", "") for part in parts for word in HEADS):
        return False
    if said.endswith(words.TOTAL_NAMES):
        return leaves_nothing_out([part.label for part in parts])
    if not said.startswith(HEADS):
        return False
    listed = all(part.lead.startswith(LISTED) for part in parts[1:])
    many = len(parts) > 2 and not said.startswith("共")
    return (listed and _speaks_of_them(said, parts)) or (many and any(word in said for word in DEALT))


def _speaks_of_them(said: str, parts: list[Figure]) -> bool:
    """Whether the total names what its parts name: 开展安全检查 of 组织检查, not 发现问题."""
    thing = next((said.removeprefix(head) for head in HEADS if said.startswith(head)), said)
    pairs = [thing[at : at + 2] for at in range(len(thing) - 1)]
    return any(pair in part.label for pair in pairs for part in parts)


def _without_time(label: str) -> str:
    time = next((time for time in words.SPANS_OF_TIME if label.startswith(time)), "")
    return label.removeprefix(time)


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


def total_of(parts: Sequence[Figure]) -> Fraction:
    return sum((part.amount for part in parts), Fraction(0))


def statement(total: Figure, parts: Sequence[Figure], holds: Holds) -> Statement:
    expected = total_of(parts)
    finest = max((total, *parts), key=lambda figure: figure.decimals)
    working = f"{' + '.join(shown(part) for part in parts)} = {written(expected, _like(total, finest))}"
    return Statement("sum", total, tuple(parts), expected, holds, working)


def _like(total: Figure, finest: Figure) -> Figure:
    return finest if finest.measure == total.measure else total
