"""One number of one statement changed, so that it is false at its printed precision, beyond rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from tests.prose.phrasing import Law
from tests.prose.sections import Placed, Section
from tests.prose.statements import DIGITS, TURN, UNIT, Piece, Statement

UNIT_FOR = {"万元": ("元",), "元": ("万元",), "亿元": ("万元",)}


@dataclass(frozen=True)
class Mutation:
    """`section` is the false one; a finding must touch `span` and stay within `block`, its statement."""

    section: Section
    statement: Statement
    way: str
    slot: str
    broken: tuple[Law, ...]
    span: tuple[int, int]
    block: tuple[int, int]


def mutations(section: Section, rng: Random) -> Iterator[Mutation]:
    """For each statement one mutation of each way that can make it false."""
    for placed in section.placed:
        for way, change in WAYS.items():
            candidates = [
                (index, text)
                for index, piece in enumerate(placed.statement.pieces)
                for text in change(piece, placed.statement)
            ]
            rng.shuffle(candidates)
            found = (falsified(section, placed, way, index, text) for index, text in candidates)
            yield from (one for one in [next((one for one in found if one), None)] if one)


def falsified(section: Section, placed: Placed, way: str, index: int, text: str) -> Mutation | None:
    """The mutation, unless the statement stays true or says nothing that can be true or false."""
    statement = placed.statement.with_text(index, text)
    if not all(figure.value for figure in statement.figures.values()):
        return None
    broken = statement.broken
    if not broken:
        return None
    slots = {slot for law in broken for slot in law.slots}
    return Mutation(
        section.replacing(placed.statement, statement),
        statement,
        way,
        statement.pieces[index].slot,
        broken,
        statement.span(slots, placed.start),
        (placed.start, placed.start + len(statement.text)),
    )


def regrouped(text: str, original: str) -> str:
    """The thousands of a number that was written with them."""
    if "," not in original:
        return text
    whole, point, places = text.partition(".")
    return f"{int(whole):,}{point}{places}"


def well_written(text: str) -> bool:
    """No 05.3, no 0."""
    return text == "0" or text[0] != "0" or text.startswith("0.")


def digit_changed(piece: Piece, statement: Statement) -> Iterator[str]:
    if piece.role != DIGITS:
        return
    plain = piece.text.replace(",", "")
    for at, digit in enumerate(plain):
        for other in "0123456789" if digit.isdigit() else "":
            changed = plain[:at] + other + plain[at + 1 :]
            if other != digit and well_written(changed):
                yield regrouped(changed, piece.text)


def digits_swapped(piece: Piece, statement: Statement) -> Iterator[str]:
    if piece.role != DIGITS:
        return
    plain = piece.text.replace(",", "")
    for at in range(len(plain) - 1):
        left, right = plain[at], plain[at + 1]
        changed = plain[:at] + right + left + plain[at + 2 :]
        if (left + right).isdigit() and left != right and well_written(changed):
            yield regrouped(changed, piece.text)


def point_moved(piece: Piece, statement: Statement) -> Iterator[str]:
    """Only where there is a point: nobody writes 12.5 persons."""
    if piece.role != DIGITS or "." not in piece.text:
        return
    whole, _, places = piece.text.replace(",", "").partition(".")
    right = f"{whole}{places[0]}.{places[1:]}".rstrip(".")
    left = f"{whole[:-1] or '0'}.{whole[-1]}{places}"
    for changed in (right.lstrip("0") if not right.startswith("0.") else right, left):
        if changed and changed[0] != "." and well_written(changed):
            yield regrouped(changed, piece.text)


def unit_changed(piece: Piece, statement: Statement) -> Iterator[str]:
    """元 for 万元. Where one unit stands for several numbers, more than one number would change."""
    written = [one.slot for one in statement.pieces if one.role == UNIT]
    if piece.role == UNIT and len(written) == len(statement.phrasing.slots):
        yield from UNIT_FOR.get(piece.text, ())


def sign_turned(piece: Piece, statement: Statement) -> Iterator[str]:
    if piece.role == TURN:
        yield next(word for word in piece.turns if word != piece.text)


WAYS: Mapping[str, Callable[[Piece, Statement], Iterator[str]]] = {
    "digit": digit_changed,
    "swap": digits_swapped,
    "point": point_moved,
    "unit": unit_changed,
    "sign": sign_turned,
}
