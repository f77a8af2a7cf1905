"""Whether a list was meant to make its total."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from core.verification.prose import words
from core.verification.prose.adding import total_of
from core.verification.prose.closings import said_number
from core.verification.prose.families import leaves_nothing_out
from core.verification.prose.figures import Figure
from core.verification.prose.lists import labels_of
from core.verification.prose.partitions import keep_apart
from core.verification.prose.slips import is_one_slip_away
from core.verification.prose.structure import Reading

NEAR = Fraction(1, 10)
"""A list of three and more that comes this near to its total is meant to add up to it."""
FEW, MORE = 2, 3
"""So many digits must show a slip where the parts cannot overlap; more where there are but two of them."""
HIGHLIGHTS = ("主要", "重点", "尤其")


def is_whole(reading: Reading, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a list that does not come out was meant to: nothing is left out, or it is too much, or near.

    People and things may be counted in two of its parts (党员60名，其中女24名、35岁以下40名); money may not.
    """
    smaller = all(part.amount > total.amount and part.measure == total.measure for part in parts)
    if smaller or len({part.name for part in (total, *parts)}) > 1:
        return False
    if parts[-1].tail.startswith("等"):
        return total.kind == "money" and total_of(parts) > total.amount
    labels = labels_of(reading, parts)
    if leaves_nothing_out(labels) or _announced(total, parts) or is_one_slip_away(total, parts):
        return True
    some = any(word in parts[0].lead for word in HIGHLIGHTS)
    if not some and keep_apart(labels) and is_one_slip_away(total, parts, MORE if len(parts) < MORE else FEW):
        return True
    apart = "其中" in parts[0].lead or parts[0].sentence != total.sentence
    if total.kind == "score" or (total.kind == "count" and apart):
        return False
    sum_of_parts = total_of(parts)
    is_near = len(parts) > 2 and abs(sum_of_parts - total.amount) <= NEAR * total.amount
    return sum_of_parts > total.amount or is_near


def _announced(total: Figure, parts: Sequence[Figure]) -> bool:
    """分两批, 由…构成, 分别为, 包括甲a和乙b: whether the words say that the list is whole."""
    lead, last = parts[0].lead, parts[-1]
    further = parts[0].sentence != total.sentence and "其中" not in lead and total.kind == "count"
    if "主要" in lead or further:
        return False
    if "分别" in lead or len(parts) in (said_number(lead), said_number(last.tail)):
        return True
    made = any(word in f"{lead}{last.tail}" for word in words.MAKES_UP)
    return made or ("其中" not in lead and last.lead.startswith(("和", "及", "以及")) and len(parts) > 1)
