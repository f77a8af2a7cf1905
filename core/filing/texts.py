"""What every part of a form is made of, and the words in its table: goals, boxes."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from core.scoring.later import later

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_\-]{1,60}$")]
Label = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Points = Annotated[Decimal, Field(ge=0, max_digits=9, decimal_places=4)]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TextColumn(Frozen):
    """A column of boxes; without a `label` no head is printed over it."""

    key: Key
    label: str = ""
    required: bool = True
    max_length: int = 2000


class TextRow(Frozen):
    """A row of boxes; without a `label` they begin right beside the label of their block."""

    key: Key
    label: str = ""


class TextBlock(Frozen):
    """Boxes of words in the table: 职能概述, 说明, the seven statements of 资金管理情况.

    `after`: the part of the table under which it stands.
    """

    label: Label
    after: Literal["header", "funds", "goals", "indicators", "total"]
    rows: tuple[TextRow, ...]
    columns: tuple[TextColumn, ...] = (TextColumn(key="text"),)


class Goals(Frozen):
    """年度总体目标: expected comes from the project's ApprovedTarget, actual is typed.

    `count`: how many there are at least, where no ApprovedTarget says it (部门整体). `weights`: what the
    weights of the goals add up to; None: goals have none.
    """

    label: Label = "年度总体目标"
    expected: Label = "预期目标"
    actual: Label = "实际完成情况"
    max_length: int = 2000
    count: int = later(1)
    weights: Points | None = later(None)
    weight: Label = later("权重")

    @property
    def columns(self) -> tuple[str, ...]:
        """What each goal has, in the order of the paper."""
        return ("expected", "actual") if self.weights is None else ("expected", "weight", "actual")
