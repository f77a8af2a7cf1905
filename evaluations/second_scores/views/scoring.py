"""One drawn filing: scored again row by row, finished, issued, answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.requests import SignedInRequest as Request
from accounts.requests import written_in
from core.figures import printing
from core.second.scores import Second
from documents.sources import filing_of
from evaluations.dossiers.exceptions import NotAllowed, Refused, Stale
from evaluations.dossiers.services.refusals import log_refusal
from evaluations.dossiers.views.dossier_papers import told_orders
from evaluations.dossiers.views.refusals import copyable
from evaluations.second_scores import queries
from evaluations.second_scores.forms.answering import AnswerForm
from evaluations.second_scores.forms.finishing import FinishForm
from evaluations.second_scores.forms.scoring import ScoresForm
from evaluations.second_scores.models import SampledFiling, SecondScore
from evaluations.second_scores.permissions import (
    is_current,
    refusal_to_answer,
    refusal_to_issue,
    refusal_to_print,
    refusal_to_score,
)
from evaluations.second_scores.services import issuing, papers
from evaluations.second_scores.services.scoring import finish, keep_scores, mark_of, scores_of, second_of
from evaluations.second_scores.views.filling import filled
from evaluations.second_scores.views.reviews import state_of

SAVED = "已保存。还有{}行没有复核得分。"
ALL_SCORED = "已保存。各行均已复核，核对后点“完成复核”。"
FINISHED = "已完成复核，复核得分不能再改。请下发给填报单位。"
ISSUED = "已下发，填报单位可以查看并填写回执。"
ANSWERED = "回执已提交。"


@written_in
@require_http_methods(["GET", "HEAD", "POST"])
def scored(request: Request, pk: int) -> HttpResponse:
    """The rows beside what was filed; whoever may not score them reads."""
    filing = found(request, pk)
    if request.method != "POST":
        return draw(request, filing)
    kept = scores_of(filing)
    form = scores_form(request, filing, kept, filled(filing, request.POST))
    try:
        if refusal := refusal_to_score(request.user, filing):
            raise refusal
        if not form.is_valid():
            return draw(request, filing, form=form, status=422)
        keep_scores(filing, form.typed, seen=form.cleaned_data["seen"], by=request.user)
    except Stale as refused:
        log_refusal(filing.evaluation, "填写复核得分", refused, by=request.user)
        return draw(request, filing, form=_overtaken(request, filing, form), refused=refused)
    except Refused as refused:
        log_refusal(filing.evaluation, "填写复核得分", refused, by=request.user)
        return draw(request, filing, form=form, refused=refused)
    left = second_of(filing, scores_of(filing)).open
    messages.success(request, SAVED.format(left) if left else ALL_SCORED)
    return redirect("second_scores", pk)


@require_POST
def finish_scores(request: Request, pk: int) -> HttpResponse:
    """Closed for good; what is typed of 自评得分 stays where it is refused."""
    filing = found(request, pk)
    form = FinishForm(second_of(filing, scores_of(filing)), request.POST)
    if not form.is_valid() and refusal_to_score(request.user, filing) is None:
        return draw(request, filing, typed=form, status=422)

    def act(filing: SampledFiling) -> None:
        seen = request.POST.get("seen", "")
        finish(filing, seen=seen, by=request.user, total_remark=form.remark)
        papers.print_papers(found(request, pk), by=request.user)

    return _acted(request, filing, act, names=("完成复核", FINISHED), typed=form)


@require_POST
def issue(request: Request, pk: int) -> HttpResponse:
    def act(filing: SampledFiling) -> None:
        issuing.issue(filing, seen=request.POST.get("seen", ""), by=request.user)

    return _acted(request, found(request, pk), act, names=("下发复核结果", ISSUED))


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """回执, once."""
    filing, form = found(request, pk), AnswerForm(request.POST)
    try:
        if refusal := refusal_to_answer(request.user, filing):
            raise refusal
        if not form.is_valid():
            return draw(request, filing, typed=form, status=422)
        given = form.cleaned_data
        issuing.answer(filing, agrees=given["agrees"] == "yes", text=given["text"], by=request.user)
    except NotAllowed as refused:
        log_refusal(filing.evaluation, "填写复核回执", refused, by=request.user)
        return draw(request, found(request, pk), refused=refused)
    messages.success(request, ANSWERED)
    return redirect("second_scores", pk)


def found(request: Request, pk: int) -> SampledFiling:
    seen = queries.visible_to(request.user).select_related("submission__frozen__form_version")
    return get_object_or_404(seen, pk=pk)


def scores_form(
    request: Request,
    filing: SampledFiling,
    kept: Mapping[str, SecondScore],
    data: Mapping[str, Any] | None = None,
) -> ScoresForm:
    form, _ = filing_of(filing.submission.frozen)
    items = [row.item for row in second_of(filing, kept).rows]
    reasons = queries.rules_of(filing.review.cycle.bureau_id).known
    return ScoresForm(form, items, reasons, data, scores=kept, seen=mark_of(kept))


def _overtaken(request: Request, filing: SampledFiling, form: ScoresForm) -> ScoresForm:
    """What was typed, beside what somebody else kept meanwhile: to be saved once that was seen."""
    kept = scores_of(filing)
    return scores_form(request, filing, kept, {**form.data.dict(), "seen": mark_of(kept)})  # type: ignore[attr-defined]


def draw(
    request: Request,
    filing: SampledFiling,
    *,
    form: ScoresForm | None = None,
    typed: AnswerForm | FinishForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the filing; what was typed and did not do stands in its fields, or to be copied."""
    kept = scores_of(filing)
    second, may_score = second_of(filing, kept), refusal_to_score(request.user, filing) is None
    if may_score and form is None:
        form = scores_form(request, filing, kept)
    context = {
        **_head(request.user, filing),
        "form": form,
        "rows": _rows(second, kept, form, is_overtaken=isinstance(refused, Stale)),
        "second": _totals(second),
        "seen": mark_of(kept),
        "may_score": may_score,
        "finish_form": typed if isinstance(typed, FinishForm) else FinishForm(second),
        "answer_form": _answer_form(request.user, filing, typed),
        **_opinion_context(request.user, filing),
        **papers_context(request.user, filing),
        "refused": refused.sentence if refused else "",
        "typed": copyable(request.POST, "text", "body") if refused else "",
    }
    answered = refused.http_status if refused else status
    return render(request, "second_scores/filing.html", context, status=answered)


def _head(user: User, filing: SampledFiling) -> dict[str, Any]:
    """Which filing it is, and how far."""
    words, tone = state_of(filing)
    return {
        "filing": filing,
        "evaluation": filing.evaluation,
        "words": words,
        "tone": tone,
        "of_finance": queries.is_of_finance(user),
        "is_current": is_current(filing),
    }


def _answer_form(
    user: User, filing: SampledFiling, typed: AnswerForm | FinishForm | None
) -> AnswerForm | None:
    if refusal_to_answer(user, filing):
        return None
    return typed if isinstance(typed, AnswerForm) else AnswerForm()


def _opinion_context(user: User, filing: SampledFiling) -> dict[str, Any]:
    """意见书 as it was issued; before that, for whoever may issue it, as it would be."""
    may_issue = refusal_to_issue(user, filing) is None
    issued = papers.opinion_of(filing) if hasattr(filing, "issue") else None
    opinion = papers.offered(filing) if may_issue else issued
    return {"may_issue": may_issue, "opinion": opinion, "opinion_seen": papers.mark_of(opinion)}


def papers_context(user: User, filing: SampledFiling) -> dict[str, Any]:
    """What was printed of it, the newest first."""
    printings = filing.printings.select_related("frozen_set", "asked_by").order_by("-pk")
    may_print = refusal_to_print(user, filing) is None
    return {**told_orders(printings), "filing": filing, "may_print": may_print}


def _acted(
    request: Request,
    filing: SampledFiling,
    act: Callable[[SampledFiling], None],
    *,
    names: tuple[str, str],
    typed: FinishForm | None = None,
) -> HttpResponse:
    """One act on a drawn filing, named and, once done, told; what was refused is on its page and logged."""
    action, done = names
    try:
        act(filing)
    except Refused as refused:
        log_refusal(filing.evaluation, action, refused, by=request.user)
        return draw(request, filing, typed=typed, refused=refused)
    messages.success(request, done)
    return redirect("second_scores", filing.pk)


def _rows(
    second: Second, kept: Mapping[str, SecondScore], form: ScoresForm | None, *, is_overtaken: bool
) -> list[dict[str, Any]]:
    """Each row as filed, with what was found, what its rule proposes, and its fields where they are open.

    `there`: what somebody else kept where something else was typed.
    """
    return [
        {
            "item": row.item,
            "limit": printing.plain(row.item.limit),
            "filed": printing.plain(row.item.score),
            "kept": kept.get(row.item.key),
            "ratio": printing.rate(row.ratio),
            "proposed": row.proposed,
            "working": row.working,
            "differs": row.score is not None and row.score != row.item.score,
            "fields": form.fields_of(number) if form else None,
            "there": form.kept_of(number) if form and form.is_bound and is_overtaken else {},
        }
        for number, row in enumerate(second.rows)
    ]


def _totals(second: Second) -> dict[str, Any]:
    return {
        "open": second.open,
        "differing": second.differing,
        "filed": printing.plain(second.filed),
        "filed_grade": second.filed_grade,
        "total": printing.plain(second.total),
        "grade": second.grade,
        "deviation": printing.rate(second.deviation),
    }
