"""办理情况: where the filing stands, what comes next, who did what and why; and the moves themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.comparison.filings import Filing
from core.filing.returned import EVIDENCE, PART_NAMES
from core.workflow import TRANSITIONS, Action, Capacity, Place, Status, label, refusal_of
from evaluations.dossiers import permissions, queries
from evaluations.dossiers.exceptions import NotAllowed
from evaluations.dossiers.forms.deciding import MoveForm
from evaluations.dossiers.forms.sections import TITLES, sections
from evaluations.dossiers.models import Evaluation, Extension, Move
from evaluations.dossiers.remarks import drafts_of, unconfirmed
from evaluations.dossiers.returning import scope_words
from evaluations.dossiers.services.moves import make_move, return_parts
from evaluations.dossiers.snapshots import form_of
from evaluations.dossiers.views.children import parts_of
from evaluations.dossiers.views.findings import filed
from evaluations.dossiers.views.opened import Opened, life, opened
from evaluations.dossiers.views.panel import figures
from evaluations.dossiers.views.papers import papers_context
from evaluations.dossiers.views.refusals import tell_refusals

DONE = {
    Action.START: "已开始填报，请逐页填写。",
    Action.WITHDRAW: "已撤回送审，可以继续修改。",
    Action.APPROVE: "已审核通过。",
    Action.RETURN: "已退回填报单位修改。",
    Action.REOPEN: "已取消审核，原定稿失效，本表回到最后一个审核环节。",
    Action.EXEMPT: "已列为不纳入自评范围。",
    Action.RESTORE: "已恢复。",
    Action.ARCHIVE: "已归档。",
}


@written_in
@require_safe
def overview(request: Request, pk: int) -> HttpResponse:
    return _draw(request, opened(request, pk))


@require_POST
@tell_refusals
def move(request: Request, pk: int, action: str) -> HttpResponse:
    """Every move but 送审, which has a page of its own."""
    if action not in Action._value2member_map_ or action == Action.SUBMIT:
        raise Http404
    evaluation = get_object_or_404(queries.visible_to(request.user), pk=pk)
    asked = Action(action)
    _refuse_outright(request, evaluation, asked)
    form = MoveForm(asked, evaluation.cycle.exempt_reasons, request.POST, parts=_parts(evaluation))
    if not form.is_valid():
        return _draw(request, opened(request, pk), {asked: form}, status=422)
    given = form.cleaned_data
    if asked is Action.RETURN:
        return_parts(evaluation, given.pop("scope"), by=request.user, **given)
    else:
        make_move(evaluation, asked, by=request.user, **given)
    messages.success(request, DONE[asked])
    return redirect(_after(evaluation, asked))


def _refuse_outright(request: Request, evaluation: Evaluation, action: Action) -> None:
    """A move that this state or this person does not have is refused before its reason is looked at."""
    refusal = refusal_of(action, permissions.facts(request.user, evaluation, reason_given=True))
    if refusal:
        raise NotAllowed(refusal)


def _after(evaluation: Evaluation, action: Action) -> str:
    return reverse("dossiers:header" if action is Action.START else "dossiers:overview", args=[evaluation.pk])


def _draw(
    request: Request, page: Opened, bound: dict[Action, MoveForm] | None = None, *, status: int = 200
) -> HttpResponse:
    evaluation = page.evaluation
    actions = _actions(request, evaluation, bound or {})
    context = {
        **page.context("overview"),
        **papers_context(request, page),
        "life": life(evaluation),
        "actions": actions,
        **_record(evaluation),
        "figures": figures(page),
        "lacking": [(TITLES[key], count, key) for key, count in page.missing.items() if count],
        "filed": page.filed,
        "filed_findings": filed(page, page.filed),
        "may_remark": _may_return(actions),
        **(_remarks(request, page) if _may_return(actions) else {}),
        "is_returned": evaluation.status == Status.RETURNED,
        "parts": parts_of(request, evaluation),
        "bound_form": next(iter((bound or {}).values()), None),
    }
    return render(request, "dossiers/overview.html", context, status=status)


def _actions(request: Request, evaluation: Evaluation, bound: dict[Action, MoveForm]) -> list[dict[str, Any]]:
    """What this person may do now: a form for each move, or why not; 送审 leads to its own page."""
    return [
        {
            "action": action,
            "label": word,
            "why_not": why_not,
            "form": bound.get(action) or _move_form(evaluation, action),
            "url": reverse("dossiers:check", args=[evaluation.pk]) if action is Action.SUBMIT else "",
            "is_main": not TRANSITIONS[action].needs_reason,
        }
        for action, word, why_not in permissions.actions_for(request.user, evaluation)
    ]


def _may_return(actions: list[dict[str, Any]]) -> bool:
    """Whether what this person remarks on can go out."""
    return any(entry["action"] is Action.RETURN and not entry["why_not"] for entry in actions)


def _remarks(request: Request, page: Opened) -> dict[str, int]:
    """How many drafts go out with a return, and how many remarks an approval would leave open."""
    left = unconfirmed(page.evaluation, Filing(page.form, page.snapshot))
    return {"remark_drafts": drafts_of(request.user, page.evaluation).count(), "remarks_left": len(left)}


def _move_form(evaluation: Evaluation, action: Action) -> MoveForm:
    reasons = evaluation.cycle.exempt_reasons
    return MoveForm(action, reasons, revision=evaluation.revision, parts=_parts(evaluation))


def _parts(evaluation: Evaluation) -> list[tuple[str, str]]:
    """What 退回修改 may be limited to."""
    return [(key, PART_NAMES[key]) for key in (*sections(form_of(evaluation)), EVIDENCE)]


def _record(evaluation: Evaluation) -> dict[str, list[dict[str, Any]]]:
    """办理记录, newest first: moves and 延期; the n-th 送审 is the n-th submission, with its reason."""
    reasons = iter(evaluation.submissions.order_by("number").values_list("problems_reason", flat=True))
    made = evaluation.moves.select_related("actor").annotate(sent=Count("remarks")).order_by("number")
    moves = [_told(move, next(reasons, "") if move.action == Action.SUBMIT else "") for move in made]
    given = [_told_time(one) for one in evaluation.extensions.select_related("granted_by")]
    record = sorted((*moves, *given), key=lambda line: line["at"], reverse=True)
    return {"moves": moves[::-1], "record": record}


def _told(made: Move, problems_reason: str) -> dict[str, Any]:
    """One move in words."""
    return {
        "move": made,
        "number": made.number,
        "at": made.made_at,
        "actor": made.actor,
        "reason": made.reason,
        "remark": made.remark,
        "problems_reason": problems_reason,
        "word": label(Action(made.action)),
        "scope": scope_words(made.scope),
        "sent": made.sent,  # type: ignore[attr-defined]
        "capacity": Capacity(made.capacity).label if made.capacity else "",
        "place": Place(Status(made.to_status), made.to_step).label,
    }


def _told_time(given: Extension) -> dict[str, Any]:
    """One 延期 in words; it moves nothing."""
    return {
        "at": given.granted_at,
        "actor": given.granted_by,
        "reason": given.reason,
        "word": "延期",
        "capacity": Capacity(given.capacity).label,
        "place": f"{given.before:%Y-%m-%d}延期至{given.until:%Y-%m-%d}",
    }
