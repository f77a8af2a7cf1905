"""What a form wants explained: far more than was asked, slow spending, a budget that changed. Data."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from core.filing.cells import CellRef
from core.scoring.parameters import Parameters
from core.scoring.parameters.base import Number

Limit = Annotated[Number, Field(ge=0)]


class Explanations(Parameters):
    """Limits from which a reason is due, and the cell in which it is to stand; None and "" ask for none.

    `over_target`: actual ÷ target from which on (1.3 = 130 %), its reason is the note of the row;
    `over_zero`: the same where the target is 0, in its measure. `execution_below`: the execution rate below
    which (0.9); `budget_changed`: the share of 年初预算数 beyond which a change counts (0: any change). The
    `…_place` are addresses of cells (`texts/reasons/execution`, `report/s6`); without one the finding itself
    is answered.

    Sources: 广西 1.3 and 30; 四川 0.9 and any change (domain.md §3.1, §4.1).
    """

    over_target: Limit | None = None
    over_zero: Limit | None = None
    execution_below: Limit | None = None
    execution_place: str = ""
    budget_changed: Limit | None = None
    budget_place: str = ""

    @property
    def places(self) -> tuple[str, ...]:
        """The cells that must be on the form."""
        return tuple(place for place in (self.execution_place, self.budget_place) if place)


def place_of(address: str) -> CellRef | None:
    """The cell at `address`; None where none is named."""
    return CellRef.parse(address) if address else None
