"""Where a filing can stand, who people are towards it, what can be done with it (D9): names, no rules."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """The state of one 自评表. `in_review` carries a step beside it (see Place)."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    ARCHIVED = "archived"
    EXEMPT = "exempt"

    @property
    def label(self) -> str:
        """The word on the page; `Place.label` names the step of a filing in review."""
        return _STATUS_LABELS[self]


class Capacity(StrEnum):
    """What a person is towards one filing, computed by the caller from memberships; several may hold.

    `lead`: of the unit that leads a consolidated filing, towards what another unit files of it.
    """

    FILER = "filer"
    UNIT_HEAD = "unit_head"
    DEPARTMENT = "department"
    DIVISION = "division"
    PERFORMANCE = "performance"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"

    @property
    def label(self) -> str:
        return _CAPACITY_LABELS[self]


class Action(StrEnum):
    """What can be done with a filing."""

    START = "start"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    EXEMPT = "exempt"
    RESTORE = "restore"
    ARCHIVE = "archive"


class Place(NamedTuple):
    """A state with its step: `step` is a deciding capacity while in review and empty otherwise."""

    status: Status
    step: str = ""

    @property
    def label(self) -> str:
        """`Place(Status.IN_REVIEW, "division").label` is 待业务股室审核."""
        return STEP_LABELS.get(self.step, self.status.label)


STEPS = (
    Capacity.UNIT_HEAD,
    Capacity.DEPARTMENT,
    Capacity.DIVISION,
    Capacity.PERFORMANCE,
)
"""The deciding capacities in the order in which a chain runs through them."""

FINANCE = frozenset({Capacity.DIVISION, Capacity.PERFORMANCE})

STEP_LABELS = {
    Capacity.UNIT_HEAD.value: "待单位负责人审签",
    Capacity.DEPARTMENT.value: "待主管部门审核",
    Capacity.DIVISION.value: "待业务股室审核",
    Capacity.PERFORMANCE.value: "待绩效股审核",
    Capacity.LEAD.value: "待牵头单位审核",
}
STEP_NAMES = {step: words.removeprefix("待") for step, words in STEP_LABELS.items()}

_STATUS_LABELS = {
    Status.NOT_STARTED: "未填报",
    Status.DRAFT: "填报中",
    Status.IN_REVIEW: "待审核",
    Status.RETURNED: "被退回",
    Status.APPROVED: "审核通过",
    Status.ARCHIVED: "已归档",
    Status.EXEMPT: "不纳入",
}

_CAPACITY_LABELS = {
    Capacity.FILER: "填报人",
    Capacity.UNIT_HEAD: "单位负责人",
    Capacity.DEPARTMENT: "主管部门审核人员",
    Capacity.DIVISION: "业务股室审核人员",
    Capacity.PERFORMANCE: "绩效股审核人员",
    Capacity.LEAD: "牵头单位审核人员",
    Capacity.ADMINISTRATOR: "系统管理员",
    Capacity.AUDITOR: "查询用户（审计）",
}
