"""The one table of the workflow: buttons, services, tests and `docs/workflow.md` read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.workflow.states import FINANCE, Action, Capacity, Status


class Target(StrEnum):
    """Where an action leads; those that depend on the chain or on the past are resolved by `after`."""

    DRAFT = "draft"
    FIRST_STEP = "first_step"
    NEXT_STEP = "next_step"
    LAST_STEP = "last_step"
    RETURNED = "returned"
    BEFORE = "before"
    EXEMPT = "exempt"
    ARCHIVED = "archived"


class Who(StrEnum):
    """Who may act: the filer, the capacity of the step where the filing stands, or the finance bureau."""

    FILER = "filer"
    STEP = "step"
    FINANCE = "finance"
    FINANCE_ALONE = "finance_alone"
    LAST_FINANCE_STEP = "last_finance_step"


@dataclass(frozen=True)
class Transition:
    """One row. `decides`: refused to whoever contributed. `while_open`: not after the year is closed."""

    label: str
    sources: frozenset[Status]
    target: Target
    who: Who
    needs_reason: bool = False
    decides: bool = False
    while_open: bool = False


def _sources(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


TRANSITIONS: Mapping[Action, Transition] = MappingProxyType(
    {
        Action.START: Transition(
            "填报",
            _sources(Status.NOT_STARTED),
            Target.DRAFT,
            Who.FILER,
            while_open=True,
        ),
        Action.SUBMIT: Transition(
            "送审",
            _sources(Status.DRAFT, Status.RETURNED),
            Target.FIRST_STEP,
            Who.FILER,
            while_open=True,
        ),
        Action.WITHDRAW: Transition("撤回送审", _sources(Status.IN_REVIEW), Target.BEFORE, Who.FILER),
        Action.APPROVE: Transition(
            "审核通过",
            _sources(Status.IN_REVIEW),
            Target.NEXT_STEP,
            Who.STEP,
            decides=True,
        ),
        Action.RETURN: Transition(
            "退回修改",
            _sources(Status.IN_REVIEW),
            Target.RETURNED,
            Who.STEP,
            needs_reason=True,
            decides=True,
        ),
        Action.REOPEN: Transition(
            "取消审核",
            _sources(Status.APPROVED, Status.ARCHIVED),
            Target.LAST_STEP,
            Who.LAST_FINANCE_STEP,
            needs_reason=True,
            decides=True,
        ),
        Action.EXEMPT: Transition(
            "不纳入",
            _sources(Status.NOT_STARTED, Status.DRAFT, Status.RETURNED),
            Target.EXEMPT,
            Who.FINANCE,
            needs_reason=True,
            decides=True,
        ),
        Action.RESTORE: Transition("恢复", _sources(Status.EXEMPT), Target.BEFORE, Who.FINANCE, decides=True),
        Action.ARCHIVE: Transition("归档", _sources(Status.APPROVED), Target.ARCHIVED, Who.FINANCE_ALONE),
    }
)

BEFORE: Mapping[Action, frozenset[Status]] = MappingProxyType(
    {
        Action.WITHDRAW: TRANSITIONS[Action.SUBMIT].sources,
        Action.RESTORE: TRANSITIONS[Action.EXEMPT].sources,
    }
)
"""What an action that undoes another may lead back to: the sources of the action it undoes."""


def capacities_for(who: Who, *, step: str, chain_steps: tuple[str, ...]) -> frozenset[Capacity]:
    """The capacities that may act. 取消审核: 绩效股, and 业务股室 where the chain's last step is its own.

    What never reaches finance is decided by the unit that leads it in every way; it is not archived.
    """
    if who is Who.FILER:
        return frozenset({Capacity.FILER})
    if who is Who.STEP:
        return frozenset({Capacity(step)}) if step else frozenset()
    if who is Who.FINANCE_ALONE:
        return frozenset() if Capacity.LEAD in chain_steps else FINANCE
    if Capacity.LEAD in chain_steps:
        return frozenset({Capacity.LEAD})
    if who is Who.FINANCE:
        return FINANCE
    own = {Capacity.DIVISION} if chain_steps[-1] == Capacity.DIVISION else set()
    return frozenset({Capacity.PERFORMANCE} | own)
