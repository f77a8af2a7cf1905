"""退回范围: of a filing that was returned in parts, what stays open, and the proof that the rest stayed.

A part is a page of the filing (`funds`, `report` …; the last row of the table goes with the indicators) or
the files of evidence. What follows from an open part is open with it: cells whose computed value has changed
since take that value and nothing else, and sections of the report that place a figure of an open part are
open like it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.filing.cells import CellRef
from core.filing.compute import compute
from core.filing.form import FormDefinition
from core.filing.placed import placed_in
from core.filing.snapshot import Cell, Snapshot

EVIDENCE = "evidence"
PART_NAMES: Mapping[str, str] = {
    "header": "基本信息",
    "funds": "项目资金",
    "goals": "总体目标",
    "indicators": "绩效指标",
    "texts": "文字说明",
    "report": "自评报告",
    EVIDENCE: "佐证材料",
}
"""In the order of the paper, by their keys."""


def part_of(ref: CellRef) -> str:
    """The part in which a cell lies.

    >>> part_of(CellRef("total", "grade")), part_of(CellRef("funds", "total", "executed"))
    ('indicators', 'funds')
    """
    return "indicators" if ref.section == "total" else ref.section


@dataclass(frozen=True)
class Returned:
    """`filed`: what was returned. `parts`: those to be mended; not empty (all are open otherwise)."""

    form: FormDefinition
    filed: Snapshot
    parts: frozenset[str]

    @property
    def takes_evidence(self) -> bool:
        """Whether files may come and go: with the rows that they prove."""
        return bool(self.parts & {EVIDENCE, "indicators"})

    @cached_property
    def _offered(self) -> Mapping[CellRef, str]:
        return compute(self.form, self.filed).offers

    def is_open(self, ref: CellRef) -> bool:
        """Whether anything may be typed into the cell."""
        if part_of(ref) in self.parts:
            return True
        quoted = placed_in(self.filed.cell(ref).stored) if ref.section == "report" else ()
        return any(part_of(one) in self.parts for one in quoted)

    def follows(self, now: Snapshot) -> Mapping[CellRef, str]:
        """What is computed otherwise than it was for what was filed, by cell: a closed one may take it."""
        offered = compute(self.form, now).offers
        return {ref: text for ref, text in offered.items() if self._offered.get(ref) != text}

    def left_behind(self, now: Snapshot) -> Mapping[CellRef, Cell]:
        """Closed cells that followed and follow no longer: what was filed in them, to which they go back."""
        follows = self.follows(now)
        return {
            ref: self.filed.cell(ref)
            for ref in self._changed(now)
            if ref.section != EVIDENCE and not self.is_open(ref) and ref not in follows
        }

    def strayed(self, now: Snapshot) -> tuple[CellRef, ...]:
        """The closed cells that hold anything but what was filed, or what follows; none in a sound filing."""
        follows = self.follows(now)
        return tuple(ref for ref in self._changed(now) if not self._may_be(ref, now, follows))

    def _changed(self, now: Snapshot) -> Iterator[CellRef]:
        """The cells that hold something else than what was filed, in the order of their addresses."""
        for text in sorted(self.filed.cells.keys() | now.cells.keys()):
            ref = CellRef.parse(text)
            if self.filed.cell(ref).stored != now.cell(ref).stored:
                yield ref
        if self.filed.evidence != now.evidence:
            yield CellRef(EVIDENCE, "files")

    def _may_be(self, ref: CellRef, now: Snapshot, follows: Mapping[CellRef, str]) -> bool:
        if ref.section == EVIDENCE:
            return self.takes_evidence
        return self.is_open(ref) or now.typed(ref) == follows.get(ref)
