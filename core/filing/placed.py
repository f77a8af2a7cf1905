"""Figures placed in prose (D4): `⟦funds/total/executed⟧` is stored, in the box stands the name of the cell.

A placed figure follows its cell (core.paper.placed prints it). The names are those of `core.filing.naming`; a
cell whose name another has too keeps its address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from core.figures.text import FigureError, clip
from core.filing import cells
from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.naming import cell_name
from core.filing.snapshot import Snapshot

OPEN, CLOSE = "⟦", "⟧"
STRAY = "「⟦」「⟧」只用来引用表中的数，要成对使用，中间写栏目的名称。不引用的，请改用其他括号。"
UNKNOWN = "「{}」不是可以引用的栏目，请从“引用表中数字”中选取。"


def placeable(form: FormDefinition, snapshot: Snapshot) -> Mapping[CellRef, str]:
    """Return the cells whose content may be placed, in the order of the paper, each with its name."""
    names = {ref: cell_name(form, snapshot, ref) for ref in _refs(form, snapshot)}
    counts = Counter(names.values())
    return {ref: name if counts[name] == 1 else str(ref) for ref, name in names.items()}


def from_box(form: FormDefinition, snapshot: Snapshot, text: str) -> str:
    """Return the text as it is stored; FigureError for a stray bracket and for what is no such cell."""
    if not (OPEN in text or CLOSE in text):
        return text
    names = placeable(form, snapshot)
    known = {name: str(ref) for ref, name in names.items()} | {str(ref): str(ref) for ref in names}
    return "".join(part if isinstance(part, str) else _stored(known, part[0]) for part in parts(text))


def placed_in(stored: str) -> tuple[CellRef, ...]:
    """Return the cells that a stored text places, in its order."""
    return tuple(CellRef.parse(part[0]) for part in parts(stored) if not isinstance(part, str))


def bracketed(name: str) -> str:
    return f"{OPEN}{name}{CLOSE}"


def parts(text: str) -> Iterator[str | tuple[str]]:
    """The text cut at its brackets: plain stretches, and (what stands between a pair,).

    FigureError for a stray bracket.
    """
    rest = text
    while True:
        before, opened, rest = rest.partition(OPEN)
        if CLOSE in before:
            raise FigureError(STRAY)
        if before:
            yield before
        if not opened:
            return
        inside, closed, rest = rest.partition(CLOSE)
        if not closed or OPEN in inside:
            raise FigureError(STRAY)
        yield (inside,)


def _refs(form: FormDefinition, snapshot: Snapshot) -> Iterator[CellRef]:
    for row in form.funds.rows if form.funds else ():
        for column in form.funds.columns if form.funds else ():
            if row.role == "total" or not column.only_total:
                yield cells.fund(row.key, column.key)
    asked = form.indicators
    columns = [name for name in ("target", "actual") if asked.asks(name)]
    for line in snapshot.lines:
        for column in (*columns, *(("score",) if asked.scored else ())):
            yield cells.indicator(line.key, column)
    for name in form.paper.total if asked.scored else ():
        if name != "grade" or (form.grading and form.grading.bands):
            yield cells.total(name)


def _stored(known: Mapping[str, str], inside: str) -> str:
    address = known.get(inside.strip())
    if address is None:
        raise FigureError(UNKNOWN.format(clip(inside)))
    return bracketed(address)
