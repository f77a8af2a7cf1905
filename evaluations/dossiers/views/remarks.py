"""修改意见 on one page: what was sent with each return, the unit's answers, what came of it, own drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.comparison.filings import Change, Filing
from core.comparison.words import paragraphs
from core.filing.cells import CellRef
from core.workflow.remarks import RemarkState, Said
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.forms.remarks import AnswersForm, VerdictForm
from evaluations.dossiers.forms.sections import section_of
from evaluations.dossiers.models import Remark
from evaluations.dossiers.permissions import refusal_to_edit
from evaluations.dossiers.remarks import Thread, remarks_for, threads
from evaluations.dossiers.services.remarks import (
    Verdict,
    answer_remarks,
    judge_remark,
    judging_step,
    why_not_judge,
    why_not_remark,
)
from evaluations.dossiers.views.comparing import struck_and_written
from evaluations.dossiers.views.opened import Opened, opened
from evaluations.dossiers.views.refusals import tell_refusals

TONES = {
    RemarkState.DRAFT: "todo",
    RemarkState.OPEN: "back",
    RemarkState.ANSWERED: "wait",
    RemarkState.CONFIRMED: "done",
}
DONE = {Said.CONFIRMED: "已确认这条修改意见。", Said.AGAIN: "已再次提出，退回修改后由填报单位办理。"}
ELSEWHERE = "内容已有变动，见“修改对照”。"


@written_in
@require_safe
def remarks(request: Request, pk: int) -> HttpResponse:
    page = opened(request, pk)
    return _draw(request, page, _threads(request, page))


@require_POST
@tell_refusals
def answers(request: Request, pk: int) -> HttpResponse:
    """答复: every box that was filled in, all or none."""
    page = opened(request, pk)
    if refusal := refusal_to_edit(request.user, page.evaluation):
        raise NotAllowed(refusal)
    found = _threads(request, page)
    form = AnswersForm(_asked(found), request.POST)
    if not form.is_valid():
        return _draw(request, page, found, answers=form, status=422)
    answer_remarks(page.evaluation, form.answers, by=request.user)
    messages.success(request, "答复已保存，随下次报送交审核人员。")
    return redirect("dossiers:remarks", pk)


@require_POST
@tell_refusals
def verdict(request: Request, pk: int, remark: int) -> HttpResponse:
    """确认 or 再次提出 of one that was sent."""
    page = opened(request, pk)
    sent = remarks_for(request.user, page.evaluation).filter(move__isnull=False)
    found = get_object_or_404(sent, pk=remark)
    if refusal := why_not_judge(request.user, page.evaluation, found):
        raise refusal
    form = VerdictForm(found.pk, 0, request.POST)
    if not form.is_valid():
        return _draw(request, page, _threads(request, page), judged=(found, form), status=422)
    given = form.cleaned_data
    kind = Said(given["verdict"])
    judge_remark(found, Verdict(kind, given["reason"], given["seen"]), by=request.user)
    messages.success(request, DONE[kind])
    return redirect("dossiers:remarks", pk)


def _threads(request: Request, page: Opened) -> list[Thread]:
    shown = remarks_for(request.user, page.evaluation)
    return threads(shown, page.evaluation, Filing(page.form, page.snapshot))


def _asked(found: list[Thread]) -> list[int]:
    """The keys of those that the unit may still answer."""
    return [one.remark.pk for one in found if one.state in (RemarkState.OPEN, RemarkState.ANSWERED)]


def _draw(
    request: Request,
    page: Opened,
    found: list[Thread],
    *,
    answers: AnswersForm | None = None,
    judged: tuple[Remark, VerdictForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    may_answer = page.why_not_edit is None
    boxes = (answers or AnswersForm(_asked(found))) if may_answer else None
    judges = _judges(request, page, found, judged)
    sent = [one for one in found if one.state is not RemarkState.DRAFT]
    counts = Counter(one.state for one in sent)
    context = {
        **page.context("remarks"),
        "drafts": [_told(page, one) for one in found if one.state is RemarkState.DRAFT],
        "sent": [
            {
                **_told(page, one),
                "box": boxes[f"{one.remark.pk}-text"] if boxes and one.remark.pk in _asked([one]) else None,
                "judge": judges.get(one.remark.pk),
            }
            for one in sent
        ],
        "counts": [f"{state.label}{counts[state]}条" for state in RemarkState if counts[state]],
        "answers": boxes,
        "judged": judged[1] if judged else None,
        "filed_count": page.filed.number if page.filed else 0,
    }
    return render(request, "dossiers/remarks.html", context, status=status)


def _judges(
    request: Request, page: Opened, found: list[Thread], judged: tuple[Remark, VerdictForm] | None
) -> dict[int, VerdictForm]:
    """The forms of those on which this person may decide now, by the key of the remark."""
    if why_not_remark(request.user, page.evaluation):
        return {}
    sent = [one for one in found if one.remark.move]
    here = [one for one in sent if judging_step(page.evaluation, one.remark) == page.evaluation.step]
    forms = {one.remark.pk: VerdictForm(one.remark.pk, len(one.entries)) for one in here}
    return {**forms, judged[0].pk: judged[1]} if judged else forms


def _told(page: Opened, one: Thread) -> dict[str, Any]:
    return {
        "thread": one,
        "remark": one.remark,
        "state": one.state.label,
        "tone": TONES[one.state],
        "is_confirmed": one.state is RemarkState.CONFIRMED,
        "url": _url(page, one.ref),
        "change": _change(one) if one.change else "",
        "by": one.change.by if one.change else "",
    }


def _url(page: Opened, ref: CellRef | None) -> str:
    """Where the cell is filled in; its files where it holds files."""
    if ref is None:
        return reverse("dossiers:preview", args=[page.evaluation.pk])
    if ref.column == "evidence" or ref.section == "evidence":
        return page.urls["evidence"]
    return f"{page.urls[section_of(ref)]}#id_{ref}"


def _change(one: Thread) -> SafeString | str:
    """What was struck and written there; of a text, the paragraphs in which something was."""
    assert one.change
    return format_html_join("", "<p>{}</p>", _lines(one.change)) or ELSEWHERE


def _lines(change: Change) -> Iterator[tuple[SafeString]]:
    for line in paragraphs(change.pieces):
        if any(piece.kind != "same" for piece in line):
            yield (struck_and_written(line),)
