"""The cells of a filing as boxes of a workbook: what stands in each, what may be typed or chosen there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.figures.text import FigureError
from core.filing.asking import ACTUAL_LENGTH, rule_for
from core.filing.cells import CellRef
from core.filing.compute import Computed, compute
from core.filing.entry import read_cell
from core.filing.form import FormDefinition
from core.filing.returned import Returned
from core.filing.snapshot import Snapshot
from core.paper import placed
from core.scoring.parameters import Tiers
from documents.offline import Box, Kind
from evaluations.dossiers.fillable import YES, Slot
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.returning import open_slots, returned
from evaluations.dossiers.snapshots import form_of, snapshot
from evaluations.exchange.formulas import Worked, formulas, percent

HINTS = {
    "number": "填数字",
    "rate": "填百分比，如98.5%",
    "date": "填日期，如2022年4月6日",
    "choice": "从列表中选择",
    "yes": "本年度不考核的选“是”，并在偏差原因栏写明原因",
}


@dataclass(frozen=True)
class Filing:
    """A filing as its workbook is made from it, and as what came back is compared with it.

    `back`: what was returned in parts; the others are locked in the workbook as on the pages.
    """

    form: FormDefinition
    snapshot: Snapshot
    back: Returned | None = None

    @classmethod
    def of(cls, evaluation: Evaluation) -> Filing:
        return cls(form_of(evaluation), snapshot(evaluation), returned(evaluation))

    @cached_property
    def computed(self) -> Computed:
        return compute(self.form, self.snapshot)

    @cached_property
    def slots(self) -> Mapping[CellRef, Slot]:
        return open_slots(self.form, self.snapshot, self.back)

    @cached_property
    def worked(self) -> Mapping[CellRef, Worked]:
        """The formulas; a total that is put together from several units' figures has none."""
        found = formulas(self.form, self.computed.rows, self.slots)
        return {ref: worked for ref, worked in found.items() if ref not in self.computed.child_sums}

    def stands(self, ref: CellRef) -> str:
        """What stands in the box of a cell on the page."""
        cell = self.snapshot.cell(ref)
        return placed.in_box(self.form, self.snapshot, cell.written) if cell.written else cell.typed

    def _follows(self, ref: CellRef, text: str) -> bool:
        """Whether a cell holds what is computed for it, or nothing."""
        offer = self.computed.offers.get(ref, "")
        if not offer or text in ("", offer):
            return text in ("", offer)
        try:
            value = read_cell(self.form, ref, offer).value
        except FigureError:  # a rate below nothing is offered and cannot be filed
            return False
        return value is not None and value == self.snapshot.value(ref)

    @cached_property
    def tiers(self) -> Mapping[CellRef, tuple[str, ...]]:
        """The words that may stand in 实际完成值 where the rule of the row reads words."""
        rows = [(row, rule_for(self.form, row.line, row.target)) for row in self.computed.rows]
        return {
            row.ref("actual"): tuple(tier.name for tier in rule.tiers)
            for row, rule in rows
            if isinstance(rule, Tiers) and row.measure is None
        }

    def box(self, slot: Slot, printed: str = "") -> Box:
        """The box of one cell; `printed`: what the paper says where nothing can be typed."""
        ref, text = slot.ref, self.stands(slot.ref)
        worked = self.worked.get(ref)
        if worked and not slot.is_locked and self._follows(ref, text):
            return Box(
                ref,
                text,
                _kind(slot),
                is_open=worked.is_open,
                formula=worked.text,
                number_format=worked.number_format,
            )
        shown = dict(slot.choices)
        strict = tuple(shown.values()) or ((YES,) if slot.kind == "yes" else ())
        return Box(
            ref,
            (text or printed) if slot.is_locked else shown.get(text, text),
            _kind(slot),
            is_open=not slot.is_locked,
            choices=strict or self.tiers.get(ref, ()),
            is_strict=bool(strict),
            number_format=_format(self.form, slot),
        )


def hint(slot: Slot) -> str:
    """What may be typed in a box, in words."""
    if slot.is_locked:
        return "不需填写"
    if slot.asked and slot.asked.unit:
        return f"填数字（{slot.asked.unit}）"
    return HINTS.get(slot.kind, f"不超过{slot.limit}字")


def elsewhere(slots: Iterable[Slot], drawn: Iterable[CellRef]) -> list[Slot]:
    """The cells that the paper does not print; those that stand in another row are left out."""
    there = set(drawn)
    return [slot for slot in slots if slot.ref not in there and not slot.stands_in]


def _kind(slot: Slot) -> Kind:
    if slot.kind in ("number", "rate"):
        return slot.kind
    return "long" if slot.limit > ACTUAL_LENGTH else "text"


def _format(form: FormDefinition, slot: Slot) -> str:
    if slot.kind != "rate":
        return "General"
    decimals = form.funds.rate_decimals if form.funds and slot.ref.section == "funds" else 2
    return percent(decimals)
