"""修改意见单: every remark that was sent, with answers and what came of it, frozen, handed to the worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.comparison.filings import Change, Filing
from core.comparison.words import paragraphs
from core.paper.remark_list import ListedRemark, RemarkList
from core.workflow.remarks import RemarkState, Said
from documents.services import freeze, freeze_remarks, request_remarks, stamp
from evaluations.dossiers.models import Evaluation, Printing, RemarkEntry
from evaluations.dossiers.remarks import Thread, sent_on, threads
from evaluations.dossiers.services.printing import label_now
from evaluations.dossiers.services.reading import fresh
from evaluations.dossiers.snapshots import form_of, snapshot

UNCHANGED, CHANGED, EMPTIED = "未修改", "内容已有变动", "已删去"
NONE = "没有修改意见"
REOPENED = "确认后内容又有变动，待重新确认"


@transaction.atomic
def list_remarks(evaluation: Evaluation, *, by: User) -> None:
    """Ask for the list as it stands: the same document as before, grown by what was said since."""
    seen = fresh(evaluation)
    now = snapshot(seen)
    found = threads(sent_on(seen), seen, Filing(form_of(seen), now))
    mark = stamp(freeze(now, seen.form_version), label_now(seen))
    Printing.objects.get_or_create(evaluation=seen, stamp=mark, defaults={"asked_by": by})
    listed = RemarkList(_state(found), tuple(_row(one) for one in found))
    request_remarks(mark, freeze_remarks(listed), asked_by=by)


def _state(found: Iterable[Thread]) -> str:
    counts = Counter(one.state for one in found)
    return "、".join(f"{state.label}{counts[state]}条" for state in RemarkState if counts[state]) or NONE


def _row(one: Thread) -> ListedRemark:
    remark = one.remark
    return ListedRemark(
        number=remark.number or 0,
        place=one.place,
        said=remark.said,
        problem=remark.problem,
        wanted=remark.wanted,
        basis=remark.basis,
        answer="\n".join(_signed(entry) for entry in one.entries if entry.kind == Said.ANSWER),
        change=_change(one.change),
        verdict=_verdict(one),
    )


def _verdict(one: Thread) -> str:
    said = [_signed(entry) for entry in one.entries if entry.kind != Said.ANSWER]
    return "\n".join([*said, REOPENED] if one.is_reopened else said) or one.state.label


def _change(change: Change | None) -> str:
    """What stands there now, of a text the paragraphs that changed; of a number by how much."""
    if change is None:
        return UNCHANGED
    if not change.pieces:
        return CHANGED
    lines = [line for line in paragraphs(change.pieces) if any(one.kind != "same" for one in line)]
    told = ("".join(one.text for one in line if one.kind != "removed") for line in lines)
    words = "\n".join(filter(None, told))
    return f"改为：{words}{f'（{change.by}）' if change.by else ''}" if words else EMPTIED


def _signed(entry: RemarkEntry) -> str:
    kind = "" if entry.kind == Said.ANSWER else Said(entry.kind).label
    words = "：".join(filter(None, (kind, entry.text)))
    return f"{words}（{entry.author} {_day(entry.made_at)}）"


def _day(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y年%m月%d日}"
