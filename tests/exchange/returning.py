"""A workbook that came back, in few words: filled in, read, compared."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from core.figures.numbers import parse_number
from core.figures.text import FigureError
from core.filing.cells import CellRef
from evaluations.exchange import comparing, reading
from evaluations.exchange.boxes import Filing
from evaluations.exchange.comparing import Compared, compare
from foundation.intake import child
from tests.golden.test_foreign_files import CASES
from tests.golden.yuancheng import yuancheng
from tests.shapes import SHAPES

FILINGS = {
    **{case.stem: case.snapshot() for case in CASES},
    **{name: (shape.form, shape.snapshot()) for name, shape in SHAPES.items()},
}
NOTE, ACTUAL = "indicators/r1/note", "indicators/r1/actual"
LABEL = "指标1：医疗救助资金支出率"


def said(content: bytes):
    return child.answer("filled", "xlsx", BytesIO(content))["ok"]


def returned(content: bytes, filing=None) -> Compared:
    form, snapshot = filing or yuancheng()
    return compare(Filing(form, snapshot), reading.read(said(content)).whole())


def proposed(compared: Compared) -> dict[str, str]:
    return {one.ref: one.typed for one in compared.proposed}


def emptied(form, snapshot):
    """The filing as it was before anything was filled in."""
    slots = Filing(form, snapshot).slots
    open_ones = {str(ref) for ref, slot in slots.items() if not slot.is_locked}
    kept = {ref: cell for ref, cell in snapshot.cells.items() if ref not in open_ones}
    return form, replace(snapshot, cells=kept)


def typed_in(form, snapshot):
    """What an office types into the workbook of the empty filing: numbers as numbers, options in words."""
    before = Filing(*emptied(form, snapshot))
    filing = Filing(form, snapshot)
    found = {}
    for ref, slot in before.slots.items():
        text = filing.stands(ref)
        if text and not slot.is_locked and not slot.stands_in and not before.box(slot).formula:
            found[str(ref)] = number(text) if slot.kind == "number" else dict(slot.choices).get(text, text)
    return found


def number(text: str):
    try:
        value = parse_number(text, allow_negative=True)
    except FigureError:
        return text
    return text if value is None else value


def is_same(filing, ref: str, one: str, other: str) -> bool:
    return comparing.is_same(Filing(*filing).slots[CellRef.parse(ref)], one, other)


def label_of(page, row: int) -> int:
    return next(cell.column for cell in page[row] if str(cell.value or "").startswith("指标1"))
