"""What all parameters have in common: immutable, exact numbers, nothing unknown."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

NOT_A_NUMBER = "请用文本写数字，例如“0.9”。"
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")


def _exact(value: object) -> object:
    """Let a number in as Decimal, int or plain text; a float has already lost digits."""
    plain = bool(PLAIN_NUMBER.fullmatch(value)) if isinstance(value, str) else type(value) in (int, Decimal)
    if not plain:
        raise ValueError(NOT_A_NUMBER)
    return value


Number = Annotated[Decimal, BeforeValidator(_exact)]
Share = Annotated[Number, Field(ge=0, le=1)]
Score = Annotated[Number, Field(ge=0)]
"""Points that can be earned or taken, in 分."""
Positive = Annotated[Number, Field(gt=0)]
Name = Annotated[str, Field(min_length=1, max_length=50)]
Text = Annotated[str, Field(min_length=1, max_length=200)]

Reads = tuple[Literal["target", "actual"], ...]


class Parameters(BaseModel):
    """Immutable; an unknown field is refused, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleParameters(Parameters):
    """The parameters of one kind of rule."""

    @property
    def numbers_in(self) -> Reads:
        """Where the rule reads a number; none: it reads answers, or words, or a person gives the score."""
        return ()


def refuse_repeated(what: str, names: list[str]) -> None:
    """ValueError where a name stands twice."""
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise ValueError(f"{what}「{'、'.join(repeated)}」重复，请改成不同的名称。")
