"""离线填报表 of several filings in one workbook: what is said of all, and each as it goes out alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from documents.imprint import Imprint
from documents.offline import OfflineBook, OfflinePart
from evaluations.exchange.boxes import Filing
from evaluations.exchange.plan import GUIDE, Task, day, plan

TITLE = "离线填报表（{count}个任务）"
FIRST = "一、本文件由系统生成，含{count}个自评任务，各任务的工作表以序号和名称开头；只能导回这些任务。"
LAST = (
    "七、工作表可以改名、调整顺序；不填的任务不改动即可，删除了工作表的任务不会写入任何内容。",
    "八、导回：登录系统，打开“离线填报”，选择本文件。系统按任务列出改动和冲突，确认后才写入。",
    "九、写入后仍需在系统中逐个任务校验并报送；截止日期见下。",
)


def together(filings: Sequence[tuple[Filing, Task]], made_at: datetime) -> OfflineBook:
    """Return the workbook of several filings as they stand."""
    title = TITLE.format(count=len(filings))
    return OfflineBook(
        imprint=Imprint(title, title, title, made_at),
        facts=(("made", made_at.isoformat(timespec="seconds")),),
        guide=(FIRST.format(count=len(filings)), *GUIDE[1:6], *LAST),
        parts=tuple(_part(filing, task) for filing, task in filings),
    )


def _part(filing: Filing, task: Task) -> OfflinePart:
    identity = filing.snapshot.identity
    line = f"{task.subject}（{identity.unit_name}，编号{identity.number}，{day(task.due_on)}截止）"
    return OfflinePart(task.subject, line, plan(filing, task))
