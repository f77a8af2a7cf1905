"""Shares: 占基本支出的92.08%, 占比86.02%, 占预算100万元的87.3%, 分别占45.46%和54.54%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from core.verification.prose.figures import Figure
from core.verification.prose.implied import with_implied_wholes
from core.verification.prose.share_names import speaks_of, whole_name
from core.verification.prose.share_parts import leader, parts_of, row_whole
from core.verification.prose.share_wholes import wholes
from core.verification.prose.siblings import Told, held_together, rows, share_of
from core.verification.prose.slips import is_misread_ratio
from core.verification.prose.statements import Statement
from core.verification.prose.structure import Reading
from core.verification.prose.words import OPENERS


def shares(reading: Reading) -> Iterator[Statement]:
    """Every share whose part is known; where the text never gives the whole, what the shares agree on."""
    told, last = list[Told](), None
    for place, figure in enumerate(reading.figures):
        reading.steps.take()
        if reading.roles[place] != "share" or not figure.is_exact:
            continue
        if one := _told(reading, place, parts_of(reading, place, last), told):
            told.append(one)
            last = (place, one.part_place)
    yield from with_implied_wholes(_by_rows(reading, told))


def _by_rows(reading: Reading, told: list[Told]) -> list[Statement]:
    """The shares of each row, held to what the others of it show of their whole."""
    found = list[Statement]()
    for row in rows(reading, told):
        better = held_together(reading, row)
        found += [better.get(one.place, one.statement) for one in row]
    return found


def _told(reading: Reading, place: int, parts: list[int], told: list[Told]) -> Told | None:
    """The share of the part for which it comes out; of another only where there is no choice."""
    found, claimed = list[Told](), reading.figures[place]
    for at in parts:
        part = reading.figures[at]
        if part.is_exact and part.kind in ("money", "count") and (part.amount or claimed.amount):
            found.append(Told(_share(reading, place, at, told), place, at, whole_name(claimed)))
    best = next((one for one in found if one.statement.holds == "yes"), next(iter(found), None))
    if best is None or len(found) == 1 or best.statement.holds == "yes":
        return best
    return replace(best, statement=_open(claimed, best.part))


def _open(claimed: Figure, part: Figure) -> Statement:
    return Statement("share", claimed, (part,), None, "open", "")


def _inherited(reading: Reading, part_place: int, told: list[Told]) -> tuple[Figure, ...]:
    """The whole of the share right before: 甲占资金总量的p%；乙占q%, unless a list opens between."""
    part = reading.figures[part_place]
    if not told or told[-1].place != part_place - 1 or any(mark in part.lead for mark in OPENERS):
        return ()
    before = told[-1].statement
    fits = before.claimed.sentence == part.sentence and before.operands[0].is_like(part)
    return before.operands[1:] if fits else ()


def _share(reading: Reading, place: int, part_place: int, told: list[Told]) -> Statement:
    claimed, part = reading.figures[place], reading.figures[part_place]
    judged: dict[Fraction, Statement] = {}
    wrong = list[Statement]()
    first = leader(reading, place)
    name, inherited = whole_name(reading.figures[first]), _inherited(reading, part_place, told)
    again = bool(told) and name == told[-1].name
    known = inherited and (not name or again) and row_whole(reading, first) is None
    candidates = wholes(reading, place, part_place)
    for whole, sure in chain([(inherited, True)] if known else [], candidates):
        reading.steps.take()
        total = sum((figure.amount for figure in whole), Fraction(0))
        if total and (sure or total not in judged):
            statement = judged.setdefault(total, share_of(claimed, part, whole))
            if statement.holds == "yes":
                return statement
            wrong += [statement] if sure else []
    near = [statement for statement in judged.values() if statement.holds == "rounding"]
    slipped = _misread(reading, part_place, name, judged.values())
    return next(iter((*near, *wrong, *slipped)), _open(claimed, part))


def _misread(
    reading: Reading, part_place: int, name: str, judged: Iterable[Statement]
) -> Iterator[Statement]:
    """The share of an amount shortly before that would come out, were it not for one slip."""
    part = reading.figures[part_place]
    near = reading.amounts_before(part_place, part, sentences=1)[:2]
    likely = {reading.figures[other].start for other in near}
    for statement in judged:
        whole = statement.operands[1]
        beside = whole.start in likely and whole.paragraph == part.paragraph
        fits = beside and (not name or speaks_of(name, whole.label)) and len(statement.operands) == 2
        if fits and is_misread_ratio(statement.claimed, part, whole):
            yield statement
