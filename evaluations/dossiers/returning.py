"""退回范围 of one filing: which parts the last 退回修改 asks to mend, and which cells are open for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.returned import PART_NAMES, Returned
from core.filing.snapshot import Snapshot
from core.workflow import Action, Status
from documents.sources import filing_of
from evaluations.dossiers.fillable import Slot, fillable
from evaluations.dossiers.models import Evaluation

ASK_MORE = "请改好退回的部分再次报送，并请审核人员退回时一并勾选。"
OUTSIDE = f"本次只退回修改：{{}}。本栏不在退回范围内，不能修改。确需修改的，{ASK_MORE}"
FILES_OUTSIDE = f"本次只退回修改：{{}}。佐证材料不在退回范围内，不能增减。确需增减的，{ASK_MORE}"


def returned(evaluation: Evaluation) -> Returned | None:
    """What was returned in parts and is not yet filed again; None where everything is open.

    One query for a filing that was returned, one more where it was so in parts.
    """
    if evaluation.status != Status.RETURNED:
        return None
    last = evaluation.moves.filter(action=Action.RETURN).select_related("frozen__form_version")
    move = last.order_by("-number").first()
    if move is None or not move.scope or move.frozen is None:
        return None
    return Returned(*filing_of(move.frozen), frozenset(move.scope))


def open_slots(form: FormDefinition, snapshot: Snapshot, back: Returned | None) -> Mapping[CellRef, Slot]:
    """As `fillable`; of what was returned in parts, the cells of the others are locked."""
    slots = fillable(form, snapshot)
    if back is None:
        return slots
    follows = back.follows(snapshot)
    return {ref: slot if back.is_open(ref) else _closed(slot, ref in follows) for ref, slot in slots.items()}


def scope_words(parts: Iterable[str]) -> str:
    """The parts by their names, in the order of the paper."""
    wanted = set(parts)
    return "、".join(name for key, name in PART_NAMES.items() if key in wanted)


def _closed(slot: Slot, may_follow: bool) -> Slot:
    """Nothing is typed there; what is computed may be written where it changed with what is open."""
    return replace(slot, policy="open" if may_follow else "locked", computed_only=may_follow, outside=True)
