"""What a rule wants from the filer beside 实际完成值: ticks, a choice, a number, dates (domain.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.scoring.parameters import Rule

YES, NO = "是", "否"
"""How a tick is answered; an empty text is no answer, never a no."""


@dataclass(frozen=True)
class Asked:
    """One answer that a rule reads from `Claim.answers[key]`, typed as text.

    `tick`: 是 or 否. `choice`: the first text of one of `choices`, the second is what is shown. `rate`: 95%.
    `date`: 2021-12-31 or 2021年12月31日. `unit`: stands behind the field.
    """

    key: str
    label: str
    kind: Literal["tick", "choice", "number", "rate", "date", "text"]
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    required: bool = True


def asked_of(_rule: Rule) -> tuple[Asked, ...]:
    """Return what `rule` asks, in the order in which it is asked; nothing where 实际完成值 says it all."""
    return ()
