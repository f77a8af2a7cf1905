"""Where a remark of a reviewer (修改意见) stands: derived from what was said after it, never kept."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Said(StrEnum):
    """What follows a remark in its thread: the unit's answer, or what the reviewer made of it."""

    ANSWER = "answer"
    CONFIRMED = "confirmed"
    AGAIN = "again"

    @property
    def label(self) -> str:
        return {"answer": "单位答复", "confirmed": "确认", "again": "再次提出"}[self.value]


class RemarkState(StrEnum):
    """草拟 is its author's alone; the others are seen by whoever sees the filing."""

    DRAFT = "draft"
    OPEN = "open"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> str:
        words = {"draft": "草拟", "open": "待处理", "answered": "已答复", "confirmed": "已确认"}
        return words[self.value]


def state_of(
    said: Sequence[Said], *, is_sent: bool, is_changed: bool, is_reopened: bool = False
) -> RemarkState:
    """The state of a remark after which `said` was said, in that order.

    `is_changed`: whether its cell is another than when it was last raised; `is_reopened`: than when it was
    confirmed, so that it is to be looked at again.

    >>> state_of([Said.ANSWER, Said.AGAIN], is_sent=True, is_changed=False).label
    '待处理'
    """
    if not is_sent:
        return RemarkState.DRAFT
    since = since_raised(said)
    if Said.CONFIRMED in since:
        return RemarkState.ANSWERED if is_reopened else RemarkState.CONFIRMED
    return RemarkState.ANSWERED if is_changed or Said.ANSWER in since else RemarkState.OPEN


def since_raised(said: Sequence[Said]) -> Sequence[Said]:
    """What was said after the remark was last raised (提出, 再次提出)."""
    raised = [place for place, one in enumerate(said, 1) if one is Said.AGAIN]
    return said[raised[-1] :] if raised else said
