"""Ready texts of 催报: for one unit and for a group. They name no project and no amount."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.workflow import Status

ONE = "{unit}：{work}尚有{count}份自评表未报送（{states}），{days}。请登录系统抓紧办理。{returned}{contact}"
SENT_BACK = Status.RETURNED.label
MEND = "被退回的，请按退回意见修改后重新报送。"
GROUP = "各单位：截至{today}，{work}尚未报送的单位如下，请抓紧办理。{units}。已报送的请忽略。{contact}"
CONTACT = "联系人：{}{}{}。"


@dataclass(frozen=True)
class Unfiled:
    """What a unit has not filed. `states`: how many filings by where they stand, in words."""

    unit: str
    states: Mapping[str, int]
    due_on: date

    @property
    def count(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True)
class Caller:
    """Who calls: the office, the name, the phone (empty where it is not kept)."""

    office: str
    name: str
    phone: str

    @property
    def contact(self) -> str:
        return CONTACT.format(self.office, self.name, f"，电话{self.phone}" if self.phone else "")


def days_words(due_on: date, today: date) -> str:
    """逾期3天, 今日截止 or 还有12天."""
    days = (due_on - today).days
    if days < 0:
        return f"逾期{-days}天"
    return f"还有{days}天" if days else "今日截止"


def states_words(states: Mapping[str, int]) -> str:
    return "、".join(f"{state}{count}份" for state, count in states.items())


def text_for_one(work: str, one: Unfiled, caller: Caller, today: date) -> str:
    """What can be sent to one unit."""
    return ONE.format(
        unit=one.unit,
        work=work,
        count=one.count,
        states=states_words(one.states),
        days=f"报送截止日为{day_words(one.due_on)}，{days_words(one.due_on, today)}",
        returned=MEND if SENT_BACK in one.states else "",
        contact=caller.contact,
    )


def text_for_group(work: str, unfiled: Iterable[Unfiled], caller: Caller, today: date) -> str:
    """What can be sent to all of them at once."""
    units = "；".join(f"{one.unit}{one.count}份，{days_words(one.due_on, today)}" for one in unfiled)
    return GROUP.format(today=day_words(today), work=work, units=units, contact=caller.contact)


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
