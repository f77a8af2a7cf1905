"""Saving what was typed: one function for forms, autosave and imports (D7, D10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User
from core.filing.cells import CellRef
from evaluations.dossiers.models import Cell, Evaluation


@dataclass(frozen=True)
class Change:
    """What the person saw in the cell when the page was drawn, and what he or she typed."""

    ref: CellRef
    seen: str
    typed: str


@dataclass(frozen=True)
class Conflict:
    """Somebody else changed the cell meanwhile: both texts."""

    ref: CellRef
    theirs: str
    theirs_by: str
    at: datetime | None
    yours: str


@dataclass(frozen=True)
class Saved:
    """What came of it. Either everything was stored (`ok`), or nothing was and each reason is here."""

    saved: int = 0
    conflicts: tuple[Conflict, ...] = ()
    refused: Mapping[CellRef, str] = field(default_factory=dict)
    revision: int = 0

    @property
    def ok(self) -> bool:
        return not self.conflicts and not self.refused


def save_cells(
    evaluation: Evaluation, changes: Sequence[Change], *, by: User, source: str = Cell.Source.TYPED
) -> Saved:
    """Store what was typed, all of it or nothing; see `Saved`.

    NotAllowed (403, 409) where `by` may not fill in the filing now. The first save makes it 填报中.
    """
    raise NotImplementedError
