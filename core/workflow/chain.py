"""The steps of a year's filings (单位负责人 → 主管部门 → 业务股室 → 绩效股; any may be left out).

What one unit files of a consolidated filing has one step alone: the unit that leads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from core.workflow.states import FINANCE, STEPS, Capacity

_RANK = {step.value: rank for rank, step in enumerate((*STEPS, Capacity.LEAD))}


@dataclass(frozen=True)
class Chain:
    """One to four deciding steps, each once, in their order; ValueError otherwise.

    >>> Chain(("unit_head", "performance")).next_after("unit_head")
    'performance'
    """

    steps: tuple[str, ...]

    def __post_init__(self) -> None:
        known = [step for step in _RANK if step in self.steps]
        is_mixed = Capacity.LEAD in self.steps and len(self.steps) > 1
        if not self.steps or is_mixed or list(self.steps) != known:
            raise ValueError(
                f"审核环节应为{'、'.join(STEPS)}中的一个或几个，按此顺序且不重复：{self.steps!r}"
            )

    @classmethod
    def of(cls, steps: Iterable[Capacity | str]) -> Chain:
        """A chain from capacities or their keys."""
        return cls(tuple(str(step) for step in steps))

    @classmethod
    def of_a_child(cls) -> Chain:
        """The chain of what one unit files of a consolidated filing; it ends with the unit that leads."""
        return cls((Capacity.LEAD.value,))

    @classmethod
    def from_json(cls, text: str) -> Chain:
        """Read what `to_json` wrote (a JSON list of step keys); ValueError for anything else."""
        try:
            steps = json.loads(text)
        except json.JSONDecodeError:
            steps = None
        if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
            raise ValueError("审核环节应为环节名称的列表")
        return cls(tuple(steps))

    def to_json(self) -> str:
        return json.dumps(list(self.steps))

    @property
    def first(self) -> str:
        return self.steps[0]

    @property
    def last(self) -> str:
        return self.steps[-1]

    @property
    def starts_in_finance(self) -> bool:
        """Whether the first to decide is the finance bureau: the button then says 报送, else 送审."""
        return self.first in FINANCE

    def next_after(self, step: str) -> str | None:
        """The step that follows, None after the last; also for a step that the year has since left out."""
        return next((later for later in self.steps if _RANK[later] > _RANK[step]), None)

    def without(self, step: str) -> Chain:
        """The chain of a unit that skips a step (its own 主管部门); a chain's only step is never skipped."""
        rest = tuple(kept for kept in self.steps if kept != step)
        return Chain(rest) if rest else self
