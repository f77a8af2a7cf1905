"""What a workbook that came back would change in its filing: 改动, 冲突, 锁定被改, 不能识别."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from core.figures.numbers import parse_number, parse_rate
from core.figures.text import FigureError, clip
from core.filing.cells import CellRef
from evaluations.dossiers.fillable import Slot
from evaluations.dossiers.fillable import read as read_slot
from evaluations.exchange.boxes import Filing
from evaluations.exchange.pages import plain
from evaluations.exchange.reading import Entry, Returned, Told

NO_CELL = "本表没有这一栏，没有读取。"
LOCKED_NOW = "本栏现已锁定，没有读取。"
OTHER_FORM = "本文件按旧的表样导出；新表样中没有的栏目没有读取。"
MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00")


@dataclass(frozen=True)
class Proposed:
    """One cell that would be changed: what the page has (`seen`), what the file says (`typed`).

    `shown`: the same in the words of a list. `written`: what the page had when the workbook went out;
    `is_conflict`: it has something else by now.
    """

    ref: str
    label: str
    place: str
    seen: str
    typed: str
    shown: str
    written: str
    is_conflict: bool = False
    is_worked: bool = False


@dataclass
class Compared:
    """`follow`: cells whose figure is computed again once something was accepted."""

    proposed: list[Proposed] = field(default_factory=list)
    touched: list[Told] = field(default_factory=list)
    strange: list[Told] = field(default_factory=list)
    follow: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Compared:
        return cls(
            [Proposed(**one) for one in data.get("proposed", ())],
            [Told(**one) for one in data.get("touched", ())],
            [Told(**one) for one in data.get("strange", ())],
            list(data.get("follow", ())),
        )

    @property
    def changes(self) -> list[Proposed]:
        return [one for one in self.proposed if not one.is_conflict]

    @property
    def conflicts(self) -> list[Proposed]:
        return [one for one in self.proposed if one.is_conflict]


def compare(filing: Filing, returned: Returned) -> Compared:
    """Hold what came back against the filing as it stands; nothing is written."""
    compared = Compared(touched=list(returned.touched), strange=list(returned.strange))
    if returned.facts.get("form") != filing.snapshot.form_sha256:
        compared.strange.append(Told("表样", "", OTHER_FORM))
    for entry in returned.entries:
        _entry(compared, filing, entry)
    compared.follow = [ref for ref in returned.formulas if _is_worked(filing, ref)]
    return compared


def _entry(compared: Compared, filing: Filing, entry: Entry) -> None:
    slot = _slot(filing, entry.ref)
    if slot is None:
        compared.strange += [Told(entry.place, clip(entry.text), NO_CELL)] if entry.text else []
        return
    typed, written, seen = _stored(slot, entry.text), _stored(slot, entry.written), filing.stands(slot.ref)
    if is_same(slot, typed, written) or is_same(slot, typed, seen):
        return
    if slot.is_locked:
        compared.touched.append(Told(entry.place, clip(entry.text), seen or LOCKED_NOW))
        return
    try:
        _read(filing, slot, typed)
    except FigureError as problem:
        compared.strange.append(Told(entry.place, clip(entry.text), str(problem)))
        return
    shown = dict(slot.choices)
    compared.proposed.append(
        Proposed(
            entry.ref,
            slot.label,
            entry.place,
            seen,
            typed,
            shown.get(typed, typed),
            written,
            is_conflict=not is_same(slot, written, seen),
            is_worked=entry.kind == "worked",
        )
    )


def _slot(filing: Filing, ref: str) -> Slot | None:
    try:
        return filing.slots.get(CellRef.parse(ref))
    except ValueError:
        return None


def _is_worked(filing: Filing, ref: str) -> bool:
    slot = _slot(filing, ref)
    return slot is not None and bool(filing.box(slot).formula)


def _read(filing: Filing, slot: Slot, typed: str) -> None:
    """FigureError where a cell does not take it; figures placed in prose are judged when it is saved."""
    if not slot.takes_figures:
        read_slot(filing.form, slot, typed)


def _stored(slot: Slot, text: str) -> str:
    """What is stored for what a worksheet shows: the key of a choice, a date without an hour."""
    text = plain(text)
    keys = {shown: key for key, shown in slot.choices}
    midnight = MIDNIGHT.fullmatch(text)
    return keys.get(text, midnight[1] if midnight else text)


def is_same(slot: Slot, one: str, other: str) -> bool:
    """Whether two texts say the same in this cell: where it takes a number, 1155.5 is 1,155.50."""
    if plain(one) == plain(other):
        return True
    if slot.kind not in ("number", "rate"):
        return False
    read = parse_rate if slot.kind == "rate" else parse_number
    try:
        values = [read(text, allow_negative=True) for text in (one, other)]
    except FigureError:
        return False
    return values[0] is not None and values[0] == values[1]
