"""One filing as it stands or stood: frozen dataclasses of the standard library, nothing computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from core.filing.cells import CellRef

SCHEMA_VERSION = 1
ABSENT_WHEN_EMPTY = "absent_when_empty"
"""Marks what came later than the first filings: without it a filing keeps the text and hash it had."""


@dataclass(frozen=True)
class Cell:
    """What was typed, and the number it is read as (万元, points; rate 1 = 100 %); None: no number.

    `written`: of a text in which figures of the table are placed (core.paper.placed), what is stored; `typed`
    is then what it prints.
    """

    typed: str = ""
    value: Decimal | None = None
    written: str = field(default="", metadata={ABSENT_WHEN_EMPTY: True})

    @property
    def stored(self) -> str:
        """What the database keeps of it."""
        return self.written or self.typed


EMPTY = Cell()


@dataclass(frozen=True)
class Line:
    """One third-level indicator of this filing. `group` is the key of its second level in the form.

    `rule` overrides the form's default by sign (checked parameters of core.scoring); `approved_*` is what
    the 批复绩效目标 says, beside which a changed cell is shown.
    """

    key: str
    group: str
    name: str
    approved_target: str = ""
    approved_points: Decimal | None = None
    rule: Mapping[str, Any] | None = None


@dataclass(frozen=True, order=True)
class EvidenceFile:
    """佐证材料: one file as it was filed. `row`: the key of its Line, empty for the whole filing."""

    row: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Identity:
    """Which filing this is: it never changes after the filing was opened.

    `parent_unit`, `parent_number`: who leads the consolidated filing that it is a part of, and its number.
    `report`: why it has no report of its own: the year's work asks for none (`none`), or for one of the whole
    unit (`unit`), whatever its form says; empty where the form alone says so.
    """

    number: str
    data_year: int
    work_year: int
    unit_code: str
    unit_name: str
    department_name: str
    project_code: str = ""
    project_name: str = ""
    parent_unit: str = field(default="", metadata={ABSENT_WHEN_EMPTY: True})
    parent_number: str = field(default="", metadata={ABSENT_WHEN_EMPTY: True})
    report: str = field(default="", metadata={ABSENT_WHEN_EMPTY: True})

    @property
    def is_child(self) -> bool:
        """Whether it is what one unit files of a consolidated filing."""
        return bool(self.parent_number)


@dataclass(frozen=True)
class Child:
    """分单位自评: the figures of one implementing unit in a consolidated filing (合并填报).

    `sha256`: of the frozen filing that was approved, with which its `cells` came; empty until then. `leads`:
    it is the leading unit's own.
    """

    number: str
    unit_name: str
    leads: bool = False
    sha256: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return not self.sha256

    def typed(self, ref: CellRef) -> str:
        return self.cells.get(str(ref), EMPTY).typed.strip()

    def value(self, ref: CellRef) -> Decimal | None:
        return self.cells.get(str(ref), EMPTY).value


@dataclass(frozen=True)
class Snapshot:
    """A filing on one form version. `cells`: those with something typed, by the text of their CellRef.

    `evidence` is sorted, so equal content has one order. `children`: of a consolidated filing, the units'
    figures from which it is put together (R26).
    """

    identity: Identity
    form_sha256: str
    goals: int
    lines: tuple[Line, ...]
    cells: Mapping[str, Cell] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION
    evidence: tuple[EvidenceFile, ...] = field(default=(), metadata={ABSENT_WHEN_EMPTY: True})
    children: tuple[Child, ...] = field(default=(), metadata={ABSENT_WHEN_EMPTY: True})

    def cell(self, ref: CellRef) -> Cell:
        return self.cells.get(str(ref), EMPTY)

    def typed(self, ref: CellRef) -> str:
        return self.cell(ref).typed

    def value(self, ref: CellRef) -> Decimal | None:
        return self.cell(ref).value
