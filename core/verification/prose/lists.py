"""The parts of a list: how far it goes, where it is divided, what each part is called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from core.verification.prose import words
from core.verification.prose.adding import MOST_PARTS
from core.verification.prose.figures import Figure
from core.verification.prose.partitions import bare_name
from core.verification.prose.structure import Reading

SIDE, SHARES = "方面，", "占"
OF = "中"
"""12项中已完成10项，另有2项: such a list goes on with what else there is of it."""


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
        if place > first and _ends(figure, start):
            break
        divided = divided or "；" in figure.lead
        if (
            figure.depth == start.depth
            and loosely_like(figure, total)
            and reading.roles[place] in ("plain", "to")
            and SHARES not in figure.label
            and not _turns_to_spending(figure, parts)
        ):
            if not figure.is_exact:
                break
            parts.append(figure)
    return parts[:MOST_PARTS]


def _ends(figure: Figure, start: Figure) -> bool:
    """A new total, a second division or a comparison ends the list before it."""
    if figure.label.startswith(words.BESIDES) and start.lead.startswith(OF):
        return False
    if SIDE in figure.lead and SIDE not in start.lead:
        return True
    ends = any(mark in figure.lead for mark in words.LIST_ENDS) or figure.label.startswith(("共", "累计"))
    ends = ends or figure.label.endswith(words.IN_ALL)
    return ends or figure.label.endswith(words.ADJUSTED)


def _turns_to_spending(figure: Figure, parts: Sequence[Figure]) -> bool:
    """财政资金a，实际支出b: what was spent is no part of what there was."""
    return bool(parts) and is_spent(figure.label) and not is_spent(parts[0].label)


def is_spent(label: str) -> bool:
    """Whether an amount is only said to be spent: 实际支出, 累计支付; not 人员支出.

    >>> is_spent("实际支出"), is_spent("人员支出")
    (True, False)
    """
    head = next((word for word in words.SPENT_HEADS if label.startswith(word)), "")
    return label.removeprefix(head) in words.SPENT


def first_division(reading: Reading, parts: list[Figure]) -> list[Figure]:
    """甲a、乙b of 甲a、乙b，合格c，不合格d: the parts up to where a stronger mark divides them."""
    if len(parts) < 3:
        return parts
    marks = [strength(reading, one, other) for one, other in pairwise(parts)]
    rests = [part.label.startswith(words.ALL_THE_REST) for part in parts]
    stronger = (at for at, mark in enumerate(marks) if mark > marks[0] and not rests[at + 1])
    return parts[: next(stronger, len(marks)) + 1]


def strength(reading: Reading, one: Figure, other: Figure) -> int:
    """How strong a mark divides two figures: 0 for 、 and 和, 1 for ，, 2 for ；."""
    between = reading.figures[reading.places[one.start] + 1 : reading.places[other.start] + 1]
    return max((2 if "；" in figure.lead else 1 if "，" in figure.lead else 0) for figure in between)


def labels_of(reading: Reading, parts: Sequence[Figure]) -> list[str]:
    """What the parts are called; 急难型救助 of 急难型救助198户，支出a, where all have the same words."""
    labels = [part.label for part in parts]
    if len(set(map(bare_name, labels))) == len(labels):
        return labels
    return [_name_of(reading, part) for part in parts]


def _name_of(reading: Reading, part: Figure) -> str:
    """急难型救助 of 急难型救助198户，支出a; 用于设备 of a用于设备."""
    place = reading.places[part.start]
    before = reading.figures[place - 1] if place else part
    if before.sentence == part.sentence and not before.is_like(part):
        return before.label
    return part.label or part.tail.partition("，")[0]


def of_one_tail(parts: list[Figure]) -> list[Figure]:
    """下达 of 下达a，支出b；下达c，支出d: the parts that end as the first does, where the words alternate."""
    if len(parts) < 4:
        return parts
    tail = parts[0].label[-2:]
    same = [part for part in parts if part.label[-2:] == tail]
    others = {part.label[-2:] for part in parts if part.label[-2:] != tail}
    return same if len(same) > 1 and len(others) == 1 and parts[1].label[-2:] != tail else parts
