"""Last year's words: which texts of the filing before can be taken over into this one. Never a figure."""

from __future__ import annotations

from dataclasses import dataclass

from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.funds import is_mark
from core.filing.naming import cell_name
from core.filing.order import paper_order
from core.filing.snapshot import Snapshot


@dataclass(frozen=True)
class Before:
    """The filing of the year before, on its own form."""

    form: FormDefinition
    snapshot: Snapshot


def last_years_texts(form: FormDefinition, snapshot: Snapshot, before: Before) -> dict[CellRef, str]:
    """Return last year's text by cell: 填表信息, 实际完成情况, 偏差原因 and the sections of the report.

    Keys are given once (D4). On another form the same key may mean something else: there the cell must also
    be called the same. Goals are counted, so they must be as many.
    """
    refs = [ref for ref in paper_order(form, snapshot) if is_text(form, ref)]
    return {
        ref: before.snapshot.typed(ref)
        for ref in refs
        if _says_something(before.snapshot.typed(ref)) and _is_same_place(form, snapshot, before, ref)
    }


def is_text(form: FormDefinition, ref: CellRef) -> bool:
    """Whether words stand in the cell that may hold for another year: no figure, date or answer to a figure.

    >>> from core.filing import cells
    >>> [is_text(None, ref) for ref in (cells.report("s1"), cells.indicator("r1", "actual"))]
    [True, False]
    """
    if ref.section == "header":
        return any(field.key == ref.row and field.kind == "text" for field in form.header)
    return ref.section == "report" or (ref.section, ref.column) in (
        ("goals", "actual"),
        ("indicators", "note"),
    )


def _says_something(text: str) -> bool:
    return bool(text.strip()) and not is_mark(text)


def _is_same_place(form: FormDefinition, snapshot: Snapshot, before: Before, ref: CellRef) -> bool:
    if ref.section == "goals" and snapshot.goals != before.snapshot.goals:
        return False
    if form.code == before.form.code:
        return True
    return cell_name(form, snapshot, ref) == cell_name(before.form, before.snapshot, ref)
