"""What every part of a form is made of, and the boxes of words in its table."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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
