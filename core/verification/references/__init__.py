"""What the report's prose says of cells of its table: which figures agree with one, and which do not (C27).

`references` is the door: the same answer serves the check and a page that marks what agrees
(docs/verification.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.filing.cells import CellRef
from core.filing.compute import Computed
from core.filing.form import FormDefinition
from core.filing.naming import cell_name
from core.filing.snapshot import Snapshot
from core.filing.tables import without_tables
from core.verification.references.ends import grade_references, score_references
from core.verification.references.filing import Filed
from core.verification.references.funds import fund_references
from core.verification.references.names import names_of
from core.verification.references.reference import Reference
from core.verification.references.rows import count_references, row_references

__all__ = ["Reference", "references"]

KINDS = (fund_references, score_references, grade_references, row_references, count_references)


def references(
    form: FormDefinition, snapshot: Snapshot, computed: Computed, refs: Iterable[CellRef]
) -> Mapping[CellRef, tuple[Reference, ...]]:
    """Return for each text what it says of cells of the table, in its order."""
    names = names_of(form, computed)
    texts = {ref: text for ref in refs if (text := without_tables(snapshot.typed(ref))).strip()}
    headings = {ref: cell_name(form, snapshot, ref) for ref in texts}
    return {
        ref: _told(Filed(form, snapshot, computed, names, text, headings[ref])) for ref, text in texts.items()
    }


def _told(filed: Filed) -> tuple[Reference, ...]:
    """What one text says. A figure that agrees with one cell does not contradict another."""
    told = [one for kind in KINDS for one in kind(filed)]
    found: dict[tuple[int, int], Reference] = {}
    for one in sorted(told, key=lambda reference: not reference.agrees):
        found.setdefault(one.span, one)
    return tuple(found[span] for span in sorted(found))
